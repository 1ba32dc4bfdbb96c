import { MASTER } from "../domain/master-realm.ts";
import { readRealm } from "../domain/read-representation.ts";
import type { RealmDocument } from "../domain/realm-document.ts";
import { RealmRefused } from "../domain/realm-refused.ts";
import { RealmConflict } from "../store/workspace-problem.ts";
import { type AdminAnswer, badRequest, conflict, forbidden, realmNotFound, unreadable } from "./admin-answer.ts";
import type { AdminContext } from "./admin-context.ts";
import type { Administrator } from "./administrator.ts";

/** Parts of a realm that its representation does not show; they have endpoints of their own (recorded). */
const PARTS = new Set([
  "roles",
  "groups",
  "users",
  "localizationTexts",
  "scopeMappings",
  "clientScopeMappings",
  "clients",
  "clientScopes",
  "defaultDefaultClientScopes",
  "defaultOptionalClientScopes",
  "identityProviders",
  "identityProviderMappers",
  "components",
  "authenticationFlows",
  "authenticatorConfig",
  "requiredActions",
  "keycloakVersion",
]);

const representationOf = (document: RealmDocument): object =>
  Object.fromEntries(Object.entries(document).filter(([name]) => !PARTS.has(name)));

const BRIEF = ["id", "realm", "displayName", "displayNameHtml", "enabled"];
/** What an administrator sees of a realm without the right to view it (reference §1.1). */
const REDUCED = ["realm", "displayName", "displayNameHtml", "bruteForceProtected", "supportedLocales", "defaultLocale"];

const pick = (document: RealmDocument, names: readonly string[]): object =>
  Object.fromEntries(Object.entries(document).filter(([name]) => names.includes(name)));

/** `GET /admin/realms`: the realms the caller has any right over. */
export function listRealms(ctx: AdminContext, admin: Administrator, brief: boolean): AdminAnswer {
  const visible = ctx.realmNames().filter((name) => admin.has(name));
  if (visible.length === 0) return forbidden;
  const documents = [...visible]
    .sort()
    .map((name) => ctx.findRealm(name)?.document)
    .filter((document) => document !== undefined);
  const json = documents.map((document) => {
    if (!admin.has(document.realm, "view-realm", "manage-realm")) return { realm: document.realm };
    return brief ? pick(document, BRIEF) : representationOf(document);
  });
  return { status: 200, json };
}

/** `GET /admin/realms/{realm}` */
export function readRealmRepresentation(ctx: AdminContext, admin: Administrator, name: string): AdminAnswer {
  const document = ctx.findRealm(name)?.document;
  if (!document) return realmNotFound;
  if (!admin.has(name)) return forbidden;
  return {
    status: 200,
    json: admin.has(name, "view-realm", "manage-realm") ? representationOf(document) : pick(document, REDUCED),
  };
}

/** `POST /admin/realms`: creates a realm out of as little as its name, or imports a whole one. */
export async function createRealm(
  ctx: AdminContext,
  admin: Administrator,
  body: string,
  baseUrl: string,
): Promise<AdminAnswer> {
  if (!admin.mayCreateRealms) return forbidden;
  const json = parseJson(body);
  if (json === undefined) return unreadable;
  if (isNameless(json)) return badRequest("Realm name cannot be empty");
  const reading = readRealm(json);
  if ("problem" in reading) return unreadable;
  const { realm } = reading.value;
  const forbiddenCharacter = /[:/?#@!$&()*+,;=[\]\\]/.exec(realm)?.[0];
  if (forbiddenCharacter !== undefined)
    return { status: 400, json: { error: `Character '${forbiddenCharacter}' not allowed.` } };
  try {
    await ctx.createRealm(reading.value, admin.username);
  } catch (error) {
    if (error instanceof RealmConflict) return conflict(`Realm ${realm} already exists`);
    if (error instanceof RealmRefused) return conflict(error.message);
    throw error;
  }
  return { status: 201, headers: { Location: `${baseUrl}/admin/realms/${encodeURIComponent(realm)}` } };
}

function parseJson(body: string): object | undefined {
  try {
    const json: unknown = JSON.parse(body);
    return json !== null && typeof json === "object" && !Array.isArray(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

const isNameless = (json: object): boolean => !("realm" in json) || json.realm === "" || json.realm === null;

/** `DELETE /admin/realms/{realm}`. What was removed is kept in the workspace's state folder. */
export async function removeRealm(ctx: AdminContext, admin: Administrator, name: string): Promise<AdminAnswer> {
  if (!ctx.findRealm(name)) return realmNotFound;
  if (!admin.has(name, "manage-realm")) return forbidden;
  if (name === MASTER) return badRequest("Can't remove master realm");
  await ctx.removeRealm(name, admin.username);
  return { status: 204 };
}
