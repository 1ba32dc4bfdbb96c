import { randomUUID } from "node:crypto";
import { newRealmTemplate } from "../../src/domain/new-realm.ts";
import type {
  ClientRepresentation,
  ClientScopeRepresentation,
  ProtocolMapperRepresentation,
  RealmDocument,
  RoleRepresentation,
  UserRepresentation,
} from "../../src/domain/realm-document.ts";
import { completed } from "../../src/start/realm-keeper.ts";

/** Ids are a server's own the world over: each realm made here has others. */
const facts = () => ({
  newId: randomUUID,
  newSecret: (length: number) => randomUUID().repeat(3).replaceAll("-", "").slice(0, length),
  nowSeconds: Math.floor(Date.now() / 1000),
});

const claim = (name: string, value: string): ProtocolMapperRepresentation => ({
  id: randomUUID(),
  name,
  protocol: "openid-connect",
  protocolMapper: "oidc-hardcoded-claim-mapper",
  consentRequired: false,
  config: {
    "claim.name": name,
    "claim.value": value,
    "access.token.claim": "true",
    "introspection.token.claim": "true",
    "jsonType.label": "String",
  },
});

const scope = (name: string): ClientScopeRepresentation => ({
  id: randomUUID(),
  name,
  protocol: "openid-connect",
  attributes: { "include.in.token.scope": "true", "display.on.consent.screen": "false" },
  protocolMappers: [claim(`${name} claim`, "1")],
});

const service = (clientId: string): Omit<ClientRepresentation, "id"> => ({
  clientId,
  secret: `secret of ${clientId}`,
  enabled: true,
  protocol: "openid-connect",
  publicClient: false,
  standardFlowEnabled: false,
  directAccessGrantsEnabled: false,
  serviceAccountsEnabled: true,
  fullScopeAllowed: false,
});

const account = (clientId: string, roles: Partial<UserRepresentation>): UserRepresentation => ({
  username: `service-account-${clientId}`,
  enabled: true,
  serviceAccountClientId: clientId,
  ...roles,
});

/** A realm with one of everything that a push brings in line; the clients `orders` and `billing` are its own. */
export async function aRealmToPromote(realm: string): Promise<RealmDocument> {
  const { clientScopes = [], ...lists } = newRealmTemplate(realm);
  const given = {
    realm,
    enabled: true,
    displayName: "Before",
    attributes: { "shown.to": "nobody" },
    roles: {
      realm: [
        { name: "reader", description: "May read", attributes: { level: ["1"] } },
        { name: "writer" },
        { name: "editor", composite: true, composites: { realm: ["reader"], client: { orders: ["view"] } } },
        { name: "leaving" },
      ],
      client: { orders: [{ name: "view" }, { name: "a/b c%" }, { name: "idle" }], billing: [{ name: "pay" }] },
    },
    clients: [{ ...service("orders"), protocolMappers: [claim("one", "1"), claim("two", "2")] }, service("billing")],
    clientScopes: [...clientScopes, scope("audit"), scope("spare")],
    defaultDefaultClientScopes: lists.defaultDefaultClientScopes,
    defaultOptionalClientScopes: lists.defaultOptionalClientScopes,
    groups: [{ name: "staff", realmRoles: ["writer"] }],
    users: [
      account("orders", { realmRoles: ["reader"], clientRoles: { billing: ["pay"] }, attributes: { team: ["blue"] } }),
      account("billing", { realmRoles: ["editor"], groups: ["/staff"] }),
    ],
    scopeMappings: [
      { client: "orders", roles: ["reader"] },
      { clientScope: "audit", roles: ["editor"] },
    ],
    clientScopeMappings: { billing: [{ client: "orders", roles: ["pay"] }] },
  };
  const components = await sameComponents();
  return completed({ ...given, components } as unknown as Parameters<typeof completed>[0], facts());
}

let first: Promise<RealmDocument> | undefined;

