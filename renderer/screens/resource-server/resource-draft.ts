import type { ResourceServerSettings } from "../../../src/contract/index.ts";
import { createMemoryStore } from "../../memory-store.ts";
import { words } from "../../words.ts";

/** What a person has set and not saved, by `draftKey(realm, "resource-server")`; it survives leaving the screen. */
export const resourceDrafts = createMemoryStore<Readonly<Record<string, ResourceServerSettings | undefined>>>({});

/** What the last save of this window changed, in words, and how it was before, by the same key. */
export const resourceSaves = createMemoryStore<
  Readonly<Record<string, { readonly text: string; readonly before: ResourceServerSettings | null } | undefined>>
>({});

const say = words.resourceServer.changed;

/** What differs, in words for the Save bar. */
export function describeChanges(from: ResourceServerSettings, to: ResourceServerSettings): readonly string[] {
  const lines: readonly (readonly [keyof ResourceServerSettings, string])[] = [
    ["enabled", say.enabled(to.enabled)],
    ["issuer", say.issuer(to.issuer)],
    ["audience", say.audience(to.audience)],
    ["scopes", say.scopes(to.scopes)],
    ["realmRoles", say.realmRoles(to.realmRoles)],
    ["clientRoles", say.clientRoles(clientRoleNames(to))],
    ["verification", say.verification(to.verification)],
    ["introspectAs", say.introspectAs(to.introspectAs)],
  ];
  return lines.filter(([name]) => JSON.stringify(from[name]) !== JSON.stringify(to[name])).map(([, line]) => line);
}

/** The settings with some of them changed; an empty text is none. */
export function withSettings(
  settings: ResourceServerSettings,
  change: { readonly [Name in keyof ResourceServerSettings]?: ResourceServerSettings[Name] | undefined },
): ResourceServerSettings {
  const entries = Object.entries({ ...settings, ...change }).filter(([, value]) => value !== undefined && value !== "");
  return Object.fromEntries(entries) as unknown as ResourceServerSettings;
}

/** A client role by its owner and name, as people pick it. */
export const clientRoleNames = ({ clientRoles }: Pick<ResourceServerSettings, "clientRoles">): readonly string[] =>
  Object.entries(clientRoles).flatMap(([owner, names]) =>
    names.map((name) => words.resourceServer.clientRole(owner, name)),
  );

export interface OwnedRole {
  readonly owner: string;
  readonly name: string;
}

/** A client may be called `constructor`. */
export function withClientRole(roles: ResourceServerSettings["clientRoles"], { owner, name }: OwnedRole) {
  const held = Object.hasOwn(roles, owner) ? (roles[owner] ?? []) : [];
  return { ...roles, [owner]: [...held.filter((each) => each !== name), name] };
}

export function withoutClientRole(roles: ResourceServerSettings["clientRoles"], role: string) {
  const left = Object.entries(roles).map(
    ([owner, names]) => [owner, names.filter((name) => words.resourceServer.clientRole(owner, name) !== role)] as const,
  );
  return Object.fromEntries(left.filter(([, names]) => names.length > 0));
}
