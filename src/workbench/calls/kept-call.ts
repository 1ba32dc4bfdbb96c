import type { CallHistoryEntry } from "../../contract/call-history.ts";
import type { CallExchange, RawCall, TokenCall } from "../../contract/calls.ts";
import type { FollowUp } from "../../contract/follow-ups.ts";
import { shownUnder, withoutSecrets, withoutSignatures } from "../../contract/secret-texts.ts";
import type { Claims, JsonValue } from "../../domain/json.ts";
import { withCallMoved } from "../../store/realm-in-settings.ts";
import { inTexts } from "./fill-in.ts";
import { followUpWithoutSecrets, rawWithoutSecrets, withoutTypedSecrets } from "./typed-secrets.ts";

/** A call as the history keeps it. */
export interface KeptCall {
  readonly entry: CallHistoryEntry;
  /** null where no answer came. */
  readonly exchange: CallExchange | null;
  readonly call: TokenCall | null;
  readonly raw: RawCall | null;
  readonly followUp: FollowUp | null;
}

/** What was asked, beside the exchange itself. */
export interface AskedCall {
  readonly what: CallHistoryEntry["what"];
  readonly chain: string | undefined;
  readonly issuer?: string;
  readonly clientId?: string;
  /** What can be sent again, one of them: */
  readonly call?: TokenCall;
  readonly raw?: RawCall;
  readonly followUp?: FollowUp;
}

/** A call that found no server, or no answer there. */
export interface FailedCall {
  readonly id: string;
  readonly atSeconds: number;
  /** Where it was to go, as far as that was known. */
  readonly address: string;
  readonly failure: string;
  readonly elapsedMs: number;
}

/** Takes out of an exchange what could be used by whoever reads the history. */
export function toKept(asked: AskedCall, exchange: CallExchange): KeptCall {
  const entry = {
    ...entryOf(asked),
    id: exchange.id,
    atSeconds: exchange.atSeconds,
    host: new URL(exchange.url).host,
    status: exchange.status,
    error: exchange.refused?.error ?? null,
    failure: null,
    elapsedMs: exchange.timings.totalMs,
    tokens: exchange.tokens.map(({ kind, claims }) => ({
      kind,
      expiresAtSeconds: typeof claims["exp"] === "number" ? claims["exp"] : null,
      scope: typeof claims["scope"] === "string" ? claims["scope"] : null,
    })),
  };
  return { entry, exchange: maskExchange(cutToSize(exchange)), ...repeatable(asked) };
}

export function toKeptFailure(asked: AskedCall, { address, failure, ...failed }: FailedCall): KeptCall {
  const host = URL.canParse(address) ? new URL(address).host : "";
  const said = { ...failed, host, status: 0, error: null, failure: withoutSecrets(failure), tokens: [] };
  return { entry: { ...entryOf(asked), ...said }, exchange: null, ...repeatable(asked) };
}

const entryOf = ({ what, chain, issuer, clientId }: AskedCall) => ({
  chain: chain ?? null,
  what,
  issuer: issuer === undefined ? null : withoutSecrets(issuer),
  clientId: clientId ?? null,
});

const repeatable = ({ call, raw, followUp }: AskedCall): Pick<KeptCall, "call" | "raw" | "followUp"> => ({
  call: call ? withoutTypedSecrets(call) : null,
  raw: raw ? rawWithoutSecrets(raw, LARGEST_TEXT) : null,
  followUp: followUp ? followUpWithoutSecrets(followUp) : null,
});

/** Asks the client's realm under its new name; the resource server of that realm as well. */
export function withRealmFollowed({ call, followUp, ...kept }: KeptCall, from: string, to: string): KeptCall {
  const asked = withCallMoved(followUp, from, to);
  return { ...kept, call: withCallMoved(call, from, to), followUp: asked && withResourceFollowed(asked, from, to) };
}

function withResourceFollowed(asked: FollowUp, from: string, to: string): FollowUp {
  const { what, issuer } = asked;
  if (what.kind !== "resource") return asked;
  const base = (realm: string) => issuer.replace(/\/realms\/[^/]+$/, `/resource/${encodeURIComponent(realm)}`);
  const isOfRealm = what.url === base(from) || what.url.startsWith(`${base(from)}/`);
  return isOfRealm ? { ...asked, what: { ...what, url: base(to) + what.url.slice(base(from).length) } } : asked;
}

function maskExchange(exchange: CallExchange): CallExchange {
  const { url, requestText, curl, responseText, answer, ...rest } = inTexts(exchange, withoutSignatures);
  const inShell = url.replaceAll("'", "'\\''");
  const masked = withoutSecrets(responseText);
  return {
    ...rest,
    url: withoutSecrets(url),
    requestText: withoutSecrets(requestText),
    curl: curl.replace(inShell, () => withoutSecrets(inShell)),
    responseText: masked,
    responseBytes: rest.responseBytes === "" ? "" : Buffer.from(masked).toString("base64"),
    answer: answer && maskMembers(answer),
  };
}

const maskMembers = (answer: Claims): Claims =>
  Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, maskMember(name, value)]));

const maskMember = (name: string, value: JsonValue): JsonValue =>
  typeof value === "string" ? shownUnder(name, value) : value;

const LARGEST_TEXT = 256 * 1024;

/** Of an answer that is no answer to remember, its beginning. */
function cutToSize(exchange: CallExchange): CallExchange {
  if (exchange.responseText.length <= LARGEST_TEXT) return exchange;
  const beginning = `${exchange.responseText.slice(0, LARGEST_TEXT)}\n… (cut)`;
  return { ...exchange, responseText: beginning, responseBytes: "", answer: null };
}
