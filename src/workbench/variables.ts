import type { Variable } from "../contract/variables.ts";

/** What texts of the Console may name as `{{name}}`. Names are in small letters. */
export interface Variables {
  readValues(): Promise<ReadonlyMap<string, string>>;
  list(): Promise<readonly Variable[]>;
  set(name: string, value: string): Promise<void>;
  /** Resolves with whether the side file had it. */
  remove(name: string): Promise<boolean>;
}

/** The side file, or what stands in its place. */
interface VariableShelf {
  read(): Promise<ReadonlyMap<string, string>>;
  set(name: string, value: string): Promise<void>;
  remove(name: string): Promise<boolean>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The values that the environment has. */
export const variablesIn = (environment: Environment): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(environment).flatMap(([key, value]) => {
      const [, name] = /^TOKENBENCH_VAR_([A-Z][A-Z0-9_]{0,63})$/.exec(key) ?? [];
      return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value] as const];
    }),
  );

/** Those of the environment, and of the side file where the environment has none of that name. */
export function createVariables(environment: Environment, file: VariableShelf): Variables {
  const outside = variablesIn(environment);
  return {
    readValues: async () => new Map([...(await file.read()), ...outside]),
    list: async () => {
      const kept = await file.read();
      const names = [...new Set([...outside.keys(), ...kept.keys()])].sort();
      return names.map((name) => ({
        name,
        from: [...(outside.has(name) ? ["environment" as const] : []), ...(kept.has(name) ? ["file" as const] : [])],
      }));
    },
    set: (name, value) => file.set(name, value),
    remove: (name) => file.remove(name),
  };
}
