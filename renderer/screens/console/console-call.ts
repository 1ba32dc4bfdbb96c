import type {
  ClientPage,
  ClientSummary,
  JsonValue,
  RawCall,
  RealmSummary,
  TokenCall,
} from "../../../src/contract/index.ts";
import { toScope } from "../../token/scope-words.ts";
import { type ConsoleForm, freshForm, type MemberRow, type Method, methodOf, type Pair } from "./console-form.ts";

/** Whom a call of the Console goes to, and for whom: a client of a realm here, or whatever the form says of another issuer. */
export type Target =
  | {
      readonly kind: "here";
      readonly realm: RealmSummary;
      readonly client: ClientSummary;
      readonly page: ClientPage | undefined;
    }
  | { readonly kind: "elsewhere" };

export const usedMethod = (form: ConsoleForm, target: Target): Method =>
  form.method ?? (target.kind === "here" ? methodOf(target.client, target.page) : "client_secret_basic");

/** The call that a form says. A form for another issuer may be incomplete; the server then says what is missing. */
export function toCall(form: ConsoleForm, target: Target): TokenCall {
  const scope = toScope(form.ticked, form.typedScope);
  const [parameters, headers] = [stated(form.parameters), stated(form.headers)];
  return {
    ...(target.kind === "here" ? ofClient(target) : ofIssuer(form)),
    proof: toProof(form, target),
    ...(scope !== undefined && { scope }),
    ...(parameters.length > 0 && { parameters }),
    ...(headers.length > 0 && { headers }),
  };
}

const ofClient = ({ realm, client }: Extract<Target, { kind: "here" }>) => ({
  issuer: realm.issuer,
  tokenUrl: realm.tokenUrl,
  clientId: client.clientId,
  client: { realm: realm.name, id: client.id },
});

/** Whom the trust of a form is about: the hosts that it names, that of a raw request where it names none else. */
export function trustedHosts({ issuer, tokenUrl, raw }: ConsoleForm): string[] {
  const named = [issuer, tokenUrl].flatMap((address) => hostOf(address) ?? []);
  return named.length === 0 && raw ? [hostOf(raw.url)].filter((host) => host !== null) : named;
}

function ofIssuer(form: ConsoleForm) {
  const { issuer, tokenUrl, clientId, ca, unverified } = form;
  const trusted = { ...(ca.trim() !== "" && { ca }), ...(unverified && { unverified }) };
  const hosts = trustedHosts(form);
  return {
    issuer: issuer.trim(),
    ...(tokenUrl.trim() !== "" && { tokenUrl: tokenUrl.trim() }),
    clientId,
    ...(Object.keys(trusted).length > 0 && { trust: Object.fromEntries(hosts.map((host) => [host, trusted])) }),
  };
}

/** The host that an address speaks to, with its port where it names one; null while it is no address. */
export function hostOf(address: string): string | null {
  try {
    return new URL(address.trim()).host || null;
  } catch {
    return null;
  }
}

const stated = (pairs: readonly Pair[]): [string, string][] =>
  pairs.filter(([name]) => name.trim() !== "").map(([name, value]) => [name.trim(), value]);

function toProof(form: ConsoleForm, target: Target): TokenCall["proof"] {
  const method = usedMethod(form, target);
  const typed = target.kind === "elsewhere" ? (form.typedSecret ?? "") : form.typedSecret;
  const secret = typed === null ? {} : { secret: typed };
  const assertion = {
    ...(form.algorithm !== "" && { algorithm: form.algorithm }),
    ...members("header", form.assertionHeader),
    ...members("claims", form.assertionClaims),
  };
  switch (method) {
    case "none":
      return { method };
    case "client_secret_basic":
    case "client_secret_post":
      return { method, ...secret };
    case "client_secret_jwt":
      return { method, ...secret, ...assertion };
    case "private_key_jwt":
      return { method, ...(form.key.trim() !== "" && { key: form.key }), ...assertion };
    case "tls_client_auth":
      return { method, certificate: form.certificate, privateKey: form.certificateKey };
  }
}

