import type { Claims } from "../domain/json.ts";
import { KEY_PROVIDER_TYPE, type RealmDocument } from "../domain/realm-document.ts";
import { type PublicJwk, toPublicJwk } from "./json-web-key.ts";
import { type DecodedJws, decodeJws, isSignedBy, signJws } from "./jws.ts";
import { byPriority, type RealmKey, readRealmKey } from "./realm-key.ts";
import { signatureAlgorithms } from "./signature-algorithms.ts";

/** The keys of one realm: what it signs with, what it accepts, what it publishes. */
export interface RealmKeys {
  /** Whether an active key of that algorithm is there to sign with. */
  canSign(alg: string): boolean;
  /** Signs with the active key of highest priority. @throws Error when {@link canSign} is false. */
  sign(alg: string, typ: string, claims: Claims): Promise<string>;
  /** The token taken apart, when one of the realm's keys signed it; else why not. */
  verify(token: string): Promise<{ readonly decoded: DecodedJws; readonly kid: string } | { readonly problem: string }>;
  /** Public keys, for signatures and for encryption; secrets never. */
  readonly jwks: readonly PublicJwk[];
  /** The active RSA signing key as base64 SubjectPublicKeyInfo, as the realm's public page shows it. */
  readonly publicKey: string | undefined;
}

const known = new WeakMap<object, RealmKeys>();

/** The keys of a realm, read once for as long as its key providers stay as they are. */
export function keysOf(document: RealmDocument): RealmKeys {
  const providers = document.components?.[KEY_PROVIDER_TYPE] ?? NO_PROVIDERS;
  const keys = known.get(providers) ?? createRealmKeys(providers.map(readRealmKey).filter((key) => key !== undefined));
  known.set(providers, keys);
  return keys;
}

const NO_PROVIDERS: readonly never[] = [];

function createRealmKeys(unsorted: readonly RealmKey[]): RealmKeys {
  const keys = unsorted.filter(({ status }) => status !== "DISABLED").sort(byPriority);
  const signing = new Map<string, RealmKey>();
  for (const key of keys) if (signs(key) && !signing.has(key.alg)) signing.set(key.alg, key);
  const signatureKeys = keys.filter(({ use }) => use === "sig");
  const byKid = new Map(signatureKeys.map((key) => [key.kid, signatureKeys.filter(({ kid }) => kid === key.kid)]));
  const active = [...signing.values()].find(({ kind }) => kind === "RSA");
  return {
    canSign: (alg) => signing.has(alg),
    sign: (alg, typ, claims) => {
      const key = signing.get(alg);
      if (!key) throw new Error(`the realm has no active key for ${alg}`);
      return signJws(key, alg, typ, claims);
    },
    verify: (token) => verify(token, byKid),
    jwks: keys.filter(({ kind }) => kind !== "HMAC" && kind !== "AES").map(toPublicJwk),
    publicKey: active?.verifyingKey.export({ type: "spki", format: "der" }).toString("base64"),
  };
}

/** A provider takes any algorithm for its key, one that needs another kind of key as well. */
const signs = ({ use, status, alg, kind }: RealmKey): boolean =>
  use === "sig" && status === "ACTIVE" && signatureAlgorithms.get(alg)?.kind === kind;

async function verify(token: string, byKid: ReadonlyMap<string, readonly RealmKey[]>): ReturnType<RealmKeys["verify"]> {
  const decoded = decodeJws(token);
  if (!decoded) return { problem: "it is no signed JWT" };
  const { kid, alg } = decoded.header;
  const named = typeof kid === "string" ? byKid.get(kid) : undefined;
  if (!named || typeof kid !== "string") return { problem: `the realm has no key with the kid ${String(kid)}` };
  // One key may stand under several providers, each with an algorithm of its own.
  const key = named.find((each) => each.alg === alg);
  if (!key)
    return {
      problem: `its header says ${String(alg)}, but the key ${kid} is for ${named.map((each) => each.alg).join(", ")}`,
    };
  return (await isSignedBy(token, key, key.alg))
    ? { decoded, kid }
    : { problem: `its signature is not that of the key ${kid}` };
}
