import { type ClientPage, type RoleSummary, type RoleUse, roleName } from "../../../src/contract/index.ts";
import { words } from "../../words.ts";

const say = words.ownRoles;

/** The roles that the client owns, in the order of the page: new ones last. */
export const ownRolesOf = ({ client, roles }: ClientPage): readonly RoleSummary[] =>
  roles.filter((role) => role.owner?.id === client.id);

/** "3 service accounts, 1 client scope"; empty when nobody names the role. */
export const roleUseInWords = (use: RoleUse | undefined): string =>
  Object.entries(say.uses)
    .flatMap(([name, inWords]) => {
      const count = use?.[name as keyof RoleUse] ?? 0;
      return count === 0 ? [] : [inWords(count)];
    })
    .join(", ");

/** The names that more than one of the roles has. */
export function namesTwice(roles: readonly RoleSummary[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(roles.flatMap(({ name }) => (seen.has(name) || !seen.add(name) ? [name] : [])));
}

/** What is wrong with the name of a role, in words. */
export const problemOf = ({ name }: RoleSummary, taken: ReadonlySet<string>): string | undefined =>
  taken.has(name) ? words.roles.taken(name) : roleName.safeParse(name).error?.issues[0]?.message;