const members = (part: "header" | "claims", rows: readonly MemberRow[]) => {
  const said = rows.filter(({ name, value, leftOut }) => name.trim() !== "" && (leftOut || value !== ""));
  if (said.length === 0) return {};
  return {
    [part]: Object.fromEntries(said.map(({ name, value, leftOut }) => [name, leftOut ? null : readMember(value)])),
  };
};

/** JSON where it is JSON, so that numbers and lists can be typed; else the text as it stands. */
function readMember(value: string): JsonValue {
  try {
    return JSON.parse(value) as JsonValue;
  } catch {
    return value;
  }
}

const toRows = (said: Readonly<Record<string, JsonValue>> = {}): MemberRow[] =>
  Object.entries(said).map(([name, value]) => ({
    name,
    value: value === null ? "" : typeof value === "string" ? value : JSON.stringify(value),
    leftOut: value === null,
  }));

/** The form that says a call: of the history, a saved or a pasted one. */
export function toForm(call: TokenCall): ConsoleForm {
  const { proof, scope = "", parameters = [], headers = [], issuer, tokenUrl = "", clientId, trust = {} } = call;
  const trusted = trust[hostOf(issuer) ?? ""] ?? trust[hostOf(tokenUrl) ?? ""] ?? {};
  return {
    ...freshForm,
    ...ofProof(proof),
    typedScope: scope,
    parameters,
    headers,
    issuer,
    tokenUrl: call.client ? "" : tokenUrl,
    clientId,
    ca: trusted.ca ?? "",
    unverified: trusted.unverified ?? false,
  };
}

/** The form that says a raw request of the history. */
export function toRawForm({ url, text = "", trust = {}, certificate: pair }: RawCall): ConsoleForm {
  const { ca = "", unverified = false } = trust[hostOf(url) ?? ""] ?? {};
  return {
    ...freshForm,
    ...(pair && { method: "tls_client_auth", certificate: pair.certificate, certificateKey: pair.privateKey }),
    raw: { url, text: text.replaceAll("\r\n", "\n") },
    ca,
    unverified,
  };
}

function ofProof(proof: TokenCall["proof"]): Partial<ConsoleForm> {
  const { method } = proof;
  if (method === "none") return { method };
  if (method === "tls_client_auth") return { method, certificate: proof.certificate, certificateKey: proof.privateKey };
  const typedSecret = "secret" in proof ? (proof.secret ?? null) : null;
  if (method === "client_secret_basic" || method === "client_secret_post") return { method, typedSecret };
  const kid = "kid" in proof && proof.kid !== undefined ? { kid: proof.kid } : {};
  return {
    method,
    typedSecret,
    key: "key" in proof ? (proof.key ?? "") : "",
    algorithm: proof.algorithm ?? "",
    assertionHeader: toRows({ ...kid, ...(proof.header as Record<string, JsonValue>) }),
    assertionClaims: toRows(proof.claims as Record<string, JsonValue>),
  };
}

/**
 * The bytes of a raw request, from a text field, which knows line feeds alone: the head gets the line ends of HTTP
 * (RFC 9112 §2.1) unless they are wished otherwise, the body stays as it stands.
 */
export function toRawText(text: string): string {
  const end = text.indexOf("\n\n");
  const [head, body] = end < 0 ? [text, ""] : [text.slice(0, end + 2), text.slice(end + 2)];
  return head.replaceAll("\n", "\r\n") + body;
}

/** What Content-Length says and what it would have to; null while both are the same, or there is none. */
export function lengthMismatch(text: string): { readonly said: string; readonly bytes: number } | null {
  const end = text.indexOf("\n\n");
  const head = end < 0 ? text : text.slice(0, end);
  const said = /^content-length: *(.*)$/im.exec(head)?.[1]?.trim();
  if (said === undefined) return null;
  const bytes = end < 0 ? 0 : new TextEncoder().encode(text.slice(end + 2)).length;
  return said === String(bytes) ? null : { said, bytes };
}

export const withLength = (text: string, bytes: number): string =>
  text.replace(/^(content-length: *).*$/im, (_line, name: string) => `${name}${bytes}`);
