// Sends the requests of a recorded case and makes its event comparable. Used to record and to compare.
import { exchange, basic, form } from "../../parity/http.mjs";
import { assertion, ath, dpopProof, key } from "../../parity/jwt.mjs";

export const REALM = "parity";
const PATHS = { token: "token", introspection: "token/introspect", revocation: "revoke", userinfo: "userinfo", logout: "logout" };
export const pathOf = (endpoint) => `/realms/${REALM}/protocol/openid-connect/${PATHS[endpoint]}`;

/** `$0.access_token` is that member of the first answer; `$0!access_token` is it with a signature that is wrong. */
const filled = (value, answers) =>
  typeof value !== "string"
    ? value
    : value.replace(/\$(\d)([.!])(\w+)/g, (_all, index, mark, member) => {
        const text = String(answers[Number(index)]?.[member]);
        return mark === "." ? text : forged(text);
      });

function forged(jwt) {
  const at = jwt.lastIndexOf(".") + 20;
  return `${jwt.slice(0, at)}${jwt[at] === "A" ? "B" : "A"}${jwt.slice(at + 1)}`;
}

const filledForm = (fields, answers) => {
  const pairs = Array.isArray(fields) ? fields : Object.entries(fields);
  return pairs.map(([name, value]) => [name, filled(value, answers)]);
};

const now = () => Math.floor(Date.now() / 1000);

/** Claims of an assertion or proof; `iat`, `exp` and `nbf` are said relative to now. */
const atOnce = (claims = {}) =>
  Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      typeof value === "number" && ["iat", "exp", "nbf"].includes(name) ? now() + value : value === null ? undefined : value,
    ]),
  );

/** @returns the bytes of a request that a case describes. */
export function toHttp(base, request, answers) {
  const { endpoint, method = "POST", by, secret = "password", bearer, dpop } = request;
  const fields = filledForm(request.form ?? {}, answers);
  const headers = { ...request.headers };
  if (by !== undefined) headers.authorization = basic(by, secret);
  if (bearer !== undefined) headers.authorization = `${request.scheme ?? "Bearer"} ${filled(bearer, answers)}`;
  if (request.assertion) {
    const { client, key: name, claims, ...more } = request.assertion;
    const jwk = name === undefined ? {} : { jwk: key(name) };
    fields.push(...Object.entries(assertion(base, REALM, client, { ...more, ...jwk, claims: atOnce(claims) })));
  }
  if (dpop) {
    const hash = dpop.of === undefined ? {} : { ath: ath(filled(dpop.of, answers)) };
    headers.dpop = dpopProof(`${base}${pathOf(endpoint)}`, method, { ...dpop, claims: { ...atOnce(dpop.claims), ...hash } });
  }
  if (method === "POST") headers["content-type"] = "application/x-www-form-urlencoded";
  return { method, path: pathOf(endpoint), headers, ...(method === "POST" && { body: form(fields) }) };
}

export async function send(base, request, answers) {
  const { text } = await exchange(base, toHttp(base, request, answers));
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const NUMBERS = new Set(["access_token_expiration_time", "age_of_refresh_token"]);

const inOrder = (words) => words.split(" ").sort().join(" ");

/** Keycloak promises no order of scopes: it differs from one import of a realm to the next. */
const plain = (name, text, base, known) =>
  name === "scope" ? inOrder(text) : NUMBERS.has(name) && /^\d+$/.test(text)
    ? "<number>"
    : text.replaceAll(base, "<base>").replace(UUID, (id) => (known.has(id) ? id : "<id>"));

/**
 * An event without what differs from one run to the next.
 *
 * @param known ids that stand in the realm file, and so are the same everywhere
 */
export function comparable(event, base, known) {
  if (!event) return null;
  const { type, clientId, userId, sessionId, ipAddress, error, details } = event;
  const kept = Object.entries(details ?? {}).map(([name, text]) => [name, plain(name, text, base, known)]);
  return {
    type,
    clientId: clientId ?? null,
    userId: userId ?? null,
    sessionId: sessionId ? "<session>" : null,
    ipAddress,
    error: error ?? null,
    details: Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

export const idsIn = (text) => new Set(text.match(UUID) ?? []);
