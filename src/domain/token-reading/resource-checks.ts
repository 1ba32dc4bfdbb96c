import type { Claims, JsonValue } from "../json.ts";
import { durationInWords, timeInWords } from "./time-words.ts";

interface Check {
  readonly check: "typ" | "iss" | "aud" | "exp" | "nbf" | "iat" | "azp";
  readonly outcome: "passed" | "failed" | "noted";
  readonly expected: string;
  readonly actual: string;
  readonly meaning: string;
}

/** What the resource server knows before a token comes. */
export interface ResourceFacts {
  readonly nowSeconds: number;
  /** The issuer it trusts; undefined: it takes the token's own word, which is then only noted. */
  readonly issuer?: string | undefined;
  /** Its own name; undefined: the audience is only noted. */
  readonly audience?: string | undefined;
}

/** The checks that a resource server makes beside the signature (RFC 9068 §4, RFC 7519 §4.1), one by one. */
export function checkAsResource(header: Claims, claims: Claims, facts: ResourceFacts): Check[] {
  return [
    checkType(header, claims),
    checkIssuer(claims, facts),
    checkAudience(claims, facts),
    checkExpiry(claims, facts.nowSeconds),
    checkNotBefore(claims, facts.nowSeconds),
    checkIssuedAt(claims, facts.nowSeconds),
    checkParty(claims),
  ];
}

const shown = (value: JsonValue | undefined): string =>
  value === undefined ? "none" : typeof value === "string" ? value : String(JSON.stringify(value));

const textOf = (value: JsonValue | undefined): string | undefined => (typeof value === "string" ? value : undefined);

/** Where servers say what a token is for: the header's `typ`, Keycloak's claim of that name, Cognito's `token_use`. */
function checkType(header: Claims, claims: Claims): Check {
  const inHeader = textOf(header["typ"])?.toLowerCase().replace("application/", "");
  const inClaims = textOf(claims["typ"]) ?? textOf(claims["token_use"]);
  const actual = [inHeader, inClaims].filter((each) => each !== undefined).join(", ") || "none";
  const expected = "an access token: at+jwt, or a claim that says Bearer";
  const base = { check: "typ" as const, expected, actual };
  if (inHeader?.endsWith("+jwt") && inHeader !== "at+jwt")
    return { ...base, outcome: "failed", meaning: `It is no access token but says ${inHeader} (RFC 8725 §3.11)` };
  if (inHeader === "at+jwt" || (inClaims !== undefined && /^(bearer|dpop|access)$/i.test(inClaims)))
    return { ...base, outcome: "passed", meaning: "It says that it is an access token" };
  if (inClaims !== undefined && /^(refresh|offline|id|logout)$/i.test(inClaims))
    return { ...base, outcome: "failed", meaning: `It is no access token but says ${inClaims}: send access_token` };
  if (claims["nonce"] !== undefined || claims["at_hash"] !== undefined)
    return { ...base, outcome: "failed", meaning: "It looks like an ID token, which is for the client alone" };
  return { ...base, outcome: "noted", meaning: "It does not say what it is for; many servers leave it so" };
}

function checkIssuer(claims: Claims, { issuer }: ResourceFacts): Check {
  const actual = shown(claims["iss"]);
  const base = { check: "iss" as const, expected: issuer ?? "the issuer the resource server trusts", actual };
  if (textOf(claims["iss"]) === undefined)
    return { ...base, outcome: "failed", meaning: "It does not say who issued it" };
  if (issuer === undefined) return { ...base, outcome: "noted", meaning: "No issuer was given to compare with" };
  if (issuer === actual)
    return { ...base, outcome: "passed", meaning: "The issuer is the trusted one, letter by letter" };
  const almost = issuer.replace(/\/$/, "").toLowerCase() === actual.replace(/\/$/, "").toLowerCase();
  const meaning = almost
    ? "They differ by a closing slash or by case, and are compared letter by letter"
    : "Another issuer signed it. A server reached by two names has two issuers: use one name everywhere";
  return { ...base, outcome: "failed", meaning };
}

function checkAudience(claims: Claims, { audience }: ResourceFacts): Check {
  const { aud } = claims;
  const named = (Array.isArray(aud) ? aud : aud === undefined ? [] : [aud]).map(String);
  const actual = named.join(", ") || "none";
  const base = { check: "aud" as const, expected: audience ?? "the resource server's own name", actual };
  if (audience === undefined) {
    const meaning =
      named.length === 0 ? "It names nobody who should accept it" : "No audience was given to compare with";
    return { ...base, outcome: "noted", meaning };
  }
  return named.includes(audience)
    ? { ...base, outcome: "passed", meaning: "The resource server is one of those who should accept it" }
    : { ...base, outcome: "failed", meaning: `It is not meant for ${audience}: the issuer has to name it in aud` };
}

function checkExpiry({ exp, iat }: Claims, nowSeconds: number): Check {
  const base = { check: "exp" as const, expected: "a time to come" };
  if (typeof exp !== "number")
    return { ...base, outcome: "failed", actual: shown(exp), meaning: "It does not say when it ends" };
  const lived = typeof iat === "number" ? ` It was issued for ${durationInWords(exp - iat)}.` : "";
  const actual = timeInWords(exp, nowSeconds);
  return exp > nowSeconds
    ? { ...base, outcome: "passed", actual, meaning: `It is still good.${lived}` }
    : { ...base, outcome: "failed", actual, meaning: `It has expired: ask for a new one.${lived}` };
}

function checkNotBefore({ nbf }: Claims, nowSeconds: number): Check {
  const base = { check: "nbf" as const, expected: "a time that has come, or none" };
  if (nbf === undefined) return { ...base, outcome: "passed", actual: "none", meaning: "It is good from the start" };
  if (typeof nbf !== "number") return { ...base, outcome: "failed", actual: shown(nbf), meaning: "This is no time" };
  const actual = timeInWords(nbf, nowSeconds);
  return nbf <= nowSeconds
    ? { ...base, outcome: "passed", actual, meaning: "It is good already" }
    : { ...base, outcome: "failed", actual, meaning: "It is not good yet: look at both clocks" };
}

function checkIssuedAt({ iat }: Claims, nowSeconds: number): Check {
  const base = { check: "iat" as const, expected: "a time that has come" };
  if (typeof iat !== "number")
    return { ...base, outcome: "noted", actual: shown(iat), meaning: "It does not say when it was issued" };
  const actual = timeInWords(iat, nowSeconds);
  return iat <= nowSeconds
    ? { ...base, outcome: "passed", actual, meaning: "It was issued before now" }
    : {
        ...base,
        outcome: "failed",
        actual,
        meaning: "It comes from the future: the issuer's clock is ahead of this one",
      };
}

/** By whichever name the issuer gives the client. */
function checkParty(claims: Claims): Check {
  const name = ["azp", "client_id", "cid", "appid"].find((each) => claims[each] !== undefined);
  const base = { check: "azp" as const, expected: "the client it was issued to" };
  return name === undefined
    ? { ...base, outcome: "noted", actual: "none", meaning: "It does not say which client it was issued to" }
    : { ...base, outcome: "passed", actual: shown(claims[name]), meaning: `${name} names the client it was issued to` };
}
