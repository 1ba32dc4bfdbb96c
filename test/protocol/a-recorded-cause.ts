import { readFileSync } from "node:fs";
import { completeRealm } from "../../src/domain/complete-realm.ts";
import { masterTemplate, reconcileMaster } from "../../src/domain/master-realm.ts";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import { fetchingBy } from "../../src/http/fetch-json.ts";
import { createClientKeyFinder } from "../../src/keys/find-client-keys.ts";
import { eventOf } from "../../src/protocol/events.ts";
import { explainFailure } from "../../src/workbench/error-meanings.ts";
import parity from "../parity/realms/parity.json" with { type: "json" };
import causes from "../recordings/realms/causes.json" with { type: "json" };
import { someEditFacts } from "../support/builders.ts";
import { aLoggedServer } from "./a-logged-server.ts";
import { aProtocol } from "./a-protocol.ts";

/** A request as the recordings describe it. */
export interface HttpDraft {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** An answer without what differs from one run to the next. */
export interface Comparable {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

interface RecordedCase {
  readonly id: string;
  run(tools: object): Promise<unknown>;
}

const of = (path: string) => import(new URL(`../${path}`, import.meta.url).href);
const { exchange, basic, form } = await of("parity/http.mjs");
const { normalise, differences, uuids } = await of("parity/normalise.mjs");

/** Where a case stands: `02-client-authentication/wrong-basic`, or `causes/secret-case`. */
export type CaseName = `${string}/${string}`;

function folderOf(name: CaseName) {
  const [file = "", id = ""] = name.split("/");
  const folder: "parity" | "recordings" = /^\d\d-/.test(file) ? "parity" : "recordings";
  return { folder, file, id };
}

/** The last answer of a real Keycloak to that case. */
export function recorded(name: CaseName): Comparable {
  const { folder, file, id } = folderOf(name);
  const path = new URL(`../${folder}/golden/${file}.json`, import.meta.url);
  const steps = (JSON.parse(readFileSync(path, "utf8"))[id]?.steps ?? []) as Comparable[];
  const last = steps.at(-1);
  if (!last) throw new Error(`nothing is recorded of ${name}`);
  const { status, headers, body } = last;
  return { status, headers, body };
}

async function find(name: CaseName): Promise<RecordedCase> {
  const { folder, file, id } = folderOf(name);
  const { default: cases } = (await of(`${folder}/cases/${file}.mjs`)) as { default: RecordedCase[] };
  const found = cases.find((each) => each.id === id);
  if (!found) throw new Error(`there is no case ${name}`);
  return found;
}

/** The tools that recorded cases are written with (test/parity/run.mjs). */
function toolsFor(base: string, send: (request: HttpDraft) => Promise<HttpAnswer>) {
  const post = (_label: string, path: string, fields: object, headers = {}) => {
    const type = { "content-type": "application/x-www-form-urlencoded" };
    return send({ method: "POST", path, headers: { ...type, ...headers }, body: form(fields) });
  };
  const oidc = (realm: string, endpoint: string) => `/realms/${realm}/protocol/openid-connect/${endpoint}`;
  const token = (label: string, realm: string, fields: object, headers = {}) =>
    post(label, oidc(realm, "token"), fields, headers);
  const grant = (label: string, realm: string, id: string, secret: string, more = {}, headers = {}) =>
    token(
      label,
      realm,
      { grant_type: "client_credentials", ...more },
      { authorization: basic(id, secret), ...headers },
    );
  return { base, send: (_label: string, request: HttpDraft) => send(request), post, oidc, token, grant, basic };
}

const facts = { ...someEditFacts(), keyProviders: [] };
const realms = [parity, { ...causes, components: parity.components }].map((realm) => realm as unknown as RealmDocument);
const [parityRealm, causesRealm] = realms.map((realm) => completeRealm(realm, facts));
const master = reconcileMaster(completeRealm(masterTemplate, facts), ["parity", "causes"], facts);

/** The realm `causes` in which a client has another secret. */
const withSecret = (clientId: string, secret: string): RealmDocument => ({
  ...(causesRealm as RealmDocument),
  clients: (causesRealm?.clients ?? []).map((each) => (each.clientId === clientId ? { ...each, secret } : each)),
});

/** The realms of the recordings behind a real socket, with the log that tells why. */
export async function aServerOfCauses() {
  if (!parityRealm || !causesRealm) throw new Error("the realms are there");
  const { ctx, change, wait } = aProtocol(parityRealm, causesRealm, master);
  const findClientKeys = createClientKeyFinder({ nowSeconds: ctx.nowSeconds, ...fetchingBy(() => false) });
  const protocol = { ...ctx, findClientKeys };
  const { server, events, base } = await aLoggedServer(protocol);
  const known = { parity: uuids(JSON.stringify(parity)), recordings: uuids(JSON.stringify(causes)) };

  /** Sends the requests of a recorded case; gives the last answer and the check that failed. */
  const play = async (name: CaseName) => {
    let last: HttpAnswer | undefined;
    const send = async (request: HttpDraft) => {
      last = await exchange(base, request);
      return { ...last, json: last?.text.startsWith("{") ? JSON.parse(last.text) : undefined };
    };
    await (await find(name)).run(toolsFor(base, send as never));
    if (!last) throw new Error(`${name} asks nothing`);
    const answer: HttpAnswer = last;
    const [call] = events.newestFirst();
    const failure = call?.trace.find(({ outcome }) => outcome === "failed");
    return {
      answer,
      trace: call?.trace ?? [],
      failure,
      event: call && eventOf(call, "realm-id"),
      explanation: failure ? explainFailure(failure) : undefined,
      /** Where the answer differs from Keycloak's. */
      differences: differences(recorded(name), normalise(answer, base, known[folderOf(name).folder]), {
        order: true,
      }) as string[],
      /** The same text without this server's address. */
      anywhere: (text: string) => text.replaceAll(base, "<base>"),
    };
  };
  return { base, protocol, play, change, withSecret, wait, [Symbol.asyncDispose]: async () => void server.close() };
}
