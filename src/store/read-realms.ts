import { join } from "node:path";
import type { Published } from "./change.ts";
import { isThere, readContent } from "./durable-file.ts";
import { describeRefusal, readRealm } from "./realm-reading.ts";
import type { RealmRules } from "./realm-rules.ts";

import { foldersOf, listRealmFiles } from "./workspace-folders.ts";
import { WorkspaceProblem } from "./workspace-problem.ts";

/** The realms of a workspace as its files have them, for who only reads: no lock is taken and nothing is written. */
export interface RealmsRead<Compiled> {
  readonly realms: ReadonlyMap<string, { read(): Published<Compiled> }>;
  /** Files that cannot be read, a sentence each. */
  readonly problems: readonly string[];
}

/** @throws WorkspaceProblem when there is no workspace in the folder. */
export async function readRealms<Compiled>(root: string, rules: RealmRules<Compiled>): Promise<RealmsRead<Compiled>> {
  const folders = foldersOf(root);
  if (!(await isThere(folders.realms)))
    throw new WorkspaceProblem(
      `There is no workspace in ${root}: choose another folder with --workspace`,
      "no-workspace",
    );
  const realms = new Map<string, { read(): Published<Compiled> }>();
  const problems: string[] = [];
  for (const fileName of await listRealmFiles(folders)) {
    const content = await readContent(join(folders.realms, fileName));
    if (!content) continue;
    const reading = await readRealm(content.bytes, rules);
    if ("refusal" in reading) {
      problems.push(`${join(folders.realms, fileName)} is not read: ${describeRefusal(reading.refusal)}`);
      continue;
    }
    const { document, compiled } = reading;
    if (!realms.has(document.realm)) realms.set(document.realm, { read: () => ({ document, compiled, revision: 0 }) });
  }
  return { realms, problems };
}
