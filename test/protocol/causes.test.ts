import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { endpointPaths } from "../../src/protocol/endpoints.ts";
import { noParameters } from "../../src/protocol/form-parameters.ts";
import { refuseOutside, refusePath } from "../../src/protocol/wrong-path.ts";
import { explainFailure, meaningOf } from "../../src/workbench/error-meanings.ts";
import parity from "../parity/realms/parity.json" with { type: "json" };
import causes from "../recordings/realms/causes.json" with { type: "json" };
import { NOW } from "../support/builders.ts";
import { aServerOfCauses, type CaseName, recorded } from "./a-recorded-cause.ts";
import { assertionRows, clientRows, requestRows } from "./cause-rows.ts";

type Served = Awaited<ReturnType<typeof aServerOfCauses>>;
type Played = Awaited<ReturnType<Served["play"]>>;

const rows = [...clientRows, ...assertionRows, ...requestRows];
const played = new Map<CaseName, Played>();
let served: Served;

beforeAll(async () => {
  vi.useFakeTimers({ now: NOW * 1000, toFake: ["Date"] }); // assertions are made and judged by one clock
  served = await aServerOfCauses();
  served.change(served.withSecret("regenerated", "Secret-made-before"));
  await served.play("causes/secret-regenerated");
  served.change(served.withSecret("regenerated", "Secret-made-anew"));
  for (const [, asked] of rows) played.set(asked, await served.play(asked));
});

afterAll(async () => {
  vi.useRealTimers();
  await served[Symbol.asyncDispose]();
});

function playedOf(asked: CaseName): Played {
  const found = played.get(asked);
  if (!found) throw new Error(`${asked} was not played`);
  return found;
}

const lineOf = ({ status, body }: { status: number; body: Readonly<Record<string, unknown>> }) =>
  `${status} ${[body["error"], body["error_description"]].filter(Boolean).join(": ")}`;

test.each(rows)(
  "%s: Keycloak's answer for the caller, the cause for the person",
  (_cause, asked, answer, explanation) => {
    expect(lineOf(recorded(asked))).toBe(answer);
    const { differences, explanation: told, trace, anywhere } = playedOf(asked);
    expect(differences).toEqual([]);
    expect(anywhere(told ?? "")).toBe(explanation);
    expect(trace.filter(({ outcome }) => outcome === "failed")).toHaveLength(1);
  },
);

test("each says what was expected, what came and how to mend it", () => {
  for (const [, , , explanation] of rows)
    expect(explanation).toMatch(/^This check failed: .+ \(expected: .+; came: .+\)\. To mend it: .+\.$/);
});

const names = [...parity.clients, ...causes.clients]
  .map(({ clientId }) => clientId)
  .sort((a, b) => b.length - a.length);
const withoutNames = (text: string) => names.reduce((left, name) => left.replaceAll(` ${name}`, " <client>"), text);

test("no two causes are told in the same words, whoever asks", () => {
  const byWords = new Map<string, string[]>();
  for (const [cause, , , explanation] of rows) {
    const words = withoutNames(explanation);
    byWords.set(words, [...(byWords.get(words) ?? []), cause]);
  }
  const shared = [...byWords.values()].filter((found) => found.length > 1);
  expect(shared).toEqual([["a disabled client", "a disabled client that signs"]]);
});

const SECRETS = [
  ...[...parity.clients, ...causes.clients].flatMap((client) => ("secret" in client ? [client.secret] : [])),
  "Secret-of-yesterday",
  "Secret-made-before",
  "a%2Bb%2541c%20d",
];

test("no secret and no assertion stands in what the person is told, sent or stored", () => {
  const told = JSON.stringify([...played.values()].map(({ trace, explanation }) => [trace, explanation]));
  expect(told.length).toBeGreaterThan(20_000);
  for (const secret of new Set(SECRETS)) expect(told).not.toContain(secret);
  expect(told).not.toMatch(/eyJ[\w-]{10}/);
});

test("nothing of it goes over the wire, but what Keycloak says itself", () => {
  for (const [asked, { answer, explanation = "", failure }] of played) {
    const wire = `${JSON.stringify(answer.headers)}\n${answer.text}`;
    const keycloak = JSON.stringify(recorded(asked));
    expect(Object.keys(JSON.parse(answer.text)).filter((name) => !/^error(_description)?$/.test(name))).toEqual([]);
    for (const told of [explanation, failure?.rule ?? "", failure?.expected ?? ""]) {
      expect(told).not.toBe("");
      if (!keycloak.includes(told)) expect(wire).not.toContain(told);
    }
  }
});

