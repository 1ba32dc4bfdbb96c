import type { ImportItem } from "../contract/index.ts";
import { log } from "./places.ts";
import { askSecret, isInteractive } from "./prompt.ts";

type MaskedSecret = ImportItem["masked"][number] & { readonly realm: string };

/** The secrets that files do not show: from the environment, else asked for, else left to the import. By id. */
export async function askForSecrets(
  items: readonly Pick<ImportItem, "realm" | "masked">[],
  env: NodeJS.ProcessEnv,
): Promise<Record<string, string>> {
  const secrets: [string, string][] = [];
  const untold: MaskedSecret[] = [];
  for (const each of items.flatMap(({ realm, masked }) => masked.map((secret) => ({ ...secret, realm })))) {
    const told = env[each.variable] ?? (each.isKnown || !isInteractive() ? "" : await askSecret(questionOf(each)));
    if (told !== "") secrets.push([each.id, told]);
    else if (!each.isKnown) untold.push(each);
  }
  const made = untold.filter(({ kind }) => kind === "client");
  const others = untold.filter(({ kind }) => kind !== "client");
  tell("New secrets are made, because the files mask them and no variable tells them", made);
  tell("Still masked, because no variable tells them", others);
  return Object.fromEntries(secrets);
}

const questionOf = ({ realm, kind, name, field }: MaskedSecret): string =>
  `${field} of ${kind} ${name} in realm ${realm}, which the file masks (Enter ${kind === "client" ? "makes a new one" : "leaves it masked"}): `;

function tell(what: string, masked: readonly MaskedSecret[]): void {
  if (masked.length > 0) log.warn(`${what}: ${masked.map(({ name, variable }) => `${name} (${variable})`).join(", ")}`);
}
