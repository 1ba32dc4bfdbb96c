import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { comparable } from "../recordings/older/comparable.mjs";
import { ADMIN, aFolder, aServer, post } from "./a-server.ts";

/** Realms as older Keycloaks export them, and what 26.7 makes of them (recorded: test/recordings/older). */
const FILES = ["keycloak-15", "red-hat-18", "keycloak-21", "keycloak-24", "keycloak-26", "by-hand"] as const;

interface RecordedToken {
  readonly client: string;
  readonly scope?: string;
  readonly answer: number;
  readonly error?: string;
  readonly granted?: string;
  readonly idToken?: boolean;
  readonly kid?: string;
  readonly lifespanSeconds?: number;
  readonly claims?: Readonly<Record<string, unknown>>;
}

type Fields = Readonly<Record<string, unknown>>;

const textOf = (name: string): string => readFileSync(new URL(`../recordings/older/${name}`, import.meta.url), "utf8");
const recordedTokens = JSON.parse(textOf("golden/tokens.json")) as Record<string, RecordedToken[]>;

/** A time at which the certificates of the files hold. */
const WITHIN_CERTIFICATES = 1_800_000_000;

let folder: Awaited<ReturnType<typeof aFolder>>;
let server: Awaited<ReturnType<typeof aServer>>;

beforeAll(async () => {
  folder = await aFolder();
  server = await aServer({ workspace: folder.path, clock: { nowSeconds: () => WITHIN_CERTIFICATES } });
  const signedIn = await post(server.tokenUrlOf("master"), {
    grant_type: "password",
    client_id: "admin-cli",
    ...ADMIN,
  });
  const headers = {
    authorization: `Bearer ${String(signedIn.json.access_token)}`,
    "content-type": "application/json",
  };
  for (const name of FILES) {
    const body = textOf(`realms/${name}.json`);
    const answer = await fetch(`${server.baseUrl}/admin/realms`, { method: "POST", headers, body });
    expect([name, answer.status, await answer.text()]).toEqual([name, 201, ""]);
  }
});

afterAll(async () => {
  await server.stop();
  await folder[Symbol.asyncDispose]();
});

const realmOf = (name: string): string => (JSON.parse(textOf(`realms/${name}.json`)) as { realm: string }).realm;

async function storedRealm(name: string): Promise<Fields> {
  return JSON.parse(await readFile(join(folder.path, "realms", `${realmOf(name)}.json`), "utf8")) as Fields;
}

test.each(FILES)("the realm of %s becomes what Keycloak 26.7 makes of it", async (name) => {
  const golden = JSON.parse(textOf(`golden/${name}.json`)) as Fields;
  const made = comparable(await storedRealm(name), textOf(`realms/${name}.json`)) as Fields;
  // The recordings hold the flows that the file brought; those that every realm has are left out of them.
  const unsaid = ["authenticationFlows", "authenticatorConfig"].filter((field) => !Object.hasOwn(golden, field));
  expect(Object.fromEntries(Object.entries(made).filter(([field]) => !unsaid.includes(field)))).toEqual(golden);
});

const tokens = FILES.flatMap((name) =>
  (recordedTokens[`${name}.json`] ?? []).map((recorded) => {
    const { client, scope = "nothing" } = recorded;
    return [`a token of ${client} in ${name}, asked for ${scope}, is that of 26.7`, name, recorded] as const;
  }),
);

test.each(tokens)("%s", async (_sentence, name, recorded) => {
  const { json, status } = await post(server.tokenUrlOf(realmOf(name)), {
    ...{ grant_type: "client_credentials", client_id: recorded.client, client_secret: "password" },
    ...(recorded.scope !== undefined && { scope: recorded.scope }),
  });
  expect([status, json.error]).toEqual([recorded.answer, recorded.error]);
  if (recorded.error !== undefined) return;
  const [header = {}, claims = {}] = partsOf(String(json.access_token));
  expect(header["kid"]).toBe(recorded.kid);
  expect(Number(claims["exp"]) - Number(claims["iat"])).toBe(recorded.lifespanSeconds);
  expect(wordsOf(json.scope)).toEqual(wordsOf(recorded.granted));
  expect(json.id_token !== undefined).toBe(recorded.idToken);
  const made = comparable(withoutPassing(claims), textOf(`realms/${name}.json`)) as Fields;
  const scope = wordsOf(recorded.claims?.["scope"]);
  expect({ ...made, scope: wordsOf(made["scope"]) }).toEqual({ ...recorded.claims, scope });
});

/** Keycloak promises no order. */
const wordsOf = (scope: unknown): string[] => String(scope).split(" ").sort();

const partsOf = (token: string): Fields[] =>
  token
    .split(".")
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, "base64url").toString()) as Fields);

/** What differs from token to token, and where the caller was. */
const PASSING = new Set(["exp", "iat", "jti", "iss", "sid", "clientHost", "clientAddress", "at_hash"]);

const withoutPassing = (claims: Fields): Fields =>
  Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, PASSING.has(name) ? "passing" : value]));
