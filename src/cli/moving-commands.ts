import { type Command, Option } from "commander";
import { collect, parseFolder, WORKSPACE } from "./command-options.ts";
import type { ExportOptions } from "./export.ts";
import { fail } from "./fail.ts";
import type { ImportOptions } from "./import.ts";
import type { DiffOptions, PullOptions, PushCommandOptions } from "./promotion.ts";

const IMPORT_HELP = `
Secrets that a file masks (**********) are asked for, or read from TOKENBENCH_SECRET_<CLIENT ID>; from
TOKENBENCH_SECRET_<REALM>_<CLIENT ID> where realms of one import would share a name.

Examples:
  tokenbench import realm-export.json
  tokenbench import ./export-folder --if-exists overwrite
  tokenbench import orders-service.json --into demo`;

export function addImport(program: Command, env: NodeJS.ProcessEnv): void {
  program
    .command("import")
    .argument("<file...>", "realm exports (files or folders of kc.sh export), partial exports, clients as JSON")
    .description("Take realms or clients in, of Keycloak 15 to 26. Shows what would change first.")
    .option(...WORKSPACE, parseFolder)
    .addOption(ifExists())
    .option("--into <realm>", "the realm for clients and parts that do not name one")
    .option("--yes", "change what is there without asking")
    .addHelpText("after", IMPORT_HELP)
    .action((files: string[], options: ImportOptions) =>
      import("./import.ts").then(({ runImportCommand }) => runImportCommand(files, options, env)).catch(fail),
    );
}

export function addExport(program: Command, env: NodeJS.ProcessEnv): void {
  program
    .command("export")
    .argument("<realm...>", "the realms to write out; several make one list")
    .description("Write realms out as Keycloak reads them, to the standard output or a file.")
    .option(...WORKSPACE, parseFolder)
    .addOption(
      new Option(
        "--form <form>",
        "whole: with secrets and keys; shareable: without; partial-import: for a realm that is there",
      )
        .choices(["whole", "shareable", "partial-import"])
        .default("whole"),
    )
    .option("--output <file>", "write to this file")
    .option("--overwrite", "also when the file is there already")
    .action((realms: string[], options: ExportOptions) =>
      import("./export.ts").then(({ runExportCommand }) => runExportCommand(realms, options, env)).catch(fail),
    );
}

const ifExists = (): Option =>
  new Option("--if-exists <policy>", "what to do with what is there already, as Keycloak's partial import")
    .choices(["fail", "skip", "overwrite"])
    .default("fail");

const ACCOUNT_HELP = `
The administrator comes from KEYCLOAK_USER and KEYCLOAK_PASSWORD, or KEYCLOAK_CLIENT_ID and KEYCLOAK_CLIENT_SECRET, of the
realm KEYCLOAK_REALM (default: master); what is missing is asked for. It is kept nowhere.`;

/** What has a live Keycloak on the other side. */
export function addPromotion(program: Command, env: NodeJS.ProcessEnv): void {
  program
    .command("diff")
    .argument("<realm>")
    .description(
      "Tell how a realm here differs from the one of a live Keycloak or a file. Exit code 0: not at all; 3: it does.",
    )
    .requiredOption("--with <url|file>", "a Keycloak's address, or a realm export")
    .option(...WORKSPACE, parseFolder)
    .option("--json", "as JSON")
    .addHelpText("after", ACCOUNT_HELP)
    .action((realm: string, options: DiffOptions) =>
      import("./promotion.ts").then(({ runDiff }) => runDiff(realm, options, env)).catch(fail),
    );
  program
    .command("push")
    .argument("<realm>")
    .description("Bring a realm of a live Keycloak in line with the one here. Shows what would be done first.")
    .requiredOption("--to <url>", "the Keycloak's address")
    .option(...WORKSPACE, parseFolder)
    .addOption(new Option("--client <clientId...>", "only these clients, with what they need").argParser(collect))
    .option("--delete", "also delete there the clients, roles and client scopes that are not here")
    .option("--yes", "do it without asking")
    .addHelpText("after", ACCOUNT_HELP)
    .action((realm: string, options: PushCommandOptions) =>
      import("./promotion.ts").then(({ runPushCommand }) => runPushCommand(realm, options, env)).catch(fail),
    );
  program
    .command("pull")
    .argument("<realm>")
    .description("Take a realm of a live Keycloak in. Shows what would change first.")
    .requiredOption("--from <url>", "the Keycloak's address")
    .option(...WORKSPACE, parseFolder)
    .addOption(ifExists())
    .option("--yes", "change what is there without asking")
    .addHelpText("after", ACCOUNT_HELP)
    .action((realm: string, options: PullOptions) =>
      import("./promotion.ts").then(({ runPull }) => runPull(realm, options, env)).catch(fail),
    );
}
