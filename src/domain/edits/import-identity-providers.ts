import { type IdentityProvider, identityProvidersOf } from "../identity-providers.ts";
import type { RealmDocument } from "../realm-document.ts";
import { RealmRefused } from "../realm-refused.ts";
import { type Import, type Importing, resultsOf, sortedOut } from "./importing.ts";

/** Identity providers and their mappers: kept for the realm's export, nobody signs in through them here. */
export function withIdentityProvidersImported(importing: Importing, given: Import): Importing {
  return withMappersImported(withProvidersImported(importing, given.identityProviders ?? []), given);
}

function withProvidersImported(importing: Importing, providers: readonly IdentityProvider[]): Importing {
  if (providers.length === 0) return importing;
  const { document, facts } = importing;
  const { identityProviders, identityProviderMappers } = identityProvidersOf(document);
  const there = new Map(identityProviders.map(({ alias, internalId }) => [alias, internalId ?? ""]));
  const sorted = sortedOut(
    importing,
    providers,
    ({ alias }) => there.get(alias),
    ({ alias }) => `Identity Provider '${alias}' already exists.`,
  );
  const wanted = [...sorted.replaced, ...sorted.added];
  const replaced = new Set(sorted.replaced.map(({ alias }) => alias));
  const made = wanted.map((provider) => ({ enabled: true, ...provider, internalId: facts.newId() }));
  const left = identityProviders.filter(({ alias }) => !replaced.has(alias));
  const ids = new Map([...there, ...made.map(({ alias, internalId }) => [alias, internalId] as const)]);
  const results = resultsOf(sorted, (provider) => {
    const id = ids.get(provider.alias) ?? "";
    return {
      resourceType: "IDP",
      resourceName: provider.alias,
      id,
      representation: { ...provider, internalId: id },
    };
  });
  return {
    ...importing,
    document: {
      ...document,
      identityProviders: [...left, ...made],
      identityProviderMappers: identityProviderMappers.filter(
        ({ identityProviderAlias }) => !replaced.has(identityProviderAlias ?? ""),
      ),
    } as RealmDocument,
    results: [...importing.results, ...results],
  };
}

function withMappersImported(importing: Importing, { identityProviderMappers: mappers = [] }: Import): Importing {
  if (mappers.length === 0) return importing;
  const { document, before, facts } = importing;
  const { identityProviders, identityProviderMappers } = identityProvidersOf(document);
  for (const { identityProviderAlias: alias = "" } of mappers)
    if (!identityProviders.some((provider) => provider.alias === alias))
      throw new RealmRefused(`There is no identity provider ${alias}`, ["identityProviderMappers"]);
  const there = new Map(identityProvidersOf(before).identityProviderMappers.map(({ name, id }) => [name, id ?? ""]));
  const sorted = sortedOut(
    importing,
    mappers,
    ({ name }) => there.get(name),
    ({ name }) => `Identity Provider Mapper '${name}' already exists.`,
  );
  const wanted = [...sorted.replaced, ...sorted.added];
  const replaced = new Set(sorted.replaced.map(({ name }) => name));
  const made = wanted.map(({ id: _id, ...mapper }) => ({ id: facts.newId(), ...mapper }));
  const ids = new Map([...there, ...made.map(({ name, id }) => [name, id] as const)]);
  const results = resultsOf(sorted, (mapper) => ({
    resourceType: "IDP_MAPPER",
    resourceName: mapper.name,
    id: ids.get(mapper.name) ?? "",
    representation: mapper,
  }));
  return {
    ...importing,
    document: {
      ...document,
      identityProviderMappers: [...identityProviderMappers.filter(({ name }) => !replaced.has(name)), ...made],
    } as RealmDocument,
    results: [...importing.results, ...results],
  };
}
