import type { CompiledClient } from "./compiled-client.ts";
import type { CompiledClientScope } from "./compiled-client-scopes.ts";
import { closureOf, type Reached } from "./compiled-roles.ts";
import type { ClientScopeAssignment } from "./edit.ts";
import type { ClientScopeVerdict } from "./explanation.ts";
import type { Mend } from "./trace.ts";

/** What a `scope` parameter comes to for one client. */
export interface ResolvedScopes {
  readonly openid: boolean;
  /** Words that are linked to the client neither as default nor as optional scope; any makes the request invalid. */
  readonly unlinked: readonly string[];
  /** The client scopes that take part, default ones first. */
  readonly granted: readonly CompiledClientScope[];
  /** Names of all that would take part if the holder's roles did not matter. */
  readonly asked: ReadonlySet<string>;
  readonly verdicts: readonly ClientScopeVerdict[];
}

/**
 * The words of a `scope` parameter (RFC 6749 §3.3), split as Keycloak does: at single spaces, empty words kept except at
 * the end, so that `scope=` and a double space are invalid and a trailing space is not.
 */
function scopeWords(scope: string | undefined): string[] {
  if (scope === undefined) return [];
  const words = scope.split(" ");
  if (words.length === 1) return words;
  while (words.at(-1) === "") words.pop();
  return words;
}

/**
 * Decides which client scopes take part: all default ones and the optional ones named, without those whose scope
 * mappings the holder has none of (reference §6.1). Never throws; an unlinked word is reported, not judged.
 *
 * @param audience the clients that an exchange asked for: of other clients' roles none opens a client scope then (recorded).
 */
export function resolveClientScopes(
  client: CompiledClient,
  held: ReadonlyMap<string, Reached>,
  scope: string | undefined,
  audience: readonly string[] = [],
): ResolvedScopes {
  const words = new Set(scopeWords(scope));
  const openid = words.delete("openid");
  const defaults = new Map(client.defaultScopes.map((linked) => [linked.name, linked]));
  const isKnown = (word: string) => defaults.has(word) || isOptional(client, word);
  const unlinked = leavesNothing(client, words) ? [...words] : [...words].filter((word) => !isKnown(word));
  const opening = audience.length === 0 ? held : withoutOtherOwners(held, audience);
  const verdictOf = (clientScope: CompiledClientScope, assignment: ClientScopeAssignment) =>
    judge(client, opening, clientScope, assignment, words.has(clientScope.name));
  const verdicts = [
    ...client.defaultScopes.map((linked) => verdictOf(linked, "default")),
    ...[...client.optionalScopes.values()]
      .filter(({ name }) => !defaults.has(name))
      .map((linked) => verdictOf(linked, "optional")),
    ...unlinked
      .map((word) => client.realm.clientScopes.get(word))
      .filter((known) => known !== undefined)
      .map((known) => verdictOf(known, "none")),
  ];
  const granted = verdicts
    .filter((verdict) => verdict.granted)
    .map((verdict) => client.realm.clientScopes.get(verdict.name));
  const asked = new Set(verdicts.filter(isAsked).map(({ name }) => name));
  return { openid, unlinked, granted: granted.filter((linked) => linked !== undefined), asked, verdicts };
}

function withoutOtherOwners(held: ReadonlyMap<string, Reached>, audience: readonly string[]) {
  return new Map([...held].filter(([, { role }]) => role.owner === undefined || audience.includes(role.owner)));
}

/** In vain or not: only what is about organizations is, and nothing else asks for that by its name. */
const isAsked = ({ assignment, requested }: ClientScopeVerdict): boolean =>
  assignment === "default" || (assignment === "optional" && requested);

/**
 * Whether a scope is about organizations in a realm that has none: asking for it is in vain, and no error. With a colon in
 * its name it is an error (recorded), because what stands behind a colon is read as the name of an organization.
 */
const isInVain = (client: CompiledClient, clientScope: CompiledClientScope): boolean =>
  isOfNoOrganization(client, clientScope) && !clientScope.name.includes(":");

const isOfNoOrganization = ({ realm }: CompiledClient, clientScope: CompiledClientScope): boolean =>
  realm.document.organizationsEnabled !== true && isAboutOrganizations(clientScope);

export const isAboutOrganizations = ({ representation }: CompiledClientScope): boolean =>
  (representation.protocolMappers ?? []).some(({ protocolMapper }) => protocolMapper === ORGANIZATION_MAPPER);

const ORGANIZATION_MAPPER = "oidc-organization-membership-mapper";

function isOptional(client: CompiledClient, word: string): boolean {
  const optional = client.optionalScopes.get(word);
  return optional !== undefined && (!isOfNoOrganization(client, optional) || isInVain(client, optional));
}

/** Where no client scope is left at all, asking for any is an error (asked on 26.7). */
function leavesNothing(client: CompiledClient, words: ReadonlySet<string>): boolean {
  if (words.size === 0 || client.defaultScopes.length > 0) return false;
  return [...words].every((word) => {
    const optional = client.optionalScopes.get(word);
    return optional !== undefined && isInVain(client, optional);
  });
}

function judge(
  client: CompiledClient,
  held: ReadonlyMap<string, Reached>,
  clientScope: CompiledClientScope,
  assignment: ClientScopeAssignment,
  requested: boolean,
): ClientScopeVerdict {
  const inVain = assignment === "optional" && requested && isInVain(client, clientScope);
  const asked = assignment === "default" || (assignment === "optional" && requested && !inVain);
  const open =
    clientScope.scopeMappings.length === 0 ||
    [...closureOf(clientScope.scopeMappings).keys()].some((id) => held.has(id));
  const granted = asked && open;
  return {
    clientScopeId: clientScope.id,
    name: clientScope.name,
    assignment,
    requested,
    granted,
    named: granted && clientScope.includeInTokenScope,
    reason: inVain ? IN_VAIN : reasonFor(clientScope, assignment, asked, open),
    mends: mendsFor(client, clientScope, assignment, asked, open),
  };
}

const IN_VAIN = "Left out in silence: it is about organizations, which are off in this realm";

function reasonFor(
  clientScope: CompiledClientScope,
  assignment: ClientScopeAssignment,
  asked: boolean,
  open: boolean,
): string {
  if (assignment === "none") return "Not assigned to this client, so asking for it is refused";
  if (!asked) return "Optional: takes part when the request names it in scope";
  if (!open) {
    const roles = clientScope.scopeMappings.map(({ name }) => name).join(", ");
    return `Left out in silence: it is for those who hold ${roles}, and the service account holds none of them`;
  }
  const why = assignment === "default" ? "Default: always takes part" : "Optional, and the request names it";
  return clientScope.includeInTokenScope ? why : `${why}; Include in token scope is off, so scope does not name it`;
}

function mendsFor(
  client: CompiledClient,
  clientScope: CompiledClientScope,
  assignment: ClientScopeAssignment,
  asked: boolean,
  open: boolean,
): Mend[] {
  if (assignment === "none")
    return [
      {
        label: `Assign ${clientScope.name} as optional`,
        edits: [{ type: "assignClientScope", client: client.id, clientScope: clientScope.id, as: "optional" }],
      },
    ];
  if (!asked || open) return [];
  return clientScope.scopeMappings.map((role) => ({
    label: `Assign role ${role.name}`,
    edits: [{ type: "assignRole", client: client.id, role: role.id }],
  }));
}
