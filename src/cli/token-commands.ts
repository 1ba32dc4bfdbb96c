import { type Command, Option } from "commander";
import { parseFolder, WORKSPACE } from "./command-options.ts";
import type { ExplainOptions } from "./explain.ts";
import { fail } from "./fail.ts";
import type { LogOptions } from "./log.ts";
import type { PreviewOptions } from "./preview.ts";
import { collectStep } from "./step-option.ts";
import type { TokenOptions } from "./token.ts";

const METHODS = [
  "client_secret_basic",
  "client_secret_post",
  "client_secret_jwt",
  "private_key_jwt",
  "tls_client_auth",
  "none",
];

const TOKEN_HELP = `
The secret comes from --secret, else from TOKENBENCH_SECRET, else it is asked for. Exit code 3: the server refused.

Examples:
  tokenbench token --issuer http://localhost:8080/realms/demo --client orders-service
  tokenbench token --issuer https://sso.example.org/realms/shop --client orders --key private.pem --decode
  tokenbench token --issuer http://localhost:8080/realms/demo --client orders-service --then introspect --then revoke \\
    --then introspect

--then can be given more than once; the steps are taken in order, each with the newest tokens.`;

/** Commands about tokens of any issuer, and about what the server here was asked. */
export function addTokenCommands(program: Command, env: NodeJS.ProcessEnv): void {
  addToken(program, env);
  addExplain(program, env);
  addPreview(program, env);
  addLog(program, env);
}

const JSON_OPTION = ["--json", "as JSON, for programs"] as const;
const CA = ["--ca <file>", "trust this authority (PEM) at the issuer's host instead of the system's"] as const;
const INSECURE = ["--insecure", "do not verify the certificate of the issuer's host"] as const;

function addToken(program: Command, env: NodeJS.ProcessEnv): void {
  program
    .command("token")
    .description("Ask any issuer for a token with client_credentials, and print it or what there is to say of it.")
    .requiredOption("--issuer <url>", "the issuer; its discovery document tells the token endpoint")
    .requiredOption("--client <clientId>", "the client")
    .option("--secret <secret>", "its secret; stays in the shell's history, which TOKENBENCH_SECRET does not")
    .option("--scope <scope>", "the scope parameter")
    .addOption(
      new Option("--auth-method <method>", "how the client proves itself (default: by what is given)").choices(METHODS),
    )
    .option("--key <file>", "its private key (PEM or JWK), for private_key_jwt and tls_client_auth")
    .option("--cert <file>", "its certificate (PEM), for tls_client_auth")
    .option(...CA)
    .option(...INSECURE)
    .addOption(new Option("--decode", "print the token taken apart").conflicts(["explain", "curl"]))
    .addOption(new Option("--explain", "print the whole exchange, judged and explained").conflicts(["curl"]))
    .option("--curl", "send nothing; print the call as a curl line")
    .addOption(
      new Option("--then <step>", "go on from the answer: introspect, userinfo, refresh, revoke, logout, resource=URL")
        .argParser(collectStep)
        .conflicts(["curl"]),
    )
    .option(...JSON_OPTION)
    .option(...WORKSPACE, parseFolder)
    .addHelpText("after", TOKEN_HELP)
    .action((options: TokenOptions) => import("./token.ts").then(({ runToken }) => runToken(options, env)).catch(fail));
}

function addExplain(program: Command, env: NodeJS.ProcessEnv): void {
  program
    .command("explain")
    .argument("<jwt>", "the token, or - for the standard input")
    .description("Tell what a token of any issuer says, who signed it, and whether a resource server would believe it.")
    .option("--issuer <url>", "the issuer it should be of, which is asked for its keys")
    .option("--audience <name>", "the resource server's own name, which aud must hold")
    .option("--with <jwt>", "compare with this token in meaning; exit code 3: they differ")
    .option("--offline", "ask nobody for keys")
    .option(...CA)
    .option(...INSECURE)
    .option(...JSON_OPTION)
    .option(...WORKSPACE, parseFolder)
    .action((jwt: string, options: ExplainOptions) =>
      import("./explain.ts").then(({ runExplain }) => runExplain(jwt, options, env)).catch(fail),
    );
}

function addPreview(program: Command, env: NodeJS.ProcessEnv): void {
  program
    .command("preview")
    .description("Tell which token a client of the workspace would get, and why. Needs no server. Exit code 3: none.")
    .requiredOption("--realm <realm>", "the realm")
    .requiredOption("--client <clientId>", "the client")
    .option("--scope <scope>", "the scope parameter")
    .option(...JSON_OPTION)
    .option(...WORKSPACE, parseFolder)
    .action((options: PreviewOptions) =>
      import("./preview.ts").then(({ runPreview }) => runPreview(options, env)).catch(fail),
    );
}

function addLog(program: Command, env: NodeJS.ProcessEnv): void {
  program
    .command("log")
    .description("Tell what the running server was asked, by any program, and why it refused what it refused.")
    .option("--follow", "go on until Ctrl+C")
    .option("--realm <realm>", "only this realm")
    .option("--client <clientId>", "only this client")
    .option("--refused", "only what was refused")
    .option("--json", "as JSON, one object a line")
    .option(...WORKSPACE, parseFolder)
    .action((options: LogOptions) => import("./log.ts").then(({ runLog }) => runLog(options, env)).catch(fail));
}