/** Those of the first realm, whose keys take a second to make; without the ids, which are a server's own. */
async function sameComponents() {
  first ??= completed({ realm: "first" } as Parameters<typeof completed>[0], facts());
  const { components = {} } = await first;
  const withoutIds = Object.entries(components).map(([type, all]) => [
    type,
    all?.map(({ id, ...component }) => component),
  ]);
  return Object.fromEntries(withoutIds);
}

type Change = (document: RealmDocument) => RealmDocument;

const changedBy =
  <Item>(field: "clients" | "clientScopes" | "users", isMeant: (item: Item) => boolean, change: object): Change =>
  (document) => ({
    ...document,
    [field]: (document[field] as readonly Item[]).map((item) => (isMeant(item) ? { ...item, ...change } : item)),
  });

const client = (clientId: string, change: Partial<ClientRepresentation>): Change =>
  changedBy<ClientRepresentation>("clients", (each) => each.clientId === clientId, change);

const clientScope = (name: string, change: Partial<ClientScopeRepresentation>): Change =>
  changedBy<ClientScopeRepresentation>("clientScopes", (each) => each.name === name, change);

const serviceAccount = (clientId: string, change: Partial<UserRepresentation>): Change =>
  changedBy<UserRepresentation>("users", (each) => each.serviceAccountClientId === clientId, change);

const realmRoles =
  (change: (roles: readonly RoleRepresentation[]) => readonly RoleRepresentation[]): Change =>
  (document) => ({ ...document, roles: { ...document.roles, realm: change(document.roles?.realm ?? []) } });

const clientRoles =
  (owner: string, roles: readonly RoleRepresentation[]): Change =>
  (document) => ({
    ...document,
    roles: { ...document.roles, client: { ...document.roles?.client, [owner]: roles } },
  });

const role = (name: string, change: Partial<RoleRepresentation>): Change =>
  realmRoles((roles) => roles.map((each) => (each.name === name ? { ...each, ...change } : each)));

const without =
  (field: "clients" | "clientScopes", name: string): Change =>
  (document) => ({
    ...document,
    [field]: (document[field] ?? []).filter((each) => ("clientId" in each ? each.clientId : each.name) !== name),
  });

const allScopes = (document: RealmDocument) => ({
  defaults: document.defaultDefaultClientScopes ?? [],
  optionals: document.defaultOptionalClientScopes ?? [],
});