test("a JWKS URL where nobody answers leaves the event that Keycloak leaves (asked on 26.7)", () => {
  const { event } = playedOf("causes/jwks-unreachable");
  expect(event).toMatchObject({ type: "CLIENT_LOGIN_ERROR", clientId: "remote", error: "invalid_client_credentials" });
  expect(event?.details).toEqual({
    client_assertion_id: expect.any(String),
    client_assertion_issuer: "remote",
    client_assertion_sub: "remote",
    grant_type: "client_credentials",
  });
});

test("what an error means begins with the check that failed, where it is known", () => {
  const { failure, explanation = "" } = playedOf("02-client-authentication/wrong-basic");
  const code = meaningOf("unauthorized_client", "");
  expect(code).toContain("RFC 6749");
  expect(meaningOf("unauthorized_client", "", failure ? [failure] : [])).toBe(`${explanation} ${code}`);
});

test("a clock that is ahead within the allowance is let through", async () => {
  const { differences, failure } = await served.play("causes/clock-ahead-within");
  expect([differences, failure]).toEqual([[], undefined]);
});

type PathRow = readonly [
  cause: string,
  asked: CaseName,
  method: string,
  path: string,
  expected: string,
  actual: string,
];

const TOKEN_OF_CAUSES =
  "/realms/causes/protocol/openid-connect/token, or another that /realms/causes/.well-known/openid-configuration lists";

/** Paths that lead nowhere: what the protocol says to them. */
const pathRows: readonly PathRow[] = [
  ["a path too short", "causes/path-short", "POST", "/token", TOKEN_OF_CAUSES, "/realms/causes/token"],
  [
    "another protocol",
    "causes/path-other-protocol",
    "POST",
    "/protocol/oauth2/token",
    TOKEN_OF_CAUSES,
    "/realms/causes/protocol/oauth2/token",
  ],
  [
    "a path too long",
    "causes/path-longer",
    "POST",
    "/protocol/openid-connect/token/extra",
    TOKEN_OF_CAUSES,
    "/realms/causes/protocol/openid-connect/token/extra",
  ],
  [
    "a misspelt endpoint",
    "causes/path-misspelt",
    "POST",
    "/protocol/openid-connect/tokens",
    TOKEN_OF_CAUSES,
    "/realms/causes/protocol/openid-connect/tokens",
  ],
  ["the issuer itself", "causes/path-issuer", "POST", "", "GET, HEAD, OPTIONS", "POST /realms/causes"],
  [
    "a method that the endpoint does not answer",
    "01-token/get",
    "GET",
    "/protocol/openid-connect/token",
    "POST, OPTIONS",
    "GET /realms/causes/protocol/openid-connect/token",
  ],
];

test.each(pathRows)("%s is refused as recorded, and told apart", (_cause, asked, method, rest, expected, actual) => {
  const request = {
    realmName: "causes",
    method,
    form: noParameters,
    caller: { remoteAddress: "127.0.0.1", secure: false, baseUrl: served.base },
    header: () => undefined,
  };
  const endpoint = endpointPaths.find(({ path }) => path === rest);
  const { refusal, trace } = refusePath(served.protocol, request, { endpoint, rest });
  const { status, body } = recorded(asked);
  expect([refusal?.status, refusal?.error]).toEqual([status, body["error"]]);
  expect(trace).toEqual([expect.objectContaining({ outcome: "failed", expected, actual })]);
});

test.each([
  [
    "a path below /auth",
    "causes/path-auth",
    "/auth/realms/causes/protocol/openid-connect/token",
    "This check failed: the path leads to a realm (expected: /realms/causes/protocol/openid-connect/token; came: the same below /auth). To mend it: take the token URL from the realm's discovery document.",
  ],
  [
    "a path without a realm",
    "causes/path-without-realm",
    "/protocol/openid-connect/token",
    "This check failed: the path leads to a realm (expected: /realms/<realm>/protocol/openid-connect/token; came: /protocol/openid-connect/token, without a realm). To mend it: take the token URL from the realm's discovery document.",
  ],
] as const)("%s is refused as recorded, and told apart", (_cause, asked, path, explanation) => {
  const { refusal, trace } = refuseOutside(path);
  const { status, body } = recorded(asked);
  expect([refusal?.status, refusal?.error]).toEqual([status, body["error"]]);
  expect(trace.map(explainFailure)).toEqual([explanation]);
});

test.each(pathRows.map(([, asked]) => asked))(
  "%s is answered as recorded over the wire, and leaves its reason",
  async (asked) => {
    const { differences, failure } = await served.play(asked);
    expect(differences).toEqual([]);
    expect(failure?.rule).toMatch(/^the (path leads to|endpoint answers)/);
  },
);

test("a multipart form is read too", async () => {
  const { answer, failure } = await served.play("causes/type-multipart");
  expect([answer.status, failure]).toEqual([recorded("causes/type-multipart").status, undefined]);
});
