import { X509Certificate } from "node:crypto";
import { KEY_PROVIDER_TYPE, type RealmDocument } from "../domain/realm-document.ts";
import { byPriority, type RealmKey, readRealmKey } from "./realm-key.ts";

/** Keycloak's KeysMetadataRepresentation. */
export interface KeysMetadata {
  /** The kid of the key in use, by algorithm. */
  readonly active: Readonly<Record<string, string>>;
  readonly keys: readonly KeyMetadata[];
}

export interface KeyMetadata {
  readonly providerId: string;
  readonly providerPriority: number;
  readonly kid: string;
  readonly status: RealmKey["status"];
  readonly type: "RSA" | "EC" | "OKP" | "OCT";
  readonly algorithm: string;
  /** DER in base64, as is the certificate. */
  readonly publicKey?: string;
  readonly certificate?: string;
  readonly use: "SIG" | "ENC";
  /** The end of the certificate, in milliseconds since 1970. */
  readonly validTo?: number;
}

/** All keys of a realm, those out of use as well, without their secrets. */
export function readKeyMetadata(document: RealmDocument): KeysMetadata {
  const providers = document.components?.[KEY_PROVIDER_TYPE] ?? [];
  const keys = providers
    .map(readRealmKey)
    .filter((key) => key !== undefined)
    .sort(byPriority);
  const active = new Map<string, string>();
  for (const { status, alg, kid } of keys) if (status === "ACTIVE" && !active.has(alg)) active.set(alg, kid);
  return { active: Object.fromEntries(active), keys: keys.map(toMetadata) };
}

function toMetadata({ providerId, priority, kid, status, kind, alg, use, ...key }: RealmKey): KeyMetadata {
  const isSecret = kind === "HMAC" || kind === "AES";
  return {
    providerId,
    providerPriority: priority,
    kid,
    status,
    type: isSecret ? "OCT" : kind,
    algorithm: alg,
    ...(!isSecret && { publicKey: key.verifyingKey.export({ type: "spki", format: "der" }).toString("base64") }),
    ...(key.certificate && { certificate: key.certificate.toString("base64") }),
    use: use === "enc" ? "ENC" : "SIG",
    ...(key.certificate && { validTo: Date.parse(new X509Certificate(key.certificate).validTo) }),
  };
}
