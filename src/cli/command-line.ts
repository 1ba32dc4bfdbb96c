import { Command, InvalidArgumentError, Option } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import type { CertificatesOptions } from "./certificates.ts";
import { collect, parseFolder, WORKSPACE } from "./command-options.ts";
import { fail } from "./fail.ts";
import { addExport, addImport, addPromotion } from "./moving-commands.ts";
import { runServe, type ServeOptions } from "./serve.ts";
import { growHeapSlowly } from "./small-heap.ts";
import { addTokenCommands } from "./token-commands.ts";

/** Exit codes as people expect them: 0 done, 1 could not, 2 wrong usage; 3 where a server refused, or `diff` found something. */
const WRONG_USAGE = 2;

/** Parses the command line and runs the command. */
export async function runCommandLine(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const program = new Command("tokenbench")
    .description(
      "A workbench for OAuth2 service accounts: a token endpoint that answers as Keycloak 26.7 does, and says why.",
    )
    .version(packageJson.version)
    .showHelpAfterError("(tokenbench --help lists the commands and options)")
    .hook("preAction", growHeapSlowly)
    .exitOverride((error) => {
      process.exit(error.exitCode === 0 ? 0 : WRONG_USAGE);
    });
  addServe(program, env);
  addImport(program, env);
  addExport(program, env);
  addPromotion(program, env);
  addTokenCommands(program, env);
  addCertificates(program);
  await program.parseAsync([...argv]);
}

function addServe(program: Command, env: NodeJS.ProcessEnv): void {
  program
    .command("serve")
    .description("Serve the realms of a workspace, without a window.")
    .option("--port <number>", "port to listen on; 0 takes any free one", parsePort)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option(...WORKSPACE, parseFolder)
    .addOption(
      new Option("--realm <file...>", "realm file to bring in when no realm of that name is there").argParser(collect),
    )
    .option("--replace", "replace realms that are there already by those of --realm")
    .option("--hostname <name>", "the host name (or URL) in issuers, as Keycloak's option")
    .option("--http-relative-path <path>", "serve everything below this path, as Keycloak's option", parseRelativePath)
    .addOption(
      new Option(
        "--authenticator <file...>",
        "module with a client authenticator of your own; its code runs with your rights",
      ).argParser(collect),
    )
    .option("--https-port <number>", "port for https, where a certificate is given (default: 8443)", parsePort)
    .option("--https-certificate-file <file>", "answer over https with this certificate (PEM), as Keycloak's option")
    .option("--https-certificate-key-file <file>", "its private key (PEM), as Keycloak's option")
    .addOption(
      new Option("--https-client-auth <mode>", "ask callers for a certificate, as Keycloak's option")
        .choices(["none", "request", "required"])
        .default("none"),
    )
    .option("--open", "open the window in the browser")
    .addHelpText("after", HELP)
    .action((options: ServeOptions) => runServe(options, env));
}

function addCertificates(program: Command): void {
  program
    .command("certificates")
    .argument("<folder>", "where the files go; what is there stays")
    .description(
      "Make a local CA, a certificate for https on this machine, and client certificates for trying mutual TLS.",
    )
    .addOption(new Option("--client <clientId...>", "a certificate with the subject CN=<clientId>").argParser(collect))
    .action((folder: string, options: CertificatesOptions) =>
      import("./certificates.ts").then(({ runCertificates }) => runCertificates(folder, options)).catch(fail),
    );
}

const HELP = `
The first administrator of realm master comes from KC_BOOTSTRAP_ADMIN_USERNAME and KC_BOOTSTRAP_ADMIN_PASSWORD,
or KC_BOOTSTRAP_ADMIN_CLIENT_ID and KC_BOOTSTRAP_ADMIN_CLIENT_SECRET; else one is generated and printed once.

Examples:
  tokenbench serve
  tokenbench serve --port 0 --workspace ./realms-of-my-team
  tokenbench serve --realm realm-export.json`;

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError("A port is a whole number from 0 to 65535.");
  return port;
}

function parseRelativePath(text: string): string {
  if (!/^\/[A-Za-z0-9\-._~/]*$/.test(text) || text.includes("//"))
    throw new InvalidArgumentError('A path begins with "/", as in /auth.');
  return text;
}
