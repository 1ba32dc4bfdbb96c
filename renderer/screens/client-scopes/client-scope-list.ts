import type { ClientScopeSummary } from "../../../src/contract/index.ts";

/** Those in whose name or description every word of the search stands; Keycloak's own come last. */
export function filterClientScopes(
  scopes: readonly ClientScopeSummary[],
  search: string,
  showBuiltIn: boolean,
): readonly ClientScopeSummary[] {
  const wanted = search.toLowerCase().split(/\s+/);
  return scopes
    .filter(({ name, description, builtIn }) => {
      const text = `${name}\n${description}`.toLowerCase();
      return (showBuiltIn || !builtIn) && wanted.every((word) => text.includes(word));
    })
    .toSorted((one, other) => Number(one.builtIn) - Number(other.builtIn) || one.name.localeCompare(other.name));
}

export const usersOf = ({ usedBy }: ClientScopeSummary): number => usedBy.default + usedBy.optional;
