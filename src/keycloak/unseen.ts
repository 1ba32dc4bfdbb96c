import { componentsOf } from "../domain/components.ts";
import { KEY_PROVIDER_TYPE, type RealmDocument } from "../domain/realm-document.ts";
import { isMasked } from "../domain/secrets.ts";

interface KeptParts {
  readonly smtpServer?: object;
  readonly identityProviders?: readonly { readonly alias: string; readonly config?: object }[];
}

/** What a Keycloak keeps to itself when it is read through its Admin API, in sentences; `kc.sh export` writes it. */
export function unseenOf(document: RealmDocument, ordinaryUsers: number): string[] {
  const { smtpServer, identityProviders = [] } = document as RealmDocument & KeptParts;
  const components = componentsOf(document);
  const [keys, others] = [
    components.filter(({ type }) => type === KEY_PROVIDER_TYPE),
    components.filter(({ type }) => type !== KEY_PROVIDER_TYPE),
  ];
  return [
    about(
      "The keys of key providers",
      keys.map(({ component }) => component.name ?? component.providerId),
    ),
    about(
      "The secrets of clients",
      (document.clients ?? []).filter(({ secret }) => isMasked(secret)).map(({ clientId }) => clientId),
    ),
    about(
      "The authorization settings of clients",
      (document.clients ?? [])
        .filter((client) => client.authorizationServicesEnabled && !("authorizationSettings" in client))
        .map(({ clientId }) => clientId),
    ),
    about(
      "The secrets of identity providers",
      identityProviders.filter(({ config }) => hasMask(config)).map(({ alias }) => alias),
    ),
    about(
      "The secrets of components",
      others
        .filter(({ component }) => hasMask(component.config))
        .map(({ component }) => component.name ?? component.providerId),
    ),
    hasMask(smtpServer) ? "The password of the mail server is not shown." : undefined,
    ordinaryUsers > 0
      ? `Passwords and other credentials of ${ordinaryUsers} ${ordinaryUsers === 1 ? "user" : "users"} are not shown.`
      : undefined,
  ].filter((sentence) => sentence !== undefined);
}

const hasMask = (values: object | undefined): boolean => Object.values(values ?? {}).some(isMasked);

const MOST_NAMES = 10;

function about(what: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const more = names.length > MOST_NAMES ? `, and ${names.length - MOST_NAMES} more` : "";
  return `${what} are not shown: ${names.slice(0, MOST_NAMES).join(", ")}${more}.`;
}
