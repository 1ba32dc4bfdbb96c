import { failed, passed, type TraceStep } from "../../domain/trace.ts";
import { ASYMMETRIC_ALGORITHMS } from "../../keys/signature-algorithms.ts";
import type { EndpointRequest } from "../endpoint.ts";
import type { Refusal } from "../oauth-error.ts";
import type { PresentedToken } from "../resource-token.ts";

const NO_STORE = { "Cache-Control": "no-store" };
const DPOP_ALGORITHMS = ASYMMETRIC_ALGORITHMS.join(" ");

/** What a refusal says in its header (RFC 6750 §3). */
export interface Challenge {
  readonly realm: string;
  readonly scheme?: PresentedToken["scheme"];
  readonly status: number;
  /** Absent where no token came: then nothing is said of an error (RFC 6750 §3.1). */
  readonly error?: string;
  readonly description: string;
  /** Those that the resource needs. */
  readonly scope?: string;
}

/** A refusal of the resource server: `WWW-Authenticate` as RFC 6750 §3 and RFC 9449 §7.1 have it, and the same as JSON. */
export function challengeWith({ realm, scheme = "Bearer", status, error, description, scope }: Challenge): Refusal {
  const said = [
    ["realm", encodeURIComponent(realm)],
    ...(error === undefined ? [] : [["error", error] as const, ["error_description", plain(description)] as const]),
    ...(scope === undefined ? [] : [["scope", plain(scope)] as const]),
    ...(scheme === "DPoP" ? [["algs", DPOP_ALGORITHMS] as const] : []),
  ];
  const parameters = said.map(([name, value]) => `${name}="${value}"`).join(", ");
  return {
    status,
    error: error ?? "unauthorized",
    description,
    headers: { ...NO_STORE, "WWW-Authenticate": `${scheme} ${parameters}` },
    ...(error === undefined && { body: { message: description } }),
  };
}

const LONGEST = 400;

/** Printable ASCII without the quotation mark and the backslash, as error_description and scope allow (RFC 6750 §3). */
const plain = (text: string): string => text.slice(0, LONGEST).replace(/[^\x20-\x7e]|["\\]/g, "?");

/** The one token of a request, or why there is none. */
export type ReadToken =
  | { readonly token: PresentedToken; readonly step: TraceStep }
  | { readonly token?: undefined; readonly step: TraceStep; readonly challenge: Omit<Challenge, "realm"> };

const HERE = "an access token is there";
const ONCE = "the access token comes once";

/**
 * Reads the access token from the header or the form (RFC 6750 §2.1, §2.2). One in the address, which ends up in logs, is not
 * taken (§2.3).
 *
 * @param authorization each Authorization header as it came
 * @param query of the address, without the question mark
 */
export function readBearer(
  { form }: Pick<EndpointRequest, "form">,
  authorization: readonly string[],
  query: string,
): ReadToken {
  const inForm = form.all("access_token").filter(Boolean);
  const inQuery = new URLSearchParams(query).getAll("access_token");
  const ways = authorization.filter(isToken).length + inForm.length + inQuery.length;
  if (ways > 1 || authorization.length > 1)
    return badRequest(
      ONCE,
      "The request holds more than one access token",
      `${Math.max(ways, authorization.length)} of them`,
    );
  if (inQuery.length > 0)
    return badRequest(
      HERE,
      "An access token in the address is not taken: send it in the Authorization header",
      "one in the address",
    );
  const [header] = authorization;
  if (header !== undefined && isToken(header)) return readHeader(header);
  const [text] = inForm;
  if (text !== undefined) return found({ text, scheme: "Bearer" }, "in the form");
  return {
    step: failed(HERE, {
      expected: "Authorization: Bearer …",
      actual: header === undefined ? "no token" : `Authorization: ${header.split(" ", 1)[0]?.slice(0, 40)} …`,
    }),
    challenge: { status: 401, description: "Send an access token: Authorization: Bearer …" },
  };
}

const isToken = (header: string): boolean => /^(bearer|dpop)( |$)/i.test(header);

function readHeader(header: string): ReadToken {
  const [, scheme = "", text] = /^(bearer|dpop) +([\w\-.~+/]+=*)$/i.exec(header) ?? [];
  if (text === undefined)
    return badRequest(
      HERE,
      "The Authorization header holds no token that can be read",
      "characters that no token has, or none",
    );
  return found(
    { text, scheme: /^dpop$/i.test(scheme) ? "DPoP" : "Bearer" },
    `as ${scheme}, in the Authorization header`,
  );
}

const found = (token: PresentedToken, actual: string): ReadToken => ({ token, step: passed(HERE, { actual }) });

const badRequest = (rule: string, description: string, actual: string): ReadToken => ({
  step: failed(rule, { expected: "one Authorization: Bearer header", actual }),
  challenge: { status: 400, error: "invalid_request", description },
});
