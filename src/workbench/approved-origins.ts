import { approveOrigin, listApprovedOrigins, removeApprovedOrigin } from "../contract/approved-origins.ts";
import { answered, refused, type ServedEndpoint, serve } from "./serve.ts";
import type { WorkbenchContext } from "./workbench-context.ts";

/**
 * Origins on other machines that a person lets this server ask by itself. Kept in `state/`, not in `workbench.json`: that may come
 * from somebody else, together with the address that it wants to be asked.
 */
export interface ApprovedOrigins {
  has(url: URL): boolean;
  /** Where it is approved, or on this machine. */
  mayAsk(url: URL): boolean;
  approve(url: URL): void;
  /** @returns false where it was not approved */
  remove(url: URL): boolean;
  list(): readonly string[];
}

type Needed = Pick<WorkbenchContext, "approvedOrigins" | "settings">;

const serveList = serve(listApprovedOrigins, ({ approvedOrigins, settings }: Needed) => {
  const named = (settings().approvedOrigins ?? []).filter((text) => URL.canParse(text)).map((text) => new URL(text));
  const open = named.filter((url) => !approvedOrigins.has(url)).map(({ origin }) => origin);
  return answered({ origins: approvedOrigins.list(), named: [...new Set(open)].sort() });
});

const serveApprove = serve(approveOrigin, ({ approvedOrigins }: Needed, { origin }) => {
  const url = new URL(origin);
  approvedOrigins.approve(url);
  return answered({ approved: url.origin });
});

const serveRemove = serve(removeApprovedOrigin, ({ approvedOrigins }: Needed, { origin }) => {
  const url = new URL(origin);
  return approvedOrigins.remove(url)
    ? answered({ removed: url.origin })
    : refused(404, `${url.origin} is not approved`, { field: "origin" });
});

export const approvedOriginEndpoints: readonly ServedEndpoint<Needed>[] = [serveList, serveApprove, serveRemove];
