import type { CompiledClient } from "../compiled-client.ts";
import { allTokens, type MapperInput, type ProtocolMapper } from "./mapper.ts";

/** The level of a client that authenticated itself. */
const LEVEL = 1;

/** Authentication Context Class Reference (acr): the level of authentication, by its name where client or realm name it. */
export const authenticationContext: ProtocolMapper = {
  provider: "oidc-acr-mapper",
  priority: 0,
  targets: allTokens,
  onWhenAbsent: false,
  run: (draft, { plan, once }: MapperInput) => {
    draft.named.acr = once(() => nameOfLevel(plan.client));
    return { wrote: [["acr"]], input: `level of authentication ${LEVEL}: a client authenticated itself` };
  },
};

/** Of the default levels of the client, else of all that have a name: the first of the highest that was reached (asked on 26.7). */
function nameOfLevel(client: CompiledClient): string {
  const levels = readLevels(client.attribute("acr.loa.map")) ?? readLevels(realmLevels(client)) ?? new Map();
  return highest(levels, defaultNames(client, levels)) ?? highest(levels, [...levels.keys()]) ?? String(LEVEL);
}

const realmLevels = ({ realm }: CompiledClient) =>
  new Map(Object.entries(realm.document.attributes ?? {})).get("acr.loa.map");

/** undefined for a text that names no levels. */
function readLevels(text: string | undefined): ReadonlyMap<string, number> | undefined {
  try {
    const levels = Object.entries(JSON.parse(text || "{}") as object).map(
      ([name, level]) => [name, Number(level)] as const,
    );
    return levels.length > 0 && levels.every(([, level]) => Number.isInteger(level)) ? new Map(levels) : undefined;
  } catch {
    return undefined;
  }
}

/** The client's default levels, without those below its minimum, which takes their place where none is left. */
function defaultNames(client: CompiledClient, levels: ReadonlyMap<string, number>): readonly string[] {
  const names = client.attribute("default.acr.values")?.split("##") ?? [];
  const minimum = client.attribute("minimum.acr.value");
  const least = minimum === undefined ? undefined : levels.get(minimum);
  if (minimum === undefined || least === undefined) return names;
  const enough = names.filter((name) => (levels.get(name) ?? -1) >= least);
  return enough.length > 0 ? enough : [minimum];
}

function highest(levels: ReadonlyMap<string, number>, names: readonly string[]): string | undefined {
  let found: string | undefined;
  let reached = -1;
  for (const name of levels.size > 0 ? names : []) {
    const level = levels.get(name) ?? (/^-?\d+$/.test(name) ? Number(name) : undefined);
    if (level !== undefined && level > reached && level <= LEVEL) [found, reached] = [name, level];
  }
  return found;
}
