import { z } from "zod";
import type { TokenExplanation } from "../domain/explanation.ts";
import type { Claims } from "../domain/json.ts";
import type { Trace } from "../domain/trace.ts";
import { answers, endpoint } from "./endpoint.ts";
import type { TokenReading } from "./token-readings.ts";
import { addressToFill, pem, trust } from "./trust.ts";

/** Members of an assertion in the place of the usual ones; null takes one away. */
const members = z.record(z.string().max(300), z.json());

const assertion = {
  algorithm: z.string().max(20).exactOptional(),
  header: members.exactOptional(),
  claims: members.exactOptional(),
};
const secret = z.string().max(4096).exactOptional();

/** How a client proves itself. A secret or key that is left out is that of `client`. */
export const proof = z.discriminatedUnion("method", [
  z.strictObject({ method: z.literal("none") }),
  z.strictObject({ method: z.literal("client_secret_basic"), secret }),
  z.strictObject({ method: z.literal("client_secret_post"), secret }),
  z.strictObject({ method: z.literal("client_secret_jwt"), secret, ...assertion }),
  z.strictObject({
    method: z.literal("private_key_jwt"),
    /** A private key in PEM or as a JWK. */
    key: pem.exactOptional(),
    kid: z.string().max(300).exactOptional(),
    ...assertion,
  }),
  z.strictObject({ method: z.literal("tls_client_auth"), certificate: pem, privateKey: pem }),
]);
export type Proof = z.output<typeof proof>;

export const pairs = z.array(z.tuple([z.string().min(1).max(300), z.string().max(65_536)])).max(100);

/** What every call can say that goes out. `{{name}}` in its texts is a variable of the workspace. */
export const called = {
  /** Chosen by the caller, for {@link cancelCall}; the history knows the call by it. */
  id: z.uuid().exactOptional(),
  /** Calls of one story have one. */
  chain: z.uuid().exactOptional(),
  trust: trust.exactOptional(),
};

export const clientOfWorkspace = z.strictObject({ realm: z.string(), id: z.string().min(1) });

/** A `client_credentials` call to any issuer: a realm here or a server elsewhere. */
export const tokenCall = z.strictObject({
  ...called,
  issuer: addressToFill,
  /** Where it is given, no discovery document is read. */
  tokenUrl: addressToFill.exactOptional(),
  clientId: z.string().min(1).max(255),
  /** A client of the workspace, by its internal id, whose stored secret or private key is used. */
  client: clientOfWorkspace.exactOptional(),
  proof,
  scope: z.string().max(8192).exactOptional(),
  parameters: pairs.exactOptional(),
  headers: pairs.exactOptional(),
});
export type TokenCall = z.output<typeof tokenCall>;

/** Every byte is the caller's: `text` as UTF-8, or `bytes` in base64. Only host and port of the address count. */
const rawCall = z.strictObject({
  ...called,
  url: addressToFill,
  text: z.string().max(1_000_000).exactOptional(),
  bytes: z.base64().max(1_400_000).exactOptional(),
  certificate: z.strictObject({ certificate: pem, privateKey: pem }).exactOptional(),
});

export type RawCall = z.output<typeof rawCall>;

/** How long each part of the way took; null where there was none. `firstByteMs` counts from the last byte that was sent. */
export interface CallTimings {
  readonly dnsMs: number | null;
  readonly connectMs: number | null;
  readonly tlsMs: number | null;
  readonly firstByteMs: number | null;
  readonly totalMs: number;
}

export interface TlsFacts {
  readonly protocol: string;
  readonly cipher: string;
  readonly subject: string;
  readonly issuer: string;
  readonly validUntil: string;
  readonly trusted: boolean;
  /** Why the certificate is not trusted, where nobody insisted on it. */
  readonly problem: string | null;
}

/** One part of a request or an answer, what it means, and where that is written. */
export interface Annotation {
  readonly part: string;
  readonly meaning: string;
  readonly reference: string;
}

/** A request that can be sent, for reading: what proves the client is masked. */
export interface ShownCall {
  readonly url: string;
  readonly requestText: string;
  readonly curl: string;
  readonly requestParts: readonly Annotation[];
}

/** One call and its answer, with what can be said about them. */
export interface CallExchange extends ShownCall {
  readonly id: string;
  readonly atSeconds: number;
  readonly responseText: string;
  /** The answer byte for byte, in base64; empty where `responseText`, as UTF-8, is the same bytes. */
  readonly responseBytes: string;
  readonly status: number;
  readonly timings: CallTimings;
  readonly tls: TlsFacts | null;
  readonly remoteAddress: string;
  readonly responseParts: readonly Annotation[];
  /** The JSON of the answer, null when it is none. */
  readonly answer: Claims | null;
  readonly tokens: readonly TokenReading[];
  /** How the server judged the request, where it is this one; else empty. */
  readonly trace: Trace;
  readonly explanation: TokenExplanation | null;
  /** An answer that is no success, in words: what it means and what to do. */
  readonly refused: null | { readonly error: string; readonly description: string; readonly meaning: string };
}

export const sendCall = endpoint("POST", "/workbench/calls", tokenCall, answers<CallExchange>());
export const showCall = endpoint("POST", "/workbench/calls/show", tokenCall, answers<ShownCall>());

/**
 * The request as a text, to be edited and sent by {@link sendRawCall}. What proves the client stands in it as it is sent, so it is
 * asked for only when a person wants to write every byte; values of variables stay masked.
 */
export const writeCall = endpoint(
  "POST",
  "/workbench/calls/write",
  tokenCall,
  answers<{ readonly url: string; readonly text: string }>(),
);
export const sendRawCall = endpoint("POST", "/workbench/calls/raw", rawCall, answers<CallExchange>());

/** Ends a call that is under way; it is then refused. */
export const cancelCall = endpoint(
  "POST",
  "/workbench/calls/:id/cancel",
  z.strictObject({ id: z.uuid() }),
  answers<{ readonly cancelled: boolean }>(),
);

/** What an issuer says about itself (OpenID Connect Discovery §4, RFC 8414), and what in it is not as it must be. */
export interface Discovery {
  readonly url: string;
  readonly issuer: string;
  readonly tokenUrl: string | null;
  readonly jwksUrl: string | null;
  readonly introspectionUrl: string | null;
  readonly userinfoUrl: string | null;
  readonly revocationUrl: string | null;
  readonly endSessionUrl: string | null;
  readonly authenticationMethods: readonly string[];
  readonly scopes: readonly string[];
  readonly document: Claims;
  readonly problems: readonly string[];
}

export const discoverIssuer = endpoint(
  "POST",
  "/workbench/calls/discovery",
  z.strictObject({ issuer: addressToFill, trust: trust.exactOptional() }),
  answers<Discovery>(),
);
