import { createPrivateKey, type KeyObject } from "node:crypto";

/** DER out of base64, with or without PEM armour. */
export const derOf = (text: string): Buffer => Buffer.from(text.replace(/-----[^-]+-----/g, ""), "base64");

/**
 * Keycloak stores the DER in base64, with or without PEM armour; PKCS#1 and SEC 1 for keys it made, PKCS#8 for some it was
 * given.
 *
 * @throws Error when it is none of them.
 */
export function readPrivateKey(text: string): KeyObject {
  const key = derOf(text);
  for (const type of ["pkcs1", "pkcs8", "sec1"] as const) {
    try {
      return createPrivateKey({ key, format: "der", type });
    } catch {
      // it may be one of the other forms
    }
  }
  throw new Error("this is no private key");
}
