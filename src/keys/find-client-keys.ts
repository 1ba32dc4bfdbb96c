import type { CompiledClient } from "../domain/compiled-client.ts";
import { type ClientKey, readCertificateKey, readJwkSet, readStoredPublicKey } from "./client-keys.ts";
import { NO_KEYS_WORDS, NO_URL_WORDS, toLoadingWords } from "./loading-words.ts";

/** The keys, or why there are none; `words` are Keycloak's for keys that it could not load, other than having none. */
export type FoundKeys = readonly ClientKey[] | { readonly problem: string; readonly words?: string };

export interface ClientKeyWorld {
  nowSeconds(): number;
  /** Asked each time, since what was approved changes. @throws Error that says why nothing may be fetched there */
  checkAddress(url: string): void;
  /** The JSON at a URL of a realm document. @throws Error that says why it was not fetched */
  fetchJson(url: string): Promise<unknown>;
}

/** What was fetched from a URL, and when. */
interface Fetched {
  readonly atSeconds: number;
  readonly keys: Promise<FoundKeys>;
}

/** A set is fetched anew when a key is missing in it, but not more often than this (Keycloak's default). */
const SECONDS_BETWEEN = 10;
/** And at least once a day. */
const SECONDS_KEPT = 24 * 60 * 60;
const URLS_KEPT = 1000;

/**
 * Finds the keys with which a client may sign its assertions (reference §3.2): from its JWKS URL, from the JWK set written
 * into it, or from its certificate or public key. What stands in the client itself is read once.
 */
export function createClientKeyFinder(world: ClientKeyWorld) {
  const fetched = new Map<string, Fetched>();
  const stored = new WeakMap<CompiledClient, FoundKeys>();

  const fetchKeys = (url: string): Promise<FoundKeys> => {
    const keys = world.fetchJson(url).then(
      (json) => orProblem(() => readJwkSet(json, true), `the JWK set at ${url}`, NO_KEYS_WORDS),
      (error: unknown) => notLoaded(url, error),
    );
    if (fetched.size >= URLS_KEPT) fetched.clear();
    fetched.set(url, { atSeconds: world.nowSeconds(), keys });
    return keys;
  };

  const keysAt = async (url: string, kid: string | undefined): Promise<FoundKeys> => {
    try {
      world.checkAddress(url);
    } catch (error) {
      return notLoaded(url, error);
    }
    const known = fetched.get(url);
    const age = known ? Math.abs(world.nowSeconds() - known.atSeconds) : Number.POSITIVE_INFINITY;
    if (!known || age >= SECONDS_KEPT) return fetchKeys(url);
    const keys = await known.keys;
    const missing = !("length" in keys) || (kid !== undefined && !keys.some((key) => key.kid === kid));
    return missing && age >= SECONDS_BETWEEN ? fetchKeys(url) : keys;
  };

  return (client: CompiledClient, kid: string | undefined): Promise<FoundKeys> => {
    if (client.attribute("use.jwks.url") === "true") {
      const url = absoluteUrl(client);
      return url === undefined
        ? Promise.resolve({ problem: "no JWKS URL is set", words: NO_URL_WORDS })
        : keysAt(url, kid);
    }
    const keys = stored.get(client) ?? readStoredKeys(client);
    stored.set(client, keys);
    return Promise.resolve(keys);
  };
}

/** A relative JWKS URL is below the client's root URL. */
function absoluteUrl(client: CompiledClient): string | undefined {
  const url = client.attribute("jwks.url");
  return url === undefined || /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `${client.representation.rootUrl ?? ""}${url}`;
}

function readStoredKeys(client: CompiledClient): FoundKeys {
  if (client.attribute("use.jwks.string") === "true") {
    const text = client.attribute("jwks.string");
    return text === undefined
      ? { problem: "no JWK set is set" }
      : orProblem(() => readJwkSet(JSON.parse(text), false), "the client's JWK set");
  }
  const kid = client.attribute("jwt.credential.kid");
  const certificate = client.attribute("jwt.credential.certificate");
  const publicKey = client.attribute("jwt.credential.public.key");
  if (certificate !== undefined && publicKey !== undefined)
    return { problem: "both a certificate and a public key are set: only one of them may be" };
  if (certificate !== undefined) return orProblem(() => [readCertificateKey(certificate, kid)], "the certificate");
  if (publicKey !== undefined) return orProblem(() => [readStoredPublicKey(publicKey, kid)], "the public key");
  return { problem: "the client has no JWKS URL, no JWK set, no certificate and no public key" };
}

function orProblem(read: () => readonly ClientKey[], what: string, words?: string): FoundKeys {
  try {
    return read();
  } catch (error) {
    return { problem: `${what} cannot be read: ${messageOf(error)}`, ...(words !== undefined && { words }) };
  }
}

const notLoaded = (url: string, error: unknown): FoundKeys => ({
  problem: `${url}: ${messageOf(error)}`,
  words: toLoadingWords(url, messageOf(error)),
});

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
