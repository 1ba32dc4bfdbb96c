import type { TokenCall } from "../../contract/calls.ts";
import { type Field, formEncoded, type HttpRequest, shownAddress } from "../calls/http-text.ts";

/** A name with its value, or with the variable of the environment that holds it. */
export interface CopiedField {
  readonly name: string;
  readonly value: string;
  readonly variable?: string;
}

/** A token request without what proves the client. */
export interface CopiedRequest {
  readonly url: string;
  readonly headers: readonly CopiedField[];
  readonly form: readonly CopiedField[];
  /** The client id for a Basic header, form-encoded; its secret is in CLIENT_SECRET. */
  readonly basic?: string;
  readonly needsCertificate: boolean;
  readonly call: TokenCall;
}

/** Headers that every program sends by itself. */
const USUAL = new Set(["connection", "content-type", "host", "accept"]);

export function toCopiedRequest(request: HttpRequest, call: TokenCall): CopiedRequest {
  const isBasic = call.proof.method === "client_secret_basic";
  return {
    url: shownAddress(request),
    headers: request.headers
      .filter(({ name, shown }) => !USUAL.has(name.toLowerCase()) && !(isBasic && shown?.startsWith("Basic ")))
      .map(toCopied),
    form: request.form.map(toCopied),
    ...(isBasic && { basic: formEncoded(call.clientId) }),
    needsCertificate: call.proof.method === "tls_client_auth",
    call,
  };
}

const toCopied = ({ name, value, shown }: Field): CopiedField =>
  shown === undefined ? { name, value } : { name, value: "", variable: name.toUpperCase().replace(/[^A-Z0-9]/g, "_") };

/** The variables that a copy reads. */
export const variablesOf = ({ headers, form, basic }: CopiedRequest): string[] => [
  ...new Set([
    ...(basic === undefined ? [] : ["CLIENT_SECRET"]),
    ...[...headers, ...form].flatMap(({ variable }) => (variable === undefined ? [] : [variable])),
  ]),
];
