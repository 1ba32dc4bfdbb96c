import type { ShownCall, TokenCall } from "../../contract/calls.ts";
import { type ClientProof, type ProofFacts, type Prover, proveClient } from "./client-proof.ts";
import { asHeader, asParameter, filledField } from "./filled-fields.ts";
import { type Address, type Field, type HttpRequest, shownAddress, writeHttp } from "./http-text.ts";
import { describeRequest } from "./request-parts.ts";
import { writeCurl } from "./write-curl.ts";

/** A call that is ready to be sent. */
export interface ComposedCall {
  /** The request as people read it. */
  readonly shown: ShownCall;
  readonly bytes: Buffer;
  /** Holds the secrets: never goes into an answer. */
  readonly request: HttpRequest;
  readonly certificate?: ClientProof["certificate"];
}

/** Writes the request that a service would send (RFC 6749 §4.4.2). @throws NotComposed, VariableUnknown */
export function composeCall(call: TokenCall, to: Address, facts: ProofFacts): ComposedCall {
  const { filling } = facts;
  const { certificate, ...proof } = proveClient(call, facts);
  const form: Field[] = [
    { name: "grant_type", value: "client_credentials" },
    ...proof.form,
    ...(call.scope === undefined ? [] : [filledField("scope", call.scope, filling.fillOpen)]),
    ...(call.parameters ?? []).map((pair) => asParameter(pair, filling)),
  ];
  const headers = [...FORM_HEADERS, ...proof.headers, ...(call.headers ?? []).map((pair) => asHeader(pair, filling))];
  const request: HttpRequest = { ...to, method: "POST", headers, form };
  return toComposed(request, call, describeRequest(request, call), certificate);
}

/** A request as it is sent, and as people read it. */
export function toComposed(
  request: HttpRequest,
  prover: Prover,
  requestParts: ShownCall["requestParts"],
  certificate: ClientProof["certificate"],
): ComposedCall {
  const { requestText, maskedText } = writeHttp(request);
  const shown = { url: shownAddress(request), requestText: maskedText, curl: writeCurl(request, prover), requestParts };
  return { shown, bytes: Buffer.from(requestText), request, ...(certificate && { certificate }) };
}

export const JSON_HEADERS: readonly Field[] = [
  { name: "Connection", value: "close" },
  { name: "Accept", value: "application/json" },
];

export const FORM_HEADERS: readonly Field[] = [
  ...JSON_HEADERS,
  { name: "Content-Type", value: "application/x-www-form-urlencoded" },
];
