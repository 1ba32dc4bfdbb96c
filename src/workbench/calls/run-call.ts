import type { CallExchange, Discovery } from "../../contract/calls.ts";
import type { FollowUpStep } from "../../contract/follow-ups.ts";
import type { TokenReading } from "../../contract/token-readings.ts";
import type { Trust } from "../../contract/trust.ts";
import type { Claims } from "../../domain/json.ts";
import { decodeJws } from "../../keys/jws.ts";
import { parseJsonObject } from "../parse-json-object.ts";
import { type CallContext, realmIn, realmOfResource, type Told } from "./call-context.ts";
import type { ComposedCall } from "./compose-call.ts";
import { destinationOf } from "./discovery.ts";
import type { Filling } from "./fill-in.ts";
import { STEP_STATUSES } from "./follow-up-parts.ts";
import { type HttpMessage, parseHttpMessage } from "./http-message.ts";
import type { Address } from "./http-text.ts";
import { readJwt } from "./read-jwt.ts";
import { describeRefusal, describeStepRefusal } from "./refusal-words.ts";
import { describeResponse } from "./response-parts.ts";
import { NotSent, sendBytes, type WireExchange } from "./wire.ts";

interface Sent {
  readonly composed: Omit<ComposedCall, "request">;
  readonly to: Address;
  readonly id: string;
  readonly signal: AbortSignal;
  readonly trust?: Trust | undefined;
  readonly discovery?: Discovery | undefined;
  readonly filling: Filling;
  /** Set for what goes on from a token. */
  readonly step?: FollowUpStep["kind"];
}

/** Sends and tells all that can be said of the answer; values of variables are masked in it. @throws NotSent */
export async function runCall(ctx: CallContext, sent: Sent): Promise<CallExchange> {
  const { composed, to, id, signal, filling } = sent;
  const { shown, bytes, certificate } = composed;
  const atSeconds = ctx.nowSeconds();
  const wire = await sendBytes(
    { ...destinationOf(to.url, sent.trust), ...(certificate && { certificate }) },
    bytes,
    signal,
  );
  const message = parseHttpMessage(wire.responseBytes);
  if (!message) throw new NotSent(`${to.url.host} does not answer with HTTP: ${quoted(wire.responseBytes)}`);
  const text = wire.responseBytes.toString("utf8");
  const body = message.body.toString("utf8");
  const answer = parseJsonObject(body); // once, since it may be large
  const told = findOwn(ctx, sent, wire, atSeconds);
  return {
    ...filling.maskIn({ ...shown, ...judge(sent.step, text, message, answer, told) }),
    url: shown.url,
    id,
    atSeconds,
    responseBytes: bytesBeside(text, wire.responseBytes, filling),
    status: message.status,
    timings: wire.timings,
    tls: wire.tls,
    remoteAddress: wire.remoteAddress,
    tokens: await readTokens(ctx, body.trim(), answer ?? {}, sent),
    trace: told?.trace ?? [],
    explanation: told?.explanation ?? null,
  };
}

function judge(
  step: Sent["step"],
  responseText: string,
  message: HttpMessage,
  answer: Claims | undefined,
  told: Told | undefined,
) {
  return {
    responseText,
    responseParts: describeResponse(message, answer, step && STEP_STATUSES[step]),
    answer: answer ?? null,
    refused: step
      ? describeStepRefusal(step, message, answer, told?.trace)
      : describeRefusal(message, answer, told?.trace),
  };
}

/** What of the bytes their text does not tell, whatever their encoding; values of variables are masked. */
function bytesBeside(text: string, bytes: Buffer, { mask }: Filling): string {
  if (Buffer.from(text).equals(bytes)) return "";
  const masked = mask(text);
  return (masked === text ? bytes : Buffer.from(masked)).toString("base64");
}

const quoted = (bytes: Buffer): string => JSON.stringify(bytes.subarray(0, 60).toString("latin1"));

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** What this server has to say of a call that came to itself. */
function findOwn({ own }: CallContext, { to }: Sent, wire: WireExchange, atSeconds: number): Told | undefined {
  const { localPort, remoteAddress } = wire;
  const realm = realmOfResource(to.url.pathname) ?? realmIn(to.url.pathname);
  return realm !== undefined && LOOPBACK.test(remoteAddress) ? own?.findCall(realm, localPort, atSeconds) : undefined;
}

const KINDS = ["access_token", "refresh_token", "id_token", "jwt"] as const;

/** Only the access token says of itself where it comes from; the others are read by the same keys. */
async function readTokens(ctx: CallContext, body: string, json: Claims, sent: Sent): Promise<TokenReading[]> {
  const { trust, discovery, step } = sent;
  const answer: Claims = isReadable(body) ? { [step ?? "token"]: body } : json;
  const found: TokenReading[] = [];
  for (const kind of new Set([...KINDS, step ?? "token"])) {
    const jwt = answer[kind];
    if (typeof jwt !== "string" || !isReadable(jwt)) continue;
    const offline = discovery === undefined && !isOfCalled(jwt, sent);
    found.push(await readJwt(ctx, kind, jwt, { trust, discovery, issuer: discovery?.issuer, offline, ask: true }));
  }
  return found;
}

/** An answer may hold a token of anybody; nobody else is spoken to than whom the person called. */
function isOfCalled(jwt: string, { to }: Sent): boolean {
  const issuer = decodeJws(jwt)?.claims["iss"];
  return typeof issuer === "string" && URL.canParse(issuer) && new URL(issuer).origin === to.url.origin;
}

/** Opaque and encrypted tokens are nobody's to read but the issuer's. */
const isReadable = (token: string): boolean => decodeJws(token) !== undefined;
