import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { completeRealm } from "../../src/domain/complete-realm.ts";
import { masterTemplate } from "../../src/domain/master-realm.ts";
import { KEY_PROVIDER_TYPE } from "../../src/domain/realm-document.ts";
import { type StartOptions, startServer } from "../../src/index.ts";
import { aRealm, NOW, someEditFacts } from "../support/builders.ts";

/** `master` with keys that take no time to make. */
const master = completeRealm(
  { ...masterTemplate, components: { [KEY_PROVIDER_TYPE]: aRealm().components?.[KEY_PROVIDER_TYPE] ?? [] } },
  { ...someEditFacts(), keyProviders: [] },
);

export const ADMIN = { username: "root", password: "a-password-of-the-test" };

/** A server with an administrator and a clock that a test moves. */
export async function aServer({ realm = [], ...options }: StartOptions = {}) {
  const clock = { now: NOW };
  const server = await startServer({
    realm: [...[realm].flat(), master],
    admin: ADMIN,
    clock: { nowSeconds: () => clock.now },
    ...options,
  });
  return Object.assign(server, {
    now: () => clock.now,
    wait: (seconds: number) => {
      clock.now += seconds;
    },
  });
}

/** An empty folder, removed when the block is left. */
export async function aFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), "tokenbench-test-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** Posts a form and reads the JSON that comes back. */
export async function post(url: string, form: Record<string, string>, headers: Record<string, string> = {}) {
  const response = await fetch(url, { method: "POST", body: new URLSearchParams(form), headers });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text === "" ? {} : JSON.parse(text) };
}
