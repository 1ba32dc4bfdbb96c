import { listVariables, removeVariable, setVariable } from "../contract/variables.ts";
import { WorkspaceProblem } from "../store/workspace-problem.ts";
import { answered, type Outcome, refused, type ServedEndpoint, serve } from "./serve.ts";
import type { Variables } from "./variables.ts";

interface Needed {
  readonly variables: Variables;
}

const FILE = "state/variables.env";

const serveVariables = serve(listVariables, ({ variables }: Needed) =>
  onDisk(async () => answered({ variables: await variables.list(), file: FILE })),
);

const serveSetVariable = serve(setVariable, ({ variables }: Needed, { name: given, value }) =>
  onDisk(async () => {
    const name = given.toLowerCase();
    await variables.set(name, value);
    const set = (await variables.list()).find((each) => each.name === name);
    return answered(set ?? { name, from: ["file" as const] });
  }),
);

const serveRemoveVariable = serve(removeVariable, ({ variables }: Needed, { name: given }) =>
  onDisk(async () => {
    const name = given.toLowerCase();
    if (await variables.remove(name)) return answered({ removed: name });
    const fromOutside = (await variables.list()).some((each) => each.name === name);
    return fromOutside
      ? refused(409, `${name} comes from the environment (TOKENBENCH_VAR_${name.toUpperCase()}): take it out there`)
      : refused(404, `There is no variable ${name}`);
  }),
);

async function onDisk<Answer>(run: () => Promise<Outcome<Answer>>): Promise<Outcome<Answer>> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof WorkspaceProblem) return refused(503, error.message);
    throw error;
  }
}

export const variableEndpoints: readonly ServedEndpoint<Needed>[] = [
  serveVariables,
  serveSetVariable,
  serveRemoveVariable,
];
