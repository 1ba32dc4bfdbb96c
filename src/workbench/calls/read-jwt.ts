import type { Discovery } from "../../contract/calls.ts";
import type { SignatureReading, TokenReading } from "../../contract/token-readings.ts";
import type { Trust } from "../../contract/trust.ts";
import type { Claims } from "../../domain/json.ts";
import { readClaims, readHeader } from "../../domain/token-reading/read-members.ts";
import { checkAsResource } from "../../domain/token-reading/resource-checks.ts";
import { decodeJws } from "../../keys/jws.ts";
import { type CallContext, realmIn } from "./call-context.ts";
import { fetchObject, readDiscovery } from "./discovery.ts";
import { verifySignature } from "./verify-signature.ts";
import { NotSent } from "./wire.ts";

/** What whoever reads a token says about it. */
export interface ReadingWish {
  /** The issuer it should be of, which is asked; absent: the one it names itself, where that may be asked. */
  readonly issuer?: string | undefined;
  readonly audience?: string | undefined;
  readonly trust?: Trust | undefined;
  /** The one it names itself may be asked. */
  readonly ask?: boolean | undefined;
  /** Speak to nobody. */
  readonly offline?: boolean | undefined;
  /** Read already. */
  readonly discovery?: Discovery | undefined;
}

/** Why a text is no token that can be read. */
export class NotReadable extends Error {
  override readonly name = "NotReadable";
}

/** Takes a token apart, judges its signature and makes the checks of a resource server. @throws NotReadable */
export async function readJwt(ctx: CallContext, kind: string, text: string, wish: ReadingWish): Promise<TokenReading> {
  const { jwt, header, claims } = takeApart(text);
  const nowSeconds = ctx.nowSeconds();
  const signature = await judge(ctx, jwt, header, claims, wish);
  const { issuer, audience } = wish;
  return {
    kind,
    jwt,
    header,
    claims,
    headerMembers: readHeader(header),
    claimMembers: readClaims(claims, nowSeconds),
    signature,
    checks: [signatureCheck(signature), ...checkAsResource(header, claims, { nowSeconds, issuer, audience })],
  };
}

/** Header and claims of a token as it was pasted, with Bearer or line breaks about it. @throws NotReadable saying why */
export function takeApart(text: string): { readonly jwt: string; readonly header: Claims; readonly claims: Claims } {
  const jwt = text.trim().replace(/^bearer\s+/i, "");
  const decoded = decodeJws(jwt);
  if (!decoded) throw new NotReadable(whyUnreadable(jwt));
  return { jwt, header: decoded.header as Claims, claims: decoded.claims as Claims };
}

const OUTCOMES = { valid: "passed", invalid: "failed", unverified: "noted" } as const;

const signatureCheck = ({ verdict, algorithm, kid, reason }: SignatureReading): TokenReading["checks"][number] => ({
  check: "signature",
  outcome: OUTCOMES[verdict],
  expected: "a signature by a key of the issuer's JWKS",
  actual: kid === null ? algorithm : `${algorithm}, kid ${kid}`,
  meaning: reason,
});

/** What a text is that has not the form of a signed JWT (RFC 7515 §7.1). */
function whyUnreadable(text: string): string {
  const parts = text.split(".");
  if (parts.length === 5) return "This token is encrypted (JWE, RFC 7516): only whom it is meant for can read it";
  if (parts.length !== 3)
    return `This is no JWT: it has ${parts.length} part${parts.length === 1 ? "" : "s"} instead of 3. An opaque token says nothing by itself: ask its issuer (introspection, RFC 7662)`;
  const broken = parts.slice(0, 2).findIndex((part) => !isJson(part));
  const name = broken === 0 ? "header" : "second part, the claims,";
  return `This is no JWT that can be read: its ${name} is no JSON object in base64url. It may have been cut short when it was copied`;
}

function isJson(part: string): boolean {
  try {
    JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return true;
  } catch {
    return false;
  }
}

async function judge(
  ctx: CallContext,
  jwt: string,
  header: Claims,
  claims: Claims,
  wish: ReadingWish,
): Promise<SignatureReading> {
  const issuer = wish.issuer ?? (typeof claims["iss"] === "string" ? claims["iss"] : undefined);
  const own = issuer === undefined ? undefined : await ctx.own?.verify(realmIn(issuer) ?? "", jwt);
  if (own) return own;
  let unasked: string | undefined;
  const reading = await verifySignature(jwt, header, () => {
    unasked = findUnasked(ctx, issuer, wish);
    if (unasked === undefined) return findJwks(issuer, wish);
    return `Nobody was asked for keys: that ${unasked} has them only the token itself says, and anybody can write one`;
  });
  return unasked === undefined ? reading : { ...reading, unasked };
}

/** The origin that would be asked for keys on the word of the token alone. */
function findUnasked({ asked }: CallContext, issuer: string | undefined, wish: ReadingWish): string | undefined {
  if (wish.ask || wish.offline || wish.discovery || wish.issuer !== undefined) return undefined;
  if (issuer === undefined || !URL.canParse(issuer) || !/^https?:/.test(issuer)) return undefined;
  const url = new URL(issuer);
  return asked?.has(url) ? undefined : url.origin;
}

/** The keys of the issuer, or in words why there are none. Nothing in the token but `iss` says where they are. */
async function findJwks(
  issuer: string | undefined,
  { trust, offline, discovery }: ReadingWish,
): Promise<Claims | string> {
  if (offline === true) return "Nobody was asked for keys";
  if (issuer === undefined) return "It does not say who issued it, so nobody can be asked for keys";
  if (!URL.canParse(issuer) || !/^https?:/.test(issuer))
    return `Its issuer ${issuer} is no address of http or https, so nobody can be asked for keys`;
  try {
    const { jwksUrl } = discovery ?? (await readDiscovery(issuer, trust));
    return jwksUrl === null ? "The issuer's discovery document names no jwks_uri" : await fetchObject(jwksUrl, trust);
  } catch (error) {
    if (error instanceof NotSent) return `The issuer's keys could not be read: ${error.message}`;
    throw error;
  }
}
