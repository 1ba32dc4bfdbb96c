import type { PartOwner } from "../domain/comparison/part.ts";
import type { RoleName } from "../domain/promotion/role-names.ts";
import type { RoleRepresentation } from "../domain/realm-document.ts";
import type { Connection } from "./connection.ts";
import { KeycloakRefused } from "./keycloak-refused.ts";
import { pagesOf } from "./pages.ts";

/** A role as mappings and composites name it. */
export interface LiveRole extends RoleRepresentation {
  readonly id: string;
}

interface Identified {
  readonly id: string;
  readonly name: string;
}

/** A path with the names that stand in it. */
export interface LivePlace {
  readonly path: string;
  readonly names: { readonly realm: string; readonly id: string };
}

/** The ids that things of a live realm have there, looked up by name and remembered; steps at the same time share a look-up. */
export class LiveNames {
  readonly #connection: Connection;
  readonly #realm: string;
  readonly #clients = new Map<string, string>();
  readonly #roles = new Map<string | undefined, Promise<ReadonlyMap<string, LiveRole>>>();
  #scopes: Promise<ReadonlyMap<string, string>> | undefined;

  constructor(connection: Connection, realm: string) {
    this.#connection = connection;
    this.#realm = realm;
  }

  async clientIdOf(clientId: string): Promise<string> {
    const known = this.#clients.get(clientId);
    if (known !== undefined) return known;
    const names = { realm: this.#realm, clientId };
    const [found] = (await this.#connection.find<readonly Identified[]>("/{realm}/clients", names)) ?? [];
    if (!found) throw this.#missing(`client ${clientId}`);
    this.#clients.set(clientId, found.id);
    return found.id;
  }

  learnClient(clientId: string, id: string): void {
    this.#clients.set(clientId, id);
  }

  async scopeIdOf(name: string): Promise<string> {
    const id = await this.findScope(name);
    if (id === undefined) throw this.#missing(`client scope ${name}`);
    return id;
  }

  /** Undefined where there is no such client scope. */
  async findScope(name: string): Promise<string | undefined> {
    this.#scopes ??= this.#listScopes();
    return (await this.#scopes).get(name);
  }

  async #listScopes(): Promise<ReadonlyMap<string, string>> {
    const names = { realm: this.#realm };
    const listed = await this.#connection.call<readonly Identified[]>("GET", "/{realm}/client-scopes", names);
    return new Map(listed.map(({ name, id }) => [name, id]));
  }

  /** A client scope was made: the next look-up asks anew. */
  forgetScopes(): void {
    this.#scopes = undefined;
  }

  async roleOf(role: RoleName): Promise<LiveRole> {
    const found = await this.findRole(role);
    if (found) return found;
    throw this.#missing(role.client === undefined ? `role ${role.name}` : `role ${role.name} of client ${role.client}`);
  }

  /** Undefined where there is no such role. */
  async findRole({ name, client }: RoleName): Promise<LiveRole | undefined> {
    const known = this.#roles.get(client) ?? this.#rolesOf(client);
    this.#roles.set(client, known);
    return (await known).get(name);
  }

  async #rolesOf(client: string | undefined): Promise<ReadonlyMap<string, LiveRole>> {
    const realm = this.#realm;
    const path = client === undefined ? "/{realm}/roles" : "/{realm}/clients/{id}/roles";
    const names = client === undefined ? { realm } : { realm, id: await this.clientIdOf(client) };
    const found = new Map<string, LiveRole>();
    for await (const page of pagesOf<LiveRole>(this.#connection, path, names))
      for (const role of page) found.set(role.name, role);
    return found;
  }

  /** A role was made or deleted: the next look-up among those of its owner asks anew. */
  forgetRoles({ client }: RoleName): void {
    this.#roles.delete(client);
  }

  /** Where the mappers and scope mappings of a client or client scope are. */
  async placeOf(owner: PartOwner): Promise<LivePlace> {
    const realm = this.#realm;
    return "client" in owner
      ? { path: "/{realm}/clients/{id}", names: { realm, id: await this.clientIdOf(owner.client) } }
      : { path: "/{realm}/client-scopes/{id}", names: { realm, id: await this.scopeIdOf(owner.clientScope) } };
  }

  async mapperIdOf(owner: PartOwner, name: string): Promise<string> {
    const { path, names } = await this.placeOf(owner);
    const mappers = await this.#connection.call<readonly Identified[]>("GET", `${path}/protocol-mappers/models`, names);
    const found = mappers.find((mapper) => mapper.name === name);
    if (!found) throw this.#missing(`mapper ${name} there`);
    return found.id;
  }

  /** The id of the service account's user; Keycloak makes one where there is none. */
  async serviceAccountOf(clientId: string): Promise<string> {
    const names = { realm: this.#realm, id: await this.clientIdOf(clientId) };
    return (await this.#connection.call<Identified>("GET", "/{realm}/clients/{id}/service-account-user", names)).id;
  }

  async groupIdOf(path: string): Promise<string> {
    const place = path.split("/").filter(Boolean).map(encodeURIComponent).join("/");
    const found = await this.#connection.find<Identified>(`/{realm}/group-by-path/${place}`, { realm: this.#realm });
    if (!found) throw this.#missing(`group ${path}`);
    return found.id;
  }

  #missing(what: string): KeycloakRefused {
    return new KeycloakRefused(`${this.#connection.baseUrl}: realm ${this.#realm} has no ${what}`, 404);
  }
}
