import type { Connection } from "./connection.ts";
import { mapConcurrently, pagesOf } from "./pages.ts";

interface Identified {
  readonly id: string;
}

interface Member {
  readonly username: string;
  readonly membershipType?: string;
}

/** The organizations of a realm as an export has them, with members and identity providers. */
export async function readLiveOrganizations(connection: Connection, realm: string): Promise<object[]> {
  const organizations: object[] = [];
  const names = { realm, briefRepresentation: false };
  for await (const page of pagesOf<Identified>(connection, "/{realm}/organizations", names))
    organizations.push(...(await mapConcurrently(page, (each) => readOrganization(connection, realm, each))));
  return organizations;
}

async function readOrganization(connection: Connection, realm: string, organization: Identified): Promise<object> {
  const names = { realm, id: organization.id };
  const members: object[] = [];
  for await (const page of pagesOf<Member>(connection, "/{realm}/organizations/{id}/members", names))
    members.push(...page.map(({ username, membershipType }) => ({ username, membershipType })));
  const path = "/{realm}/organizations/{id}/identity-providers";
  const providers = (await connection.find<readonly { readonly alias: string }[]>(path, names)) ?? [];
  return {
    ...organization,
    ...(members.length > 0 && { members }),
    // As in an export: the provider itself stands among those of the realm.
    ...(providers.length > 0 && {
      identityProviders: providers.map(({ alias }) => ({ alias, enabled: true, config: {} })),
    }),
  };
}
