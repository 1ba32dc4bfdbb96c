import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Starts and stops a Keycloak 26.7.0 of its own; see its first lines. */
const tool = resolve(process.env.KEYCLOAK_TOOL ?? join(import.meta.dirname, "../../../shared/tools/keycloak"));

export const hasTool = existsSync(tool);

/** Starts a Keycloak with nothing in it but `master` and the realms of these files. @returns its address */
export async function startKeycloak(port, files = []) {
  await run("bash", [tool, "start", String(port), ...files]);
  return `http://127.0.0.1:${port}`;
}

/** Stops it, and waits until its database is let go. */
export async function stopKeycloak(port) {
  await run("bash", [tool, "stop", String(port)]).catch(() => {}); // it was stopped already
  const url = `http://127.0.0.1:${port}`;
  while (
    await fetch(url).then(
      () => true,
      () => false,
    )
  )
    await new Promise((later) => setTimeout(later, 200));
}

/** The realm as `kc.sh export` writes it, users and all. Of one that is stopped. */
export async function exportFrom(port, realm) {
  const { stdout } = await run("bash", [tool, "dir"]);
  const kc = join(dirname(stdout.trim()), `run-${port}`, "bin/kc.sh");
  const folder = await mkdtemp(join(tmpdir(), "exported-"));
  try {
    await run(kc, ["export", "--dir", folder, "--realm", realm, "--users", "realm_file"]);
    const [file] = await readdir(folder);
    return await readFile(join(folder, file), "utf8");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const KEYCLOAK_PORT = 8180;

/** For a whole run of tests: the Keycloak they are told of, else one that is there, else one of their own. */
export async function setup() {
  if (process.env.KEYCLOAK_URL) return undefined;
  process.env.KEYCLOAK_URL = `http://127.0.0.1:${KEYCLOAK_PORT}`;
  const isThere = await fetch(process.env.KEYCLOAK_URL).then(
    () => true,
    () => false,
  );
  if (isThere) return undefined;
  if (!hasTool)
    throw new Error(
      `Tell of a Keycloak with KEYCLOAK_URL, or of the tool that starts one with KEYCLOAK_TOOL (not at ${tool})`,
    );
  await startKeycloak(KEYCLOAK_PORT);
  return () => stopKeycloak(KEYCLOAK_PORT);
}
