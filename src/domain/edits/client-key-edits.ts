import type { ClientRepresentation, RealmDocument } from "../realm-document.ts";
import { withClientReplaced } from "./parts.ts";

/** A client's keys, as Keycloak's CertificateRepresentation names them. */
export interface GivenClientKeys {
  readonly privateKey?: string;
  readonly publicKey?: string;
  readonly certificate?: string;
  readonly kid?: string;
  readonly jwks?: string;
}

/**
 * Gives a client keys in the place of those it has under a prefix such as `jwt.credential`. A key set is kept whole, and
 * takes the place of single keys, as they do of it; clients of another protocol than OpenID Connect have no key set, and
 * keep the key that was found in it.
 */
export const withClientKeys = (document: RealmDocument, id: string, prefix: string, keys: GivenClientKeys) =>
  withClientReplaced(document, id, (client) => ({ ...client, attributes: attributesWith(client, prefix, keys) }));

function attributesWith({ attributes = {}, protocol }: ClientRepresentation, prefix: string, keys: GivenClientKeys) {
  const isOidc = protocol === "openid-connect";
  const asSet = isOidc && keys.jwks !== undefined;
  const single = asSet ? {} : keys;
  const next = new Map<string, string | undefined>([
    ...Object.entries(attributes),
    [`${prefix}.private.key`, single.privateKey],
    [`${prefix}.public.key`, single.publicKey],
    [`${prefix}.certificate`, single.certificate],
    [`${prefix}.kid`, single.kid],
  ]);
  if (isOidc) {
    next.set("use.jwks.string", asSet ? "true" : undefined);
    next.set("jwks.string", asSet ? keys.jwks : undefined);
  }
  return Object.fromEntries([...next].filter((entry): entry is [string, string] => Boolean(entry[1])));
}
