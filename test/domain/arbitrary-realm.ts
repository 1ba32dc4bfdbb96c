import * as fc from "fast-check";
import type { Edit } from "../../src/domain/edit.ts";
import type { RealmDocument } from "../../src/domain/realm-document.ts";
import { aClient, aClientScope, aRealm, aRole, idOf } from "../support/builders.ts";

/** Enough roles, clients and client scopes that chains, cycles and name clashes come about. */
export const ROLES = ["r0", "r1", "r2", "r3", "app:a0", "app:a1", "other:o0", "other:o1"];
export const CLIENTS = ["app", "other", "third"];
export const SCOPES = ["s0", "s1", "s2"];

const someRoles = fc.subarray(ROLES);

/** A realm in words: who holds, contains and lets through what. */
export interface Situation {
  readonly composites: readonly (readonly string[])[];
  readonly holds: readonly string[];
  readonly mapped: readonly string[];
  readonly scopeMapped: readonly (readonly string[])[];
  readonly fullScopeAllowed: boolean;
  readonly defaults: readonly string[];
  readonly optionals: readonly string[];
  readonly asked: readonly string[];
}

export const situations: fc.Arbitrary<Situation> = fc
  .record({
    composites: fc.array(fc.subarray(ROLES, { maxLength: 3 }), { minLength: ROLES.length, maxLength: ROLES.length }),
    holds: someRoles,
    mapped: fc.subarray(ROLES, { maxLength: 3 }),
    scopeMapped: fc.array(fc.subarray(ROLES, { maxLength: 2 }), { minLength: 3, maxLength: 3 }),
    fullScopeAllowed: fc.boolean(),
    defaults: fc.subarray(SCOPES),
    optionals: fc.subarray(SCOPES),
  })
  .chain((stated) => fc.subarray([...stated.optionals]).map((asked) => ({ ...stated, asked })));

export const realmOf = ({
  composites,
  holds,
  mapped,
  scopeMapped,
  fullScopeAllowed,
  defaults,
  optionals,
}: Situation): RealmDocument =>
  aRealm({
    roles: ROLES.map((role, i) => {
      const [name = "", owner] = role.split(":").reverse();
      return aRole(name, { ...(owner !== undefined && { ownerClientId: owner }), composites: composites[i] ?? [] });
    }),
    clients: [
      aClient("app", {
        serviceAccountRoles: holds,
        scopeMappings: mapped,
        fullScopeAllowed,
        defaultClientScopes: defaults,
        optionalClientScopes: optionals,
      }),
      aClient("other"),
      aClient("third", { serviceAccountsEnabled: false }),
    ],
    clientScopes: SCOPES.map((name, i) => aClientScope(name, { scopeMappings: scopeMapped[i] ?? [] })),
  });

const client = fc.constantFrom(...CLIENTS.map((name) => idOf("client", name)), "gone");
const role = fc.constantFrom(...ROLES.map((name) => idOf("role", name)), "gone");
const clientScope = fc.constantFrom(...SCOPES.map((name) => idOf("client scope", name)), "gone");
const target = fc.oneof(fc.record({ client }), fc.record({ clientScope }));
const name = fc.constantFrom("app", "other", "fresh", "Fresh", "__proto__", "constructor", "a.b", "ä ö", "1");

const settings = fc.record(
  {
    clientId: name,
    name: fc.string(),
    enabled: fc.boolean(),
    publicClient: fc.boolean(),
    serviceAccountsEnabled: fc.boolean(),
    fullScopeAllowed: fc.boolean(),
    attributes: fc.dictionary(name, fc.option(fc.string())),
  },
  { requiredKeys: [] },
);

const mapper = fc.constantFrom("fresh", "made", "gone");
const lists = fc.dictionary(name, fc.option(fc.array(fc.string(), { maxLength: 3 })));
const texts = fc.dictionary(name, fc.option(fc.string()));
const stated = { requiredKeys: [] as never[] };

/** Edits of settings and assignments: to say the same once more changes nothing. */
export const settlingEdits: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    type: fc.constant("updateRole" as const),
    role,
    settings: fc.record({ name, description: fc.string(), attributes: lists }, stated),
  }),
  fc.record({ type: fc.constantFrom("addComposite" as const, "removeComposite" as const), role, member: role }),
  fc.record({
    type: fc.constant("updateClientScope" as const),
    clientScope,
    settings: fc.record({ name, description: fc.string(), attributes: texts }, stated),
  }),
  fc.record({
    type: fc.constant("assignRealmClientScope" as const),
    clientScope,
    as: fc.constantFrom("default" as const, "optional" as const, "none" as const),
  }),
  fc.record({
    type: fc.constant("updateServiceAccount" as const),
    client,
    settings: fc.record({ enabled: fc.boolean(), attributes: lists }, stated),
  }),
  fc.record({
    type: fc.constant("updateRealm" as const),
    settings: fc.record(
      {
        displayName: fc.string(),
        accessTokenLifespan: fc.nat(),
        clientSessionIdleTimeout: fc.nat(),
        attributes: texts,
      },
      stated,
    ),
  }),
);

/** Edits as a window might send them; some cannot be made. */
export const edits: fc.Arbitrary<Edit> = fc.oneof(
  settlingEdits,
  fc.record({ type: fc.constant("removeRole" as const), role }),
  fc.record({ type: fc.constant("removeClientScope" as const), clientScope }),
  fc.record({
    type: fc.constant("createClientScope" as const),
    id: fc.uuid(),
    settings: fc.record({ name, attributes: texts }, { requiredKeys: ["name"] }),
  }),
  fc.record({
    type: fc.constant("createMapper" as const),
    id: mapper,
    to: target,
    name,
    protocolMapper: fc.constantFrom("oidc-hardcoded-claim-mapper", "oidc-audience-mapper", "unknown"),
    config: fc.dictionary(name, fc.string()),
  }),
  fc.record({
    type: fc.constant("updateMapper" as const),
    to: target,
    mapper,
    name,
    config: fc.dictionary(name, fc.string()),
  }),
  fc.record({ type: fc.constant("removeMapper" as const), to: target, mapper }),
  fc.record({
    type: fc.constant("createClient" as const),
    id: fc.uuid(),
    settings: fc.tuple(settings, name).map(([stated, clientId]) => ({ ...stated, clientId })),
  }),
  fc.record({ type: fc.constant("updateClient" as const), client, settings }),
  fc.record({ type: fc.constant("removeClient" as const), client }),
  fc.record({ type: fc.constant("regenerateClientSecret" as const), client }),
  fc.record({ type: fc.constant("createRole" as const), id: fc.uuid(), name }),
  fc.record({ type: fc.constant("createRole" as const), id: fc.uuid(), name, owner: client }),
  fc.record({ type: fc.constantFrom("assignRole" as const, "unassignRole" as const), client, role }),
  fc.record({ type: fc.constantFrom("addScopeMapping" as const, "removeScopeMapping" as const), to: target, role }),
  fc.record({
    type: fc.constant("assignClientScope" as const),
    client,
    clientScope,
    as: fc.constantFrom("default" as const, "optional" as const, "none" as const),
  }),
);
