import { z } from "zod";
import type { SavedChange } from "./edits.ts";
import { answers, endpoint } from "./endpoint.ts";
import type { FormProperty } from "./mappers.ts";
import { name } from "./texts.ts";

/** A kind of key provider: `rsa-generated`, `java-keystore` … */
export interface KeyProviderType {
  readonly id: string;
  readonly helpText: string;
  readonly properties: readonly FormProperty[];
}

export const listKeyProviderTypes = endpoint(
  "GET",
  "/workbench/key-provider-types",
  z.strictObject({}),
  answers<{ readonly types: readonly KeyProviderType[] }>(),
);

/** A key provider of a realm and its key; never the private half. */
export interface KeyProvider {
  readonly id: string;
  readonly name: string;
  readonly providerId: string;
  readonly priority: number;
  /** Active keys sign and verify, passive ones only verify, disabled ones do nothing. `none`: it gives no key. */
  readonly status: "active" | "passive" | "disabled" | "none";
  readonly key: RealmKeySummary | null;
  /** What each change would do to tokens in flight, a line each; empty: nothing. */
  readonly if: {
    readonly removed: readonly string[];
    readonly disabled: readonly string[];
    readonly passive: readonly string[];
  };
  /** Its configuration without secrets. */
  readonly config: Readonly<Record<string, string>>;
}

export interface RealmKeySummary {
  readonly kid: string;
  readonly algorithm: string;
  readonly type: "RSA" | "EC" | "OKP" | "OCT";
  readonly use: "sig" | "enc";
  /** Tokens of its algorithm are signed with it now. */
  readonly signs: boolean;
  /** Access tokens that it has signed and that have not expired, as far back as calls are kept. */
  readonly tokensInFlight: number;
  /** PEM; null for a secret. */
  readonly publicKey: string | null;
  readonly certificate: string | null;
  /** The end of its certificate, in epoch seconds. */
  readonly validToSeconds: number | null;
}

/** A change of a realm's keys, and what it does to tokens, a line each: "Tokens signed with kid … no longer verify". */
export interface KeyChange extends SavedChange {
  readonly effects: readonly string[];
  readonly provider: string;
}

const config = z.record(z.string().min(1).max(255), z.string().max(1_000_000));

/** Generates a key (`rsa-generated` …), or takes one in (`rsa`: PEM; `java-keystore`), by the provider's configuration. */
export const addKeyProvider = endpoint(
  "POST",
  "/workbench/realms/:realm/keys",
  z.strictObject({
    realm: z.string(),
    providerId: z.string().min(1).max(255),
    name: name("Name"),
    config,
  }),
  answers<KeyChange>(),
);

/** Changes a key provider: what is not said stays, `null` takes a value away. Another size or curve makes a new key. */
export const updateKeyProvider = endpoint(
  "POST",
  "/workbench/realms/:realm/keys/:provider",
  z.strictObject({
    realm: z.string(),
    provider: z.string().min(1),
    name: name("Name").exactOptional(),
    config: z.record(z.string().min(1).max(255), z.string().max(1_000_000).nullable()).exactOptional(),
  }),
  answers<KeyChange>(),
);

export const removeKeyProvider = endpoint(
  "POST",
  "/workbench/realms/:realm/keys/:provider/remove",
  z.strictObject({ realm: z.string(), provider: z.string().min(1) }),
  answers<KeyChange>(),
);
