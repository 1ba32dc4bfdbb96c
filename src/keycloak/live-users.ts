import type { UserRepresentation } from "../domain/realm-document.ts";
import type { Connection } from "./connection.ts";
import { withRolesAndGroups } from "./live-roles.ts";
import { mapConcurrently, pagesOf } from "./pages.ts";

export interface LiveUser extends UserRepresentation {
  readonly id: string;
  /** What the caller may do with the user; exports have none. */
  readonly access?: unknown;
}

interface LiveConsent {
  readonly clientId: string;
  readonly additionalGrants?: unknown;
}

/** Ordinary users (not service accounts, which come with the clients) as an export has them, without their credentials. */
export async function readLiveUsers(
  connection: Connection,
  realm: string,
  onProgress: (done: number, total: number) => void,
): Promise<UserRepresentation[]> {
  const total = (await connection.find<number>("/{realm}/users/count", { realm })) ?? 0;
  const users: UserRepresentation[] = [];
  const names = { realm, briefRepresentation: false };
  for await (const page of pagesOf<LiveUser>(connection, "/{realm}/users", names)) {
    users.push(...(await mapConcurrently(page, (user) => readUser(connection, realm, user))));
    onProgress(users.length, Math.max(total, users.length));
  }
  return users;
}

async function readUser(connection: Connection, realm: string, live: LiveUser): Promise<UserRepresentation> {
  const { access: _access, ...user } = live;
  const names = { realm, id: user.id };
  const identities = await connection.find<readonly unknown[]>("/{realm}/users/{id}/federated-identity", names);
  const consents = (await connection.find<readonly LiveConsent[]>("/{realm}/users/{id}/consents", names)) ?? [];
  return {
    ...(await withRolesAndGroups(connection, realm, user)),
    ...(identities && identities.length > 0 && { federatedIdentities: identities }),
    ...(consents.length > 0 && { clientConsents: consents.map(({ additionalGrants: _shown, ...consent }) => consent) }),
  };
}
