import { protocol } from "electron";

/** Where the window's page lives. The scheme is ours: no other page of the machine can be at this origin. */
export const PAGE_URL = "app://ui/";

type Answer = (request: Request) => Promise<Response | undefined>;

/** What answers the requests of our page. */
export interface AppScheme {
  /** The built renderer; undefined for a path it does not have. */
  readonly findPage: Answer;
  /** The Workbench API, in this process. */
  readonly handleInProcess: (request: Request) => Promise<Response>;
}

/** Tells Chromium of the scheme. Only possible before the app is ready. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
  protocol.registerSchemesAsPrivileged([{ scheme: "app", privileges }]);
}

/** Whether `url` is of our page. */
export function isOurs(url: string): boolean {
  try {
    const { protocol: scheme, host } = new URL(url);
    return scheme === "app:" && host === "ui";
  } catch {
    return false;
  }
}

/** Answers `app://ui/…`: `/workbench/…` by the server in this process, everything else by the files of the page. */
export function answerAppScheme(scheme: AppScheme): void {
  protocol.handle("app", async (request) => {
    if (!isOurs(request.url)) return new Response(null, { status: 404 });
    if (new URL(request.url).pathname.startsWith("/workbench/")) return scheme.handleInProcess(request);
    return (await scheme.findPage(request)) ?? new Response(null, { status: 404 });
  });
}

/** The page as Vite's development server gives it, still at our own origin, so that `/workbench` stays in-process. */
export function createDevelopmentPage(devServerUrl: string): Answer {
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const accept = request.headers.get("accept") ?? "*/*";
    const { status, headers, body } = await fetch(new URL(pathname + search, devServerUrl), { headers: { accept } });
    return new Response(body, { status, headers });
  };
}
