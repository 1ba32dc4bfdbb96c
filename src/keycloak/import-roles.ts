import type { RoleRepresentation } from "../domain/realm-document.ts";
import { KeycloakRefused } from "./keycloak-refused.ts";
import type { PushContext, StepOf } from "./push-context.ts";

type CreateRole = StepOf<"createRole">;

interface Imported {
  readonly results?: readonly { readonly action: string; readonly resourceName: string }[];
}

/** So many are worth a call of another kind; and so many go in one. */
const [FEWEST, MOST] = [20, 100];

/**
 * Makes many roles by partial imports: a hundred take Keycloak what three take one by one. Whoever may not import, or whose
 * import is refused for any other reason, makes them one by one and hears of the one that is at fault.
 *
 * @returns the steps that are yet to be taken: those of roles that are there already, or all from the first refusal on.
 */
export async function importRoles(
  { connection, realm, live }: PushContext,
  steps: readonly CreateRole[],
  onDone: (step: CreateRole) => void,
): Promise<readonly CreateRole[]> {
  const left: CreateRole[] = [];
  for (let first = 0; first < steps.length; first += MOST) {
    const some = steps.slice(first, first + MOST);
    if (some.length < FEWEST) return [...left, ...some];
    const sent = { ifResourceExists: "SKIP", roles: rolesOf(some) };
    const imported = await connection
      .call<Imported>("POST", "/{realm}/partialImport", { realm }, sent)
      .catch((error: unknown) => {
        if (error instanceof KeycloakRefused && error.status !== undefined) return undefined;
        throw error;
      });
    if (!imported) return [...left, ...steps.slice(first)];
    const { results = [] } = imported;
    const skipped = new Set(results.filter(({ action }) => action === "SKIPPED").map((each) => each.resourceName));
    for (const step of some) {
      live.forgetRoles(step.role);
      if (skipped.has(resourceNameOf(step))) left.push(step);
      else onDone(step);
    }
  }
  return left;
}

const resourceNameOf = ({ role }: CreateRole): string =>
  role.client === undefined ? role.name : `${role.client}-->${role.name}`;

function rolesOf(steps: readonly CreateRole[]) {
  const client = new Map<string, Partial<RoleRepresentation>[]>();
  for (const { role, representation } of steps)
    if (role.client !== undefined) client.set(role.client, [...(client.get(role.client) ?? []), representation]);
  const ofRealm = steps.filter(({ role }) => role.client === undefined);
  return { realm: ofRealm.map(({ representation }) => representation), client: Object.fromEntries(client) };
}
