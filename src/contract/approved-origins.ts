import { z } from "zod";
import { answers, endpoint } from "./endpoint.ts";
import { webAddress } from "./trust.ts";

/** Whom on other machines this server may ask by itself: an issuer of a resource server, a client's JWKS URL. */
export interface ApprovedOrigins {
  /** Approved here by a person. */
  readonly origins: readonly string[];
  /** What `workbench.json` names besides; it is not asked before somebody approves it, since the file may come from anybody. */
  readonly named: readonly string[];
}

export const listApprovedOrigins = endpoint(
  "GET",
  "/workbench/approved-origins",
  z.strictObject({}),
  answers<ApprovedOrigins>(),
);

/** Any address there stands for its origin. */
export const approveOrigin = endpoint(
  "POST",
  "/workbench/approved-origins",
  z.strictObject({ origin: webAddress }),
  answers<{ readonly approved: string }>(),
);

/** It is not asked any more, from the next call on. */
export const removeApprovedOrigin = endpoint(
  "POST",
  "/workbench/approved-origins/remove",
  z.strictObject({ origin: webAddress }),
  answers<{ readonly removed: string }>(),
);
