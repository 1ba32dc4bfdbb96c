import { readRealm } from "../domain/read-representation.ts";
import type { RealmDocument } from "../domain/realm-document.ts";
import type { Connection } from "./connection.ts";
import { KeycloakRefused } from "./keycloak-refused.ts";
import { readLiveClients } from "./live-clients.ts";
import { readLiveOrganizations } from "./live-organizations.ts";
import { readClientScopeMappings, toScopeMappings } from "./live-scope-mappings.ts";
import { readLiveUsers } from "./live-users.ts";
import { unseenOf } from "./unseen.ts";

export interface LiveRealm {
  /** As `kc.sh export` would write it, so far as the Admin API shows it; what is masked has Keycloak's ten stars. */
  readonly document: RealmDocument;
  /** What the Admin API does not show, in sentences. */
  readonly unseen: readonly string[];
}

export interface ReadingProgress {
  readonly part: "realm" | "clients" | "users" | "organizations";
  readonly done: number;
  /** Absent while it is not known. */
  readonly total?: number;
}

/**
 * Reads a whole realm of a live Keycloak. Rests on partial-export for the realm's settings, client scopes, components,
 * flows, identity providers, realm roles and groups. Clients are not exported but read in pages, each with its roles, service
 * account and scope mappings, 1,000 in 12 s: exported, 1,000 take Keycloak 26.7 149 s, and more than in proportion.
 *
 * @returns undefined where there is no such realm.
 * @throws KeycloakRefused
 */
export async function readLiveRealm(
  connection: Connection,
  realm: string,
  onProgress: (progress: ReadingProgress) => void = () => {},
): Promise<LiveRealm | undefined> {
  if (!(await connection.find("/{realm}", { realm }))) return undefined;
  const told = (part: ReadingProgress["part"]) => (done: number, total: number) => onProgress({ part, done, total });
  told("realm")(0, 1);
  const exported = await exportRealm(connection, realm);
  told("realm")(1, 1);
  const clients = await readLiveClients(connection, realm, (exported.groups ?? []).length > 0, told("clients"));
  const scopes = await readClientScopeMappings(connection, realm, exported.clientScopes ?? []);
  const users = await readLiveUsers(connection, realm, told("users"));
  const organizations = exported.organizationsEnabled ? await readLiveOrganizations(connection, realm) : [];
  told("organizations")(organizations.length, organizations.length);
  const ofClients = clients.map(({ client, roles }) => [client.clientId, roles] as const);
  const document: RealmDocument = {
    ...exported,
    roles: { realm: exported.roles?.realm ?? [], client: Object.fromEntries(ofClients) },
    clients: clients.map(({ client }) => client),
    users: [...clients.flatMap(({ user }) => user ?? []), ...users],
    ...toScopeMappings([...clients.map(({ scope }) => scope), ...scopes]),
    ...(organizations.length > 0 && { organizations }),
  };
  return { document, unseen: unseenOf(document, users.length) };
}

async function exportRealm(connection: Connection, realm: string): Promise<RealmDocument> {
  const names = { realm, exportGroupsAndRoles: true };
  const reading = readRealm(await connection.call("POST", "/{realm}/partial-export", names));
  if ("problem" in reading) {
    const { path, message } = reading.problem;
    throw new KeycloakRefused(
      `${connection.baseUrl}: its export of realm ${realm} cannot be read (${path.join(".")}: ${message})`,
    );
  }
  return reading.value as RealmDocument;
}
