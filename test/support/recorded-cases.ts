import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startServer } from "../../src/index.ts";

const run = promisify(execFile);
const runner = join(import.meta.dirname, "../parity/run.mjs");

/** How one recorded case came out; without problems it agrees. */
export interface CaseReport {
  readonly file: string;
  readonly id: string;
  readonly problems: readonly string[];
}

/**
 * Sends the requests of all recorded cases in a folder to a server with these realms and compares the answers with those
 * of a real Keycloak. The order of JSON members counts.
 *
 * @param folder holds `cases`, `golden` and `realms`
 */
export async function runRecordedCases(folder: string, realmFiles: readonly string[]): Promise<readonly CaseReport[]> {
  const scratch = await mkdtemp(join(tmpdir(), "recorded-cases-"));
  const out = join(scratch, "report.json");
  await using server = await startServer({ files: realmFiles });
  const folders = ["cases", "golden", "realms"].flatMap((name) => [`--${name}`, join(folder, name)]);
  const options = ["--base", server.baseUrl, ...folders, "--order", "--json", out];
  await run(process.execPath, [runner, ...options]).catch(() => undefined); // the report tells what failed
  const report: readonly CaseReport[] = JSON.parse(await readFile(out, "utf8"));
  await rm(scratch, { recursive: true });
  return report;
}
