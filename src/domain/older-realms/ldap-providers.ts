import { isObject } from "../json.ts";
import type { ComponentRepresentation } from "../realm-document.ts";
import type { Rule } from "./older-realm.ts";

type Component = ComponentRepresentation;
type Config = NonNullable<Component["config"]>;

const STORAGE = "org.keycloak.storage.UserStorageProvider";
const MAPPER = "org.keycloak.storage.ldap.mappers.LDAPStorageMapper";

/** Changes the configuration of providers of users, those of LDAP and others. */
const withStorage =
  (change: (component: Component) => Component): Rule =>
  (realm) => {
    const providers = realm.components?.[STORAGE];
    return providers ? { ...realm, components: { ...realm.components, [STORAGE]: providers.map(change) } } : realm;
  };

const withConfig = (component: Component, config: Config): Component => ({
  ...component,
  config: { ...component.config, ...config },
});

/** Since 24 a trust store serves all connections or none. */
export const withTruststoreAlways: Rule = withStorage((component) =>
  component.config?.["useTruststoreSpi"]?.[0] === "ldapsOnly"
    ? withConfig(component, { useTruststoreSpi: ["always"] })
    : component,
);

/** Since 26.7 mappers of LDAP say how they read what is not text; those that are there go on as they were. */
export const withLdapDecoding: Rule = withStorage((component) => {
  const { providerId, subComponents } = component;
  const mappers = isObject(subComponents) ? subComponents[MAPPER] : undefined;
  if (providerId !== "ldap" || !Array.isArray(mappers)) return component;
  const decoded = mappers.map((mapper: unknown) => (isMapper(mapper) ? withDecoding(mapper) : mapper));
  return { ...component, subComponents: { ...subComponents, [MAPPER]: decoded } };
});

type Mapper = Component & { readonly config: Config };

const isMapper = (value: unknown): value is Mapper => isObject(value) && isObject(value["config"]);

function withDecoding(mapper: Mapper): Component {
  const { providerId, config } = mapper;
  if (providerId === "user-attribute-ldap-mapper" && config["is.binary.attribute"]?.[0] === "true")
    return { ...mapper, config: { "binary.attribute.decoder": ["base64"], ...config } };
  return providerId === "group-ldap-mapper"
    ? { ...mapper, config: { "decode.group.uuid.attribute": ["false"], ...config } }
    : mapper;
}
