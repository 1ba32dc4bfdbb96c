import { z } from "zod";
import type { RealmSettings } from "../domain/edit.ts";
import { answers, endpoint } from "./endpoint.ts";
import type { KeyProvider } from "./keys.ts";
import type { RoleSummary } from "./realms.ts";

/** All that Realm settings shows, in one read. */
export interface RealmSettingsPage {
  readonly revision: number;
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  /** `master` keeps its name and stays. */
  readonly isMaster: boolean;
  /** Every setting that the edit `updateRealm` changes, with Keycloak's default where the realm says none. */
  readonly settings: Required<Omit<RealmSettings, "attributes">> & {
    readonly attributes: Readonly<Record<string, string>>;
  };
  /** What `enabledEventTypes` may name, and what is kept where it names none. */
  readonly eventTypes: { readonly known: readonly string[]; readonly keptByDefault: readonly string[] };
  /** What clients get that are made from now on; ids of client scopes. */
  readonly defaultClientScopes: readonly string[];
  readonly optionalClientScopes: readonly string[];
  /** Those for OpenID Connect. */
  readonly clientScopes: readonly { readonly id: string; readonly name: string; readonly description: string }[];
  /** The composite role that every user and service account gets which is made from now on; null: the realm has none. */
  readonly defaultRole: string | null;
  /** All roles of the realm. */
  readonly roles: readonly RoleSummary[];
  /** In the order in which they are asked for a key. */
  readonly keyProviders: readonly KeyProvider[];
  /** The kid that signs now, by algorithm. */
  readonly signingKids: Readonly<Record<string, string>>;
  /** What goes when the realm goes. */
  readonly holds: {
    readonly clients: number;
    readonly clientScopes: number;
    readonly roles: number;
    readonly users: number;
    readonly sessions: number;
  };
}

export const readRealmSettings = endpoint(
  "GET",
  "/workbench/realms/:realm/settings",
  z.strictObject({ realm: z.string() }),
  answers<RealmSettingsPage>(),
);
