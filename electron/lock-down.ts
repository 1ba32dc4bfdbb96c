import { app, session, shell } from "electron";

const COPYING = ["clipboard-sanitized-write"];
/** Chromium's names, old and new, for a page that opens a connection to this machine: Vite's reload channel. */
const LOOPBACK = ["local-network-access", "local-network", "loopback-network"];

/**
 * Keeps every page of the app where it is: no other address, no further windows (https links go to the person's browser),
 * no embedded pages, and no permission but to copy. To be called before the first window is made.
 *
 * @param isOurs tells the app's own addresses
 * @param development whether pages may reach Vite's development server
 */
export function lockDown(isOurs: (url: string) => boolean, development: boolean): void {
  const allowed = new Set(development ? [...COPYING, ...LOOPBACK] : COPYING);
  session.defaultSession.setPermissionRequestHandler((_page, permission, answer) => answer(allowed.has(permission)));
  session.defaultSession.setPermissionCheckHandler(
    (_page, permission, origin) => allowed.has(permission) && isOurs(origin),
  );
  app.on("web-contents-created", (_event, page) => {
    page.setWindowOpenHandler(({ url }) => {
      if (url.startsWith("https://")) void shell.openExternal(url);
      return { action: "deny" };
    });
    page.on("will-navigate", (event, url) => {
      if (!isOurs(url)) event.preventDefault();
    });
    page.on("will-redirect", (event, url) => {
      if (!isOurs(url)) event.preventDefault();
    });
    page.on("will-attach-webview", (event) => event.preventDefault());
  });
}
