import type { RealmDocument } from "./realm-document.ts";

/** Kept and shown; nobody signs in through them here. */
export interface IdentityProvider {
  readonly alias: string;
  readonly internalId?: string;
  readonly providerId?: string;
  readonly config?: Readonly<Record<string, string>>;
}

export interface IdentityProviderMapper {
  readonly id?: string;
  readonly name: string;
  readonly identityProviderAlias?: string;
}

interface IdentityProviders {
  readonly identityProviders: readonly IdentityProvider[];
  readonly identityProviderMappers: readonly IdentityProviderMapper[];
}

export function identityProvidersOf(document: RealmDocument): IdentityProviders {
  const { identityProviders, identityProviderMappers } = document as RealmDocument & Partial<IdentityProviders>;
  return { identityProviders: identityProviders ?? [], identityProviderMappers: identityProviderMappers ?? [] };
}
