import { serveClientList } from "./client-list.ts";
import { serveClientPage, serveSecret } from "./client-page.ts";
import { serveEdits, serveHistory, serveUndo } from "./edits.ts";
import { serveExchange, serveTokenRequest } from "./exchanges.ts";
import { serveRestore } from "./notices.ts";
import { servePreview } from "./preview.ts";
import type { ServedEndpoint } from "./serve.ts";
import { serveServer } from "./server.ts";
import { serveSignIn } from "./sign-in.ts";

/** All of the Workbench API but its stream of changes. */
export const workbenchEndpoints: readonly ServedEndpoint[] = [
  serveServer,
  serveRestore,
  serveClientList,
  serveClientPage,
  serveSecret,
  serveEdits,
  serveHistory,
  serveUndo,
  servePreview,
  serveTokenRequest,
  serveExchange,
];

/** The only one that needs no sign-in. */
export const signInEndpoint: ServedEndpoint = serveSignIn;
