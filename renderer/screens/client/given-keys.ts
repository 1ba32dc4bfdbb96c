import type { InputOf, importClientKeys } from "../../../src/contract/index.ts";

type GivenKeys = InputOf<typeof importClientKeys>["given"];

/** Tells by its beginning what was pasted: a JWK set, a public key, or else a certificate, bare or in PEM. */
export function toGivenKeys(text: string): GivenKeys {
  const trimmed = text.trim();
  if (trimmed.startsWith("{")) return { jwks: asSet(trimmed) };
  if (/-----BEGIN (RSA )?PUBLIC KEY-----/.test(trimmed)) return { publicKey: trimmed };
  return { certificate: trimmed };
}

/** A single key is a set of one. */
function asSet(text: string): string {
  try {
    const given = JSON.parse(text) as { readonly keys?: unknown; readonly kty?: unknown };
    return given.keys === undefined && given.kty !== undefined ? JSON.stringify({ keys: [given] }) : text;
  } catch {
    return text; // the server says what is wrong with it
  }
}
