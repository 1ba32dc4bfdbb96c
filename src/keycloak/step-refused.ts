import { describeStep } from "../domain/promotion/describe-step.ts";
import type { PushStep } from "../domain/promotion/push-step.ts";
import { KeycloakRefused } from "./keycloak-refused.ts";
import type { PushContext, StepOf } from "./push-context.ts";

type Right = "manage-realm" | "manage-clients" | "manage-users" | "manage-authorization";

type Rights = { readonly [Type in PushStep["type"]]: Right | ((step: StepOf<Type>) => Right) };

const ofRole = ({ role }: { readonly role: { readonly client?: string } }): Right =>
  role.client === undefined ? "manage-realm" : "manage-clients";

/** What Keycloak asks of an account for each step. */
const RIGHTS: Rights = {
  createRealm: "manage-realm",
  updateRealm: "manage-realm",
  changeTexts: "manage-realm",
  changeDefaultGroups: "manage-realm",
  createRole: ofRole,
  updateRole: ofRole,
  deleteRole: ofRole,
  changeComposites: ofRole,
  createClientScope: "manage-clients",
  updateClientScope: "manage-clients",
  deleteClientScope: "manage-clients",
  changeRealmClientScopes: "manage-clients",
  createClient: "manage-clients",
  updateClient: "manage-clients",
  deleteClient: "manage-clients",
  changeClientScopes: "manage-clients",
  changeScopeMappings: "manage-clients",
  changeFlowOverrides: "manage-clients",
  createMapper: "manage-clients",
  updateMapper: "manage-clients",
  deleteMapper: "manage-clients",
  importAuthorization: "manage-authorization",
  changeGroupRoles: "manage-users",
  createServiceAccount: "manage-users",
  updateServiceAccount: "manage-users",
  changeServiceAccountRoles: "manage-users",
  changeServiceAccountGroups: "manage-users",
};

/** What a refused step says to a person: the step, what the server said, and what to do. */
export async function toStepRefused(
  context: PushContext,
  step: PushStep,
  error: KeycloakRefused,
): Promise<KeycloakRefused> {
  const advice = await adviceFor(context, step, error.status);
  return new KeycloakRefused(`${describeStep(step)}: ${error.message}${advice}`, error.status, error);
}

async function adviceFor(context: PushContext, step: PushStep, status: number | undefined): Promise<string> {
  const { realm } = context;
  if (status === 403)
    return step.type === "createRealm"
      ? "; it needs the role create-realm of realm master"
      : `; it needs the role ${rightFor(step)} of client realm-management, or of ${realm}-realm if it is of master`;
  if (status === 409) return "; it came there after the plan was made";
  if (status === 404 && !(await isRealmThere(context))) return `; realm ${realm} is no longer there`;
  return "";
}

function rightFor(step: PushStep): Right {
  const right = RIGHTS[step.type] as Right | ((step: PushStep) => Right);
  return typeof right === "string" ? right : right(step);
}

const isRealmThere = async ({ connection, realm }: PushContext): Promise<boolean> =>
  connection.find("/{realm}", { realm }).then(
    (found) => found !== undefined,
    () => true,
  );
