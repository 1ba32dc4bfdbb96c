import serverInfo from "./server-info.json" with { type: "json" };

/** A kind of component that can be added. Where its form is not known here, it takes any settings. */
export interface Provider {
  readonly id: string;
  readonly properties?: readonly { readonly name: string; readonly secret: boolean }[];
}

const described: Readonly<Record<string, readonly Provider[]>> = serverInfo.componentTypes;

/** Kinds that are kept and mean nothing here: who may register clients, and users from elsewhere. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  "org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy": [
    "allowed-client-templates",
    "allowed-protocol-mappers",
    "client-disabled",
    "consent-required",
    "max-clients",
    "registration-web-origins",
    "scope",
    "trusted-hosts",
  ],
  "org.keycloak.storage.UserStorageProvider": ["kerberos", "ldap"],
  "org.keycloak.storage.ldap.mappers.LDAPStorageMapper": [
    "certificate-ldap-mapper",
    "full-name-ldap-mapper",
    "group-ldap-mapper",
    "hardcoded-attribute-mapper",
    "hardcoded-ldap-attribute-mapper",
    "hardcoded-ldap-group-mapper",
    "hardcoded-ldap-role-mapper",
    "kerberos-principal-attribute-mapper",
    "msad-lds-user-account-control-mapper",
    "msad-user-account-control-mapper",
    "role-ldap-mapper",
    "user-attribute-ldap-mapper",
  ],
};

/** What is described to people, and is no component of a realm all the same. */
const NO_COMPONENTS = new Set([
  "org.keycloak.authentication.ClientAuthenticator",
  "org.keycloak.protocol.ProtocolMapper",
]);

const providers: ReadonlyMap<string, readonly Provider[]> = new Map<string, readonly Provider[]>([
  ...Object.entries(described).filter(([type]) => !NO_COMPONENTS.has(type)),
  ...Object.entries(OTHERS).map(([type, ids]) => [type, ids.map((id) => ({ id }))] as const),
]);

/** Undefined where Keycloak has no such provider. */
export const findProvider = (type: string | undefined, id: string | undefined): Provider | undefined =>
  providers.get(type ?? "")?.find((provider) => provider.id === id);

/** What the forms of a type's providers ask for; undefined for a type that is not known. */
export const describeType = (type: string): readonly Provider[] | undefined =>
  described[type] ?? providers.get(type)?.map((provider) => ({ ...provider, properties: [], metadata: {} }));
