import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  type Log,
  PortTaken,
  RealmFileUnfit,
  type RunningServer,
  readBootstrapAdmin,
  startServer,
  WorkspaceProblem,
} from "../start.ts";
import { defaultWorkspace } from "./default-workspace.ts";
import { keepHeapSmall } from "./small-heap.ts";

export interface ServeOptions {
  readonly port?: number;
  readonly host: string;
  readonly workspace?: string;
  readonly realm?: string[];
  readonly replace?: boolean;
  readonly hostname?: string;
  readonly httpRelativePath?: string;
  readonly open?: boolean;
}

const DEFAULT_PORT = 8080;

const log: Log = {
  info: (message) => process.stderr.write(`${message}\n`),
  warn: (message) => process.stderr.write(`Warning: ${message}\n`),
  error: (message) => process.stderr.write(`Error: ${message}\n`),
};

/** `tokenbench serve`: starts the server and says what a person needs next; stops on SIGINT and SIGTERM. */
export async function runServe(options: ServeOptions, env: NodeJS.ProcessEnv): Promise<void> {
  keepHeapSmall();
  const server = await started(options, env);
  if (!server) return;
  process.stdout.write(`${describeServer(server, options).join("\n")}\n`);
  if (options.open) (await import("./browser.ts")).openBrowser(server.createSignInUrl());
  if (process.stdin.isTTY) offerSignIn(server);
  stopOnSignals(server);
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
  const { open: _open, realm: files = [], workspace = defaultWorkspace(env), ...rest } = options;
  const admin = readBootstrapAdmin(env);
  const uiFolder = fileURLToPath(new URL("../renderer", import.meta.url));
  try {
    return await startServer({
      ...rest,
      defaultPort: DEFAULT_PORT,
      files,
      workspace,
      log,
      ownProcess: true,
      ...(admin && { admin }),
      ...(existsSync(uiFolder) && { uiFolder }),
    });
  } catch (error) {
    fail(error);
    return undefined;
  }
}

/** What a person can mend is one line; anything else is a bug of ours and shows where. */
function fail(error: unknown): void {
  const forPeople = error instanceof WorkspaceProblem || error instanceof PortTaken || error instanceof RealmFileUnfit;
  process.stderr.write(
    `tokenbench: ${forPeople || !(error instanceof Error) ? messageOf(error) : systemMessage(error)}\n`,
  );
  process.exit(1);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** An address that is not this machine's, a port below 1024 … are the system's refusals; their words do. */
const systemMessage = (error: Error): string =>
  "code" in error && "syscall" in error ? error.message : (error.stack ?? error.message);

/** The realms, the token URL, and a line that works when it is pasted. */
function describeServer(server: RunningServer, { host }: Pick<ServeOptions, "host">): string[] {
  const realms = server.realmNames.map((name) => `  ${name.padEnd(12)} ${server.tokenUrlOf(name)}`);
  const lines = [
    `Tokenbench answers at ${server.baseUrl} (workspace ${server.workspacePath})`,
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
