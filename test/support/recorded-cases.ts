import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { startServer } from "../../src/index.ts";

const run = promisify(execFile);
const parity = join(import.meta.dirname, "../parity");

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
  await using server = await startServer({ files: realmFiles });
  const folders = ["cases", "golden", "realms"].flatMap((name) => [`--${name}`, join(folder, name)]);
  return await compare(["--base", server.baseUrl, ...folders, "--order"]);
}

const ADMIN_CASES = join(parity, "admin");
const ADMIN = { username: "admin", password: "admin-password" };

/**
 * The same for the recorded cases of the Admin API, which make and remove their realms themselves. A realm waits for its
 * keys longer than for all the rest, so the files are shared out between two servers.
 */
export async function runAdminCases(): Promise<readonly CaseReport[]> {
  const files = (await readdir(ADMIN_CASES)).filter((file) => file.endsWith(".mjs"));
  const halves = [0, 1].map((half) => files.filter((_, index) => index % 2 === half));
  return (await Promise.all(halves.map(runAdminFiles))).flat();
}

async function runAdminFiles(files: readonly string[]): Promise<readonly CaseReport[]> {
  await using chosen = await aFolderOf(files.map((file) => join(ADMIN_CASES, file)));
  await using server = await startServer({ admin: ADMIN, files: [join(parity, "realms/parity.json")] });
  const folders = ["--cases", chosen.path, "--golden", join(parity, "golden-admin")];
  return await compare(["--base", server.baseUrl, ...folders, "--admin", `${ADMIN.username}:${ADMIN.password}`]);
}

async function aFolderOf(files: readonly string[]): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), "chosen-cases-"));
  for (const file of files) await symlink(file, join(path, basename(file)));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

async function compare(options: readonly string[]): Promise<readonly CaseReport[]> {
  const scratch = await mkdtemp(join(tmpdir(), "recorded-cases-"));
  const out = join(scratch, "report.json");
  await run(process.execPath, [join(parity, "run.mjs"), ...options, "--json", out]).catch(() => undefined); // the report tells what failed
  const report: readonly CaseReport[] = JSON.parse(await readFile(out, "utf8"));
  await rm(scratch, { recursive: true });
  return report;
}
