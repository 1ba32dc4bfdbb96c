import type { RealmDocument } from "../realm-document.ts";
import { isMasked } from "../secrets.ts";
import { type LeftDifference, type Planned, plan } from "./part-change.ts";

/** The realm as it is, but for secrets that are masked here: Keycloak would take the mask for the secret. */
export function planNewRealm(here: RealmDocument): Planned {
  return {
    ...plan({ type: "createRealm", document: withoutMasks(here) as RealmDocument }),
    left: maskedSecretsOf(here),
  };
}

const maskedSecretsOf = ({ clients = [] }: RealmDocument): LeftDifference[] =>
  clients
    .filter(({ secret }) => isMasked(secret))
    .map(({ clientId }) => ({
      difference: { kind: "client", name: clientId, change: "differs", field: "secret", secret: true },
      reason: "the secret is masked here: Keycloak makes one",
    }));

function withoutMasks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMasks);
  if (value === null || typeof value !== "object") return value;
  const members = Object.entries(value).filter(([, member]) => !isMasked(member));
  return Object.fromEntries(members.map(([name, member]) => [name, withoutMasks(member)]));
}
