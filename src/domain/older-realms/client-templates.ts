import type { PartialRealm } from "../complete-realm.ts";
import { readRealm } from "../read-representation.ts";
import type { ClientRepresentation, ClientScopeRepresentation } from "../realm-document.ts";
import { RealmRefused } from "../realm-refused.ts";
import { fieldOf, type Rule, without } from "./older-realm.ts";
import { withMappersOfToday } from "./parts-of-today.ts";

const TEMPLATES = "clientTemplates";
const FIELDS = ["clientTemplate", "useTemplateConfig", "useTemplateScope", "useTemplateMappers"];

/** Whether a realm or one of its clients still speaks of client templates. */
export const hasTemplates = (realm: PartialRealm): boolean =>
  Object.hasOwn(realm, TEMPLATES) ||
  (realm.clients?.some((client) => FIELDS.some((name) => Object.hasOwn(client, name))) ?? false);

/**
 * Client templates of before Keycloak 4 become client scopes, and default ones of the clients that follow them.
 *
 * @throws RealmRefused for templates that cannot be read.
 */
export const withoutClientTemplates: Rule = (realm, { facts }) => {
  if (!hasTemplates(realm)) return realm;
  const clientScopes = [...(realm.clientScopes ?? []), ...scopesFrom(fieldOf(realm, TEMPLATES) ?? [], facts.newId)];
  const { clients = [] } = realm;
  return {
    ...without(realm, TEMPLATES),
    clients: clients.map((client) => followed(client, clientScopes)),
    clientScopes,
  };
};

/** A client scope's name is a word of a token request: it has no spaces. */
const nameOf = (template: unknown): string => String(template).replaceAll(" ", "_");

/** A template is read as a client scope: what else it says is of no use to one. */
function scopesFrom(templates: unknown, newId: () => string): ClientScopeRepresentation[] {
  const reading = readRealm({ realm: TEMPLATES, clientScopes: templates });
  if ("problem" in reading) throw new RealmRefused(`${TEMPLATES}: ${reading.problem.message}`, [TEMPLATES]);
  return (reading.value.clientScopes ?? []).map((template) => {
    const { id, name, description, protocol = "openid-connect", attributes = {}, protocolMappers = [] } = template;
    const mappers = protocolMappers.map((mapper) => (mapper.id ? mapper : { id: newId(), ...mapper }));
    return withMappersOfToday({
      ...{ id: id || newId(), name: nameOf(name), ...(description !== undefined && { description }) },
      ...{ protocol, attributes, protocolMappers: mappers },
    });
  });
}

function followed(client: ClientRepresentation, scopes: readonly ClientScopeRepresentation[]): ClientRepresentation {
  const template = fieldOf(client, "clientTemplate");
  const { defaultClientScopes = [], ...others } = without(client, ...FIELDS);
  const name = nameOf(template);
  const isNew = typeof template === "string" && scopes.some((scope) => scope.name === name);
  if (!isNew || defaultClientScopes.includes(name)) return { ...others, defaultClientScopes };
  return { ...others, defaultClientScopes: [...defaultClientScopes, name] };
}
