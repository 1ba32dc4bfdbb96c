import type { PartOwner } from "../comparison/part.ts";
import type { ListedScope, PushStep } from "./push-step.ts";
import { rolesOfUser } from "./realm-names.ts";
import type { RoleChanges, RoleName } from "./role-names.ts";

type Words = { readonly [Type in PushStep["type"]]: (step: Extract<PushStep, { type: Type }>) => string };

const WORDS: Words = {
  createRealm: ({ document }) => `Create realm ${document.realm}`,
  updateRealm: ({ fields }) => `Realm: set ${fields.join(", ")}`,
  createRole: ({ role }) => `Create ${roleWords(role)}`,
  updateRole: ({ role, fields }) => `${capital(roleWords(role))}: set ${fields.join(", ")}`,
  deleteRole: ({ role }) => `Delete ${roleWords(role)}`,
  changeComposites: (step) => `${capital(roleWords(step.role))}: ${changed(step, "associate", "dissociate")}`,
  createClientScope: ({ clientScope }) => `Create client scope ${clientScope.name}`,
  updateClientScope: ({ name, fields }) => `Client scope ${name}: set ${fields.join(", ")}`,
  deleteClientScope: ({ name }) => `Delete client scope ${name}`,
  changeRealmClientScopes: (step) => `Client scopes of new clients: ${listed(step)}`,
  createClient: ({ client }) => `Create client ${client.clientId}`,
  updateClient: ({ clientId, fields }) => `Client ${clientId}: set ${fields.join(", ")}`,
  deleteClient: ({ clientId }) => `Delete client ${clientId}`,
  changeClientScopes: (step) => `Client ${step.clientId}: ${listed(step)}`,
  changeScopeMappings: (step) => `${capital(ownerWords(step.owner))}: ${changed(step, "let through", "stop")}`,
  createMapper: ({ owner, mapper }) => `Add mapper ${mapper.name} to ${ownerWords(owner)}`,
  updateMapper: ({ owner, mapper }) => `Change mapper ${mapper.name} of ${ownerWords(owner)}`,
  deleteMapper: ({ owner, name }) => `Remove mapper ${name} from ${ownerWords(owner)}`,
  changeFlowOverrides: ({ clientId, flows }) =>
    `Client ${clientId}: set flows of its own (${Object.keys(flows).join(", ")})`,
  importAuthorization: ({ clientId }) => `Client ${clientId}: import authorization settings`,
  changeGroupRoles: (step) => `Group ${step.path}: ${changed(step, "assign", "unassign")}`,
  changeDefaultGroups: ({ assign, remove }) => `Default groups: ${parts(["add", assign], ["remove", remove])}`,
  changeTexts: ({ locale, set, remove }) =>
    `Texts in ${locale}: ${parts(["set", Object.keys(set)], ["remove", remove])}`,
  createServiceAccount: ({ clientId, user }) => {
    const roles = rolesOfUser(user).map(roleWords);
    const more = parts(["with", roles], ["in", (user.groups ?? []).map((path) => `group ${path}`)]);
    return `Service account of ${clientId}: make it${more && `, ${more}`}`;
  },
  updateServiceAccount: ({ clientId, fields }) => `Service account of ${clientId}: set ${fields.join(", ")}`,
  changeServiceAccountRoles: (step) => `Service account of ${step.clientId}: ${changed(step, "assign", "unassign")}`,
  changeServiceAccountGroups: ({ clientId, join, leave }) =>
    `Service account of ${clientId}: ${parts(["join", join], ["leave", leave])}`,
};

/** A step in one line, for people; never a secret. */
export function describeStep(step: PushStep): string {
  const words = WORDS[step.type] as (step: PushStep) => string;
  return words(step);
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const roleWords = ({ name, client }: RoleName): string =>
  client === undefined ? `realm role ${name}` : `role ${name} of client ${client}`;

const ownerWords = (owner: PartOwner): string =>
  "client" in owner ? `client ${owner.client}` : `client scope ${owner.clientScope}`;

const changed = ({ assign, remove }: RoleChanges, assigned: string, removed: string): string =>
  parts([assigned, assign.map(roleWords)], [removed, remove.map(roleWords)]);

const listed = ({ assign, remove }: { assign: readonly ListedScope[]; remove: readonly ListedScope[] }): string =>
  parts(["add", assign.map(scopeWords)], ["remove", remove.map(scopeWords)]);

const scopeWords = ({ name, list }: ListedScope): string => `${list} client scope ${name}`;

const parts = (...changes: readonly (readonly [verb: string, what: readonly string[]])[]): string =>
  changes
    .filter(([, what]) => what.length > 0)
    .map(([verb, what]) => `${verb} ${what.join(", ")}`)
    .join("; ");
