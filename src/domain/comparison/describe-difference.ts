import type { JsonValue } from "../json.ts";
import type { Difference } from "./compare-realms.ts";
import type { PartKind, PartOwner } from "./part.ts";

/** What the two sides are called: `here` and `there`, `now` and `then`. */
export interface Sides {
  readonly here: string;
  readonly there: string;
}

const KINDS: Readonly<Record<PartKind, string>> = {
  realm: "Realm",
  realmRole: "Realm role",
  clientRole: "Role",
  clientScope: "Client scope",
  client: "Client",
  protocolMapper: "Mapper",
  serviceAccount: "Service account of",
  group: "Group",
  user: "User",
  component: "Component",
  identityProvider: "Identity provider",
  identityProviderMapper: "Identity provider mapper",
  authenticationFlow: "Authentication flow",
  authenticatorConfig: "Authenticator configuration",
  requiredAction: "Required action",
  organization: "Organization",
  userFederation: "User federation",
  userFederationMapper: "User federation mapper",
};

/** `Mapper audience of client orders` */
export function describePart({ kind, name, owner }: { kind: PartKind; name: string; owner?: PartOwner }): string {
  if (!owner) return `${KINDS[kind]} ${name}`;
  return `${KINDS[kind]} ${name} of ${"client" in owner ? `client ${owner.client}` : `client scope ${owner.clientScope}`}`;
}

/** A difference in one line: `Client orders: fullScopeAllowed is true here, false there`. */
export function describeDifference(difference: Difference, { here, there }: Sides): string {
  const part = describePart(difference);
  if (difference.change === "onlyHere") return `${part} is only ${here}`;
  if (difference.change === "onlyThere") return `${part} is only ${there}`;
  const { field = "" } = difference;
  if (difference.secret) return `${part}: ${field} is not the same (secret, not shown)`;
  if (isList(difference.here) && isList(difference.there)) {
    const more = [...only(difference.here, difference.there, here), ...only(difference.there, difference.here, there)];
    if (more.length > 0) return `${part}: ${field} has ${more.join(", and ")}`;
  }
  return `${part}: ${field} is ${shown(difference.here)} ${here}, ${shown(difference.there)} ${there}`;
}

type Texts = readonly string[];

const isList = (value: JsonValue | undefined): value is Texts =>
  value === undefined || (Array.isArray(value) && value.every((item) => typeof item === "string"));

function only(some: Texts = [], others: Texts = [], side: string): string[] {
  const more = some.filter((item) => !others.includes(item));
  return more.length > 0 ? [`${more.join(", ")} only ${side}`] : [];
}

const LONGEST = 80;

function shown(value: JsonValue | undefined): string {
  if (value === undefined || value === "") return "not set";
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
