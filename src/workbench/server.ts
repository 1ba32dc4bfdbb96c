import { readServer } from "../contract/realms.ts";
import { answered, serve } from "./serve.ts";

/** The server and its realms, for the window's frame. */
export const serveServer = serve(readServer, (ctx) => {
  const realms = [...ctx.realms].map(([name, store]) => {
    const { document, revision } = store.read();
    const issuer = `${ctx.baseUrl()}/realms/${encodeURIComponent(name)}`;
    return {
      name,
      displayName: document.displayName ?? "",
      enabled: document.enabled !== false,
      clientCount: document.clients?.length ?? 0,
      revision,
      issuer,
      tokenUrl: `${issuer}/protocol/openid-connect/token`,
    };
  });
  realms.sort((a, b) => (a.name < b.name ? -1 : 1));
  return answered({
    version: ctx.version,
    baseUrl: ctx.baseUrl(),
    workspacePath: ctx.workspacePath,
    realms,
    notices: ctx.notices(),
  });
});