/** Changes of every kind, things taken away included; what each is about by its name. */
export const CHANGES: Readonly<Record<string, Change>> = {
  "the realm's display name": (document) => ({ ...document, displayName: "After" }),
  "the realm's lifespan of access tokens": (document) => ({ ...document, accessTokenLifespan: 120 }),
  "an attribute of the realm": (document) => {
    const { "shown.to": _gone, ...attributes } = document.attributes ?? {};
    return { ...document, attributes: { ...attributes, "kept.by": "us" } };
  },
  "a scope of new clients, taken away": (document) => ({
    ...document,
    defaultDefaultClientScopes: allScopes(document).defaults.filter((name) => name !== "email"),
  }),
  "a scope of new clients, moved": (document) => ({
    ...document,
    defaultOptionalClientScopes: allScopes(document).optionals.filter((name) => name !== "phone"),
    defaultDefaultClientScopes: [...allScopes(document).defaults, "phone"],
  }),
  "a realm role, made": realmRoles((roles) => [...roles, { name: "new", description: "Was not there" }]),
  "a realm role's description, taken away": role("reader", { description: "" }),
  "a realm role's attributes": role("reader", { attributes: { grade: ["2", "3"] } }),
  "a composite role with other members": role("editor", {
    composites: { realm: ["writer"], client: { orders: ["a/b c%"] } },
  }),
  "client roles, made and described": clientRoles("billing", [
    { name: "pay", description: "May pay" },
    { name: "refund", composite: true, composites: { client: { billing: ["pay"] } } },
  ]),
  "a client scope, made": (document) => ({
    ...document,
    clientScopes: [...(document.clientScopes ?? []), scope("fresh")],
    scopeMappings: [...(document.scopeMappings ?? []), { clientScope: "fresh", roles: ["new"] }],
  }),
  "a client scope's description and attributes": clientScope("audit", {
    description: "What auditors see",
    attributes: { "include.in.token.scope": "false", "consent.screen.text": "Audit" },
  }),
  "the mappers of a client scope": clientScope("audit", {
    protocolMappers: [claim("audit claim", "2"), claim("further claim", "3")],
  }),
  "a client's settings": client("orders", {
    name: "Orders",
    fullScopeAllowed: true,
    redirectUris: ["https://orders.example/*"],
  }),
  "a client's secret": client("orders", { secret: "another secret" }),
  "a client's attributes": (document) =>
    client("billing", { attributes: { ...attributesOf(document, "billing"), "access.token.lifespan": "90" } })(
      document,
    ),
  "a client's mappers": client("orders", { protocolMappers: [claim("two", "22"), claim("three", "3")] }),
  "a client's client scopes": client("orders", {
    defaultClientScopes: ["service_account", "roles", "basic", "fresh"],
    optionalClientScopes: ["audit"],
  }),
  "a client without its client scopes": client("billing", { defaultClientScopes: ["basic"], optionalClientScopes: [] }),
  "scope mappings": (document) => ({
    ...document,
    scopeMappings: [
      ...(document.scopeMappings ?? []).filter((mapping) => mapping.client !== "orders"),
      { client: "billing", roles: ["writer", "new"] },
    ],
    clientScopeMappings: {
      orders: [
        { client: "billing", roles: ["a/b c%"] },
        { clientScope: "audit", roles: ["view"] },
      ],
    },
  }),
  "a service account's roles": serviceAccount("orders", { realmRoles: ["new"], clientRoles: { orders: ["view"] } }),
  "a service account's attributes": serviceAccount("orders", { attributes: { team: ["red", "green"] } }),
  "a client with a service account, made": (document) => ({
    ...document,
    clients: [
      ...(document.clients ?? []),
      {
        ...service("shipping"),
        ...{ nodeReRegistrationTimeout: -1 },
        id: randomUUID(),
        clientAuthenticatorType: "client-secret",
        attributes: { "access.token.lifespan": "30", realm_client: "false" },
        protocolMappers: [claim("ship", "1")],
        defaultClientScopes: ["basic", "fresh"],
        optionalClientScopes: ["roles"],
      },
    ],
    users: [
      ...(document.users ?? []),
      account("shipping", { realmRoles: ["new"], clientRoles: { billing: ["refund"] } }),
    ],
  }),
  "a built-in client's description": client("account", { description: "Where people see to themselves" }),
};

const attributesOf = ({ clients = [] }: RealmDocument, clientId: string) =>
  clients.find((each) => each.clientId === clientId)?.attributes ?? {};

/** Changes that Tokenbench, which has no paths for groups, takes from a file only. */
export const GROUP_CHANGES: Readonly<Record<string, Change>> = {
  "a service account leaves a group": serviceAccount("billing", { groups: [] }),
  "a service account joins a group": serviceAccount("orders", { groups: ["/staff"] }),
};

/** Whole things that are only there afterwards: a push leaves them unless it deletes. */
export const REMOVALS: Readonly<Record<string, Change>> = {
  "a realm role": realmRoles((roles) => roles.filter(({ name }) => name !== "leaving")),
  "a client role": clientRoles("orders", [{ name: "view" }, { name: "a/b c%" }]),
  "a client scope": without("clientScopes", "spare"),
};

export const withChanges = (document: RealmDocument, changes: Readonly<Record<string, Change>>): RealmDocument =>
  Object.values(changes).reduce((changed, change) => change(changed), document);
