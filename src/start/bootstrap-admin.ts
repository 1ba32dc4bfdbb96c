import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import type { ClientRepresentation, RealmDocument, UserRepresentation } from "../domain/realm-document.ts";
import { equalSecrets } from "../protocol/client-authentication/secret-mismatch.ts";

const derive = promisify<string, Buffer, number, Buffer>(scrypt);

/** The first administrator of `master`, as Keycloak's `KC_BOOTSTRAP_ADMIN_…` name one. */
export type BootstrapAdmin =
  | { readonly username: string; readonly password: string }
  | { readonly clientId: string; readonly clientSecret: string };

/** What is kept of a generated administrator: never the password itself. */
interface KeptAdmin {
  readonly username: string;
  readonly salt: string;
  readonly hash: string;
}

/** Where a generated administrator is kept between starts. */
export interface AdminShelf {
  read(): Promise<unknown>;
  write(kept: object): void;
}

export interface AdminAccess {
  /** Set when an administrator was generated just now: the only time that the password can be told. */
  readonly generated?: { readonly username: string; readonly password: string };
  /** Keeps a generated one for the next start: once this start has come so far that its password will be told. */
  readonly keep?: () => void;
  isPassword(username: string, password: string): Promise<boolean>;
  /** `master` as requests see it: with the administrator, who is never stored there. */
  inMaster(document: RealmDocument): RealmDocument;
}

const HASH_BYTES = 32;

/** Takes the administrator that is given, else the one that was generated earlier, else generates one. */
export async function createAdminAccess(
  given: BootstrapAdmin | undefined,
  shelf: AdminShelf,
  newId: () => string,
): Promise<AdminAccess> {
  const ids = { user: newId(), client: newId(), clientUser: newId() };
  if (given && "clientId" in given)
    return { isPassword: async () => false, inMaster: (document) => withAdminClient(document, given, ids) };
  if (given)
    return {
      isPassword: async (username, password) =>
        equalSecrets(username, given.username) && equalSecrets(password, given.password),
      inMaster: (document) => withAdminUser(document, given.username, ids.user),
    };
  const kept = toKept(await shelf.read());
  if (kept)
    return {
      isPassword: (username, password) => matches(kept, username, password),
      inMaster: (document) => withAdminUser(document, kept.username, ids.user),
    };
  const generated = { username: "admin", password: randomBytes(15).toString("base64url") };
  const salt = randomBytes(16);
  const hash = await derive(generated.password, salt, HASH_BYTES);
  const fresh = { username: generated.username, salt: salt.toString("base64"), hash: hash.toString("base64") };
  return {
    generated,
    keep: () => shelf.write(fresh),
    isPassword: (username, password) => matches(fresh, username, password),
    inMaster: (document) => withAdminUser(document, generated.username, ids.user),
  };
}

/** Keycloak's own variables; a half-given pair is none. */
export function readBootstrapAdmin(env: Readonly<Record<string, string | undefined>>): BootstrapAdmin | undefined {
  const { KC_BOOTSTRAP_ADMIN_USERNAME: username, KC_BOOTSTRAP_ADMIN_PASSWORD: password } = env;
  const { KC_BOOTSTRAP_ADMIN_CLIENT_ID: clientId, KC_BOOTSTRAP_ADMIN_CLIENT_SECRET: clientSecret } = env;
  if (password) return { username: username || "temp-admin", password };
  return clientSecret ? { clientId: clientId || "temp-admin", clientSecret } : undefined;
}

async function matches(kept: KeptAdmin, username: string, password: string): Promise<boolean> {
  const expected = Buffer.from(kept.hash, "base64");
  const actual = await derive(password, Buffer.from(kept.salt, "base64"), HASH_BYTES);
  return (
    expected.length === actual.length && timingSafeEqual(expected, actual) && equalSecrets(username, kept.username)
  );
}

function toKept(json: unknown): KeptAdmin | undefined {
  if (json === null || typeof json !== "object") return undefined;
  const { username, salt, hash } = json as Partial<KeptAdmin>;
  return typeof username === "string" && typeof salt === "string" && typeof hash === "string"
    ? { username, salt, hash }
    : undefined;
}

const adminUser = (id: string, username: string, defaultRole: string | undefined): UserRepresentation => ({
  id,
  username,
  enabled: true,
  emailVerified: false,
  realmRoles: [...(defaultRole ? [defaultRole] : []), "admin"],
});

function withAdminUser(document: RealmDocument, username: string, id: string): RealmDocument {
  const others = (document.users ?? []).filter((user) => user.username !== username);
  return { ...document, users: [...others, adminUser(id, username, document.defaultRole?.name)] };
}

function withAdminClient(
  document: RealmDocument,
  { clientId, clientSecret }: { clientId: string; clientSecret: string },
  ids: { client: string; clientUser: string },
): RealmDocument {
  const client: ClientRepresentation = {
    id: ids.client,
    clientId,
    secret: clientSecret,
    enabled: true,
    publicClient: false,
    serviceAccountsEnabled: true,
    fullScopeAllowed: true,
    protocol: "openid-connect",
    defaultClientScopes: ["web-origins", "service_account", "acr", "roles", "profile", "basic", "email"],
    optionalClientScopes: [],
  };
  const user = {
    ...adminUser(ids.clientUser, `service-account-${clientId.toLowerCase()}`, document.defaultRole?.name),
    serviceAccountClientId: clientId,
  };
  return {
    ...document,
    clients: [...(document.clients ?? []).filter((each) => each.clientId !== clientId), client],
    users: [...(document.users ?? []), user],
  };
}
