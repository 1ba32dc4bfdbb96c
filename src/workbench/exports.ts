import { exportRealm as exportEndpoint } from "../contract/transfer.ts";
import { type ExportForm, exportRealm } from "../domain/transfer/export-realm.ts";
import { describeExport } from "../domain/transfer/export-report.ts";
import { answered, refused, serve } from "./serve.ts";
import type { TransferContext } from "./transfer-context.ts";

export const serveExport = serve(exportEndpoint, async (ctx: TransferContext, { realm, form }) => {
  const document = ctx.realms.get(realm)?.read().document;
  if (!document)
    return refused(404, `There is no realm ${realm}; there are ${[...ctx.realms.keys()].sort().join(", ")}`);
  return answered({
    fileName: fileNameOf(realm, form),
    text: `${JSON.stringify(exportRealm(document, form), null, 2)}\n`,
    report: describeExport(document, form, await ctx.knownProviders()),
  });
});

const ENDINGS: Readonly<Record<ExportForm, string>> = {
  whole: "realm",
  shareable: "shareable",
  "partial-import": "partial-import",
};

/** `shop-realm.json`, as Keycloak names it; a realm's name may hold what no file's can. */
const fileNameOf = (realm: string, form: ExportForm): string =>
  `${realm
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, "_")
    .replace(/^\./, "_")
    .slice(0, 100)}-${ENDINGS[form]}.json`;
