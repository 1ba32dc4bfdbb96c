import { listRoles, type RolePage, readRole } from "../contract/roles.ts";
import type { CompiledRealm } from "../domain/compiled-realm.ts";
import type { CompiledRole } from "../domain/compiled-roles.ts";
import { holdsRights } from "../domain/master-realm.ts";
import { withRealm } from "./find-realm.ts";
import { roleSummaries, roleSummary } from "./role-summaries.ts";
import { bringersOf, countRoleUses, findRoleUses } from "./role-use.ts";
import { answered, refused, serve } from "./serve.ts";

export const serveRoles = serve(listRoles, (ctx, { realm }) =>
  withRealm(ctx, realm, (store) => {
    const { compiled, revision } = store.read();
    const useOf = countRoleUses(findRoleUses(compiled));
    const roles = [...compiled.roles.byId.values()].map((role) => ({
      ...roleSummary(compiled, role),
      use: useOf(role),
    }));
    return answered({ revision, roles });
  }),
);

export const serveRolePage = serve(readRole, (ctx, { realm, role: id }) =>
  withRealm(ctx, realm, (store) => {
    const { compiled, revision } = store.read();
    const role = compiled.roles.byId.get(id);
    return role ? answered({ revision, ...toPage(compiled, role) }) : refused(404, "That role is no longer there");
  }),
);

function toPage(realm: CompiledRealm, role: CompiledRole): Omit<RolePage, "revision"> {
  const uses = findRoleUses(realm);
  const bringers = bringersOf(role, uses.memberOf);
  return {
    role: { ...roleSummary(realm, role), attributes: role.representation.attributes ?? {} },
    memberOf: (uses.memberOf.get(role.id) ?? []).map((parent) => parent.id),
    holders: naming(uses.holders, role, bringers),
    letThrough: naming(uses.gates, role, bringers),
    use: countRoleUses(uses)(role),
    stays: whyItStays(realm, role),
    roles: roleSummaries(realm),
  };
}

const MOST_SHOWN = 1000;

/** Those that name the role or one that brings it along, and which. */
function naming<Kind extends string>(
  all: readonly (Named<Kind> & { readonly roles: readonly CompiledRole[] })[],
  { id }: CompiledRole,
  bringers: ReadonlySet<string>,
): { readonly total: number; readonly shown: readonly (Named<Kind> & { readonly through: string | null })[] } {
  const directly: (Named<Kind> & { readonly through: null })[] = [];
  const through: (Named<Kind> & { readonly through: string })[] = [];
  for (const { roles, ...named } of all) {
    const bringer = roles.find((role) => bringers.has(role.id));
    if (roles.some((role) => role.id === id)) directly.push({ ...named, through: null });
    else if (bringer) through.push({ ...named, through: bringer.id });
  }
  return { total: directly.length + through.length, shown: [...directly, ...through].slice(0, MOST_SHOWN) };
}

interface Named<Kind extends string> {
  readonly kind: Kind;
  readonly id: string;
  readonly name: string;
}

function whyItStays({ document, name: realm }: CompiledRealm, { id, name, owner }: CompiledRole): string | null {
  if (document.defaultRole?.id === id) return `${name} is default role of the realm and cannot be removed.`;
  return owner !== undefined && holdsRights(realm, owner) ? rightsStay(owner) : null;
}

const rightsStay = (owner: string): string => `The roles of ${owner} are the rights over a realm: nobody may change it`;
