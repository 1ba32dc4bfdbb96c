import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CertificateUnfit, type ClientAuth, type RunningServer, readBootstrapAdmin, startServer } from "../start.ts";
import { fail } from "./fail.ts";
import { loadAuthenticator } from "./load-authenticator.ts";
import { log, workspaceOf } from "./places.ts";
import { keepHeapSmall } from "./small-heap.ts";

export interface ServeOptions {
  readonly port?: number;
  readonly host: string;
  readonly workspace?: string;
  readonly realm?: string[];
  readonly replace?: boolean;
  readonly hostname?: string;
  readonly httpRelativePath?: string;
  readonly authenticator?: string[];
  readonly httpsPort?: number;
  readonly httpsCertificateFile?: string;
  readonly httpsCertificateKeyFile?: string;
  readonly httpsClientAuth?: ClientAuth;
  readonly open?: boolean;
}

const DEFAULT_PORT = 8080;
const DEFAULT_HTTPS_PORT = 8443;

/** `tokenbench serve`: starts the server and says what a person needs next; stops on SIGINT and SIGTERM. */
export async function runServe(options: ServeOptions, env: NodeJS.ProcessEnv): Promise<void> {
  keepHeapSmall();
  const server = await started(options, env);
  if (!server) return;
  stopOnSignals(server); // before it says that it is there: who waits for that may stop it at once
  process.stdout.write(`${describeServer(server, options).join("\n")}\n`);
  if (options.open) (await import("./browser.ts")).openBrowser(server.createSignInUrl());
  if (process.stdin.isTTY) offerSignIn(server);
}

/** A listener must stay: a library that sees none of ours left would end the process on the spot. */
function stopOnSignals(server: RunningServer): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      server.stop().then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
    });
  }
}

/** A page that was reloaded needs a new address: Enter prints one. */
function offerSignIn(server: RunningServer): void {
  process.stdin.on("data", () =>
    process.stdout.write(`A new address for the window:\n  ${server.createSignInUrl()}\n`),
  );
  process.stdin.unref();
}

async function started(options: ServeOptions, env: NodeJS.ProcessEnv): Promise<RunningServer | undefined> {
  const { port, host, hostname, httpRelativePath, replace } = options;
  const admin = readBootstrapAdmin(env);
  const uiFolder = fileURLToPath(new URL("../renderer", import.meta.url));
  const https = httpsOf(options);
  const given = { port, hostname, httpRelativePath, replace, https, admin };
  try {
    return await startServer({
      ...present(given),
      host,
      authenticators: await Promise.all((options.authenticator ?? []).map(loadAuthenticator)),
      defaultPort: DEFAULT_PORT,
      files: options.realm ?? [],
      workspace: workspaceOf(options, env),
      log,
      ownProcess: true,
      ...(existsSync(uiFolder) && { uiFolder }),
    });
  } catch (error) {
    fail(error);
    return undefined;
  }
}

type Present<Given> = { readonly [Name in keyof Given]?: Exclude<Given[Name], undefined> };

/** Options that were not given are left to their defaults. */
const present = <Given extends object>(given: Given): Present<Given> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Present<Given>;

function httpsOf(options: ServeOptions) {
  const { httpsCertificateFile: certificateFile, httpsCertificateKeyFile: certificateKeyFile } = options;
  if (certificateFile === undefined && certificateKeyFile === undefined) return undefined;
  if (certificateFile === undefined || certificateKeyFile === undefined)
    return fail(new CertificateUnfit("--https-certificate-file and --https-certificate-key-file go together"));
  const { httpsPort = DEFAULT_HTTPS_PORT, httpsClientAuth = "none" } = options;
  return { certificateFile, certificateKeyFile, port: httpsPort, clientAuth: httpsClientAuth };
}

/** The realms, the token URL, and a line that works when it is pasted. */
function describeServer(server: RunningServer, { host }: Pick<ServeOptions, "host">): string[] {
  const realms = server.realmNames.map((name) => `  ${name.padEnd(12)} ${server.tokenUrlOf(name)}`);
  const lines = [
    `Tokenbench answers at ${server.baseUrl} (workspace ${server.workspacePath})`,
    ...(server.httpsBaseUrl === undefined ? [] : [`and at ${server.httpsBaseUrl}`]),
    "",
    "Realms and their token endpoints:",
    ...realms,
  ];
  if (server.realmNames.includes("demo"))
    lines.push(
      "",
      "Try it:",
      `  curl -s -u product-sa-client:password -d grant_type=client_credentials ${server.tokenUrlOf("demo")}`,
    );
  lines.push(
    "",
    "The window, in a browser (this address signs in once, within a minute; Enter prints a new one):",
    `  ${server.createSignInUrl()}`,
  );
  const { generatedAdmin } = server;
  if (generatedAdmin)
    lines.push(
      "",
      `Administrator of realm master (told only now): user ${generatedAdmin.username}, password ${generatedAdmin.password}`,
    );
  if (!["127.0.0.1", "localhost", "::1"].includes(host))
    lines.push(
      "",
      `Warning: ${host} can be reached from other machines. Tokens of your realms are theirs for the asking.`,
    );
  return [...lines, ...(server.messages.length > 0 ? ["", ...server.messages] : [])];
}
