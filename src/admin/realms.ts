import { findClientProblems } from "../domain/client-validation.ts";
import type { PartialRealm } from "../domain/complete-realm.ts";
import { entryOf } from "../domain/edits/parts.ts";
import { withRolesHeld } from "../domain/edits/user-edits.ts";
import { MASTER, realmClientId } from "../domain/master-realm.ts";
import { readShape } from "../domain/read-representation.ts";
import type { RealmDocument } from "../domain/realm-document.ts";
import { refusedCharacterIn } from "../domain/realm-name.ts";
import { refuseSettings } from "../domain/realm-settings.ts";
import { inFieldOrder, shapeOf } from "../domain/representations.ts";
import { findMapperTwin, findTwin } from "../domain/twins.ts";
import { refuseUnfitParts } from "../domain/unfit-parts.ts";
import { parseJsonLoosely } from "../store/json-location.ts";
import { RealmConflict } from "../store/workspace-problem.ts";
import {
  type AdminAnswer,
  badRequest,
  conflict,
  created,
  forbidden,
  invalid,
  noContent,
  ok,
  refuse,
} from "./admin-answer.ts";
import { type AdminCall, locationOf, type RealmCall, requireAny } from "./admin-call.ts";
import { findProvider } from "./component-types.ts";
import { byCode, queryFlag } from "./query.ts";
import { requireJson } from "./read-body.ts";
import { realmRepresentation } from "./realm-representation.ts";
import { withoutNulls } from "./without-nulls.ts";

const BRIEF = ["id", "realm", "displayName", "displayNameHtml", "enabled"];

const pick = (document: RealmDocument, names: readonly string[]): object =>
  Object.fromEntries(Object.entries(document).filter(([name]) => names.includes(name)));

/** `GET /admin/realms`: the realms the caller has any right over. */
export function listRealms(call: AdminCall): AdminAnswer {
  const { ctx, admin } = call;
  const visible = ctx.realmNames().filter((name) => admin.hasAny(name));
  if (visible.length === 0) return forbidden(`${admin.username} has no right over any realm`);
  const brief = queryFlag(call, "briefRepresentation");
  const realms = [...visible].sort(byCode).flatMap((name) => ctx.findRealm(name) ?? []);
  return ok(
    realms.map((realm) => {
      if (!admin.has(realm.name, "view-realm", "manage-realm")) return { realm: realm.name };
      return brief ? pick(realm.document, BRIEF) : realmRepresentation(call, realm);
    }),
  );
}

/** `GET /admin/realms/{realm}` */
export function readRealmRepresentation(call: RealmCall): AdminAnswer {
  const { admin, realm } = call;
  if (admin.has(realm.name, "view-realm", "manage-realm")) return ok(realmRepresentation(call, realm));
  if (!admin.hasAny(realm.name)) return forbidden(`${admin.username} has no administration role over ${realm.name}`);
  return ok(reducedTo(call));
}

/** What an administrator sees of a realm without the right to view it (recorded: `access-reduced-realm`). */
function reducedTo({ admin, realm }: RealmCall): object {
  const { document } = realm;
  return inFieldOrder("RealmRepresentation", {
    ...pick(document, ["realm", "displayName", "displayNameHtml", "defaultLocale"]),
    ...(admin.has(realm.name, "view-users", "manage-users") && pick(document, ["registrationEmailAsUsername"])),
    bruteForceProtected: false,
    supportedLocales: [],
    organizationsEnabled: false,
    ...pick(document, ["bruteForceProtected", "supportedLocales", "organizationsEnabled"]),
  });
}

const unreadable = invalid("unable to read contents from stream");

/** `POST /admin/realms`: creates a realm out of as little as its name, or imports a whole one. */
export async function createRealm(call: AdminCall): Promise<AdminAnswer> {
  const { ctx, admin } = call;
  if (!admin.mayCreateRealms) return forbidden(`${admin.username} lacks the realm role create-realm`);
  const given = await readRealmBody(call);
  const { realm } = given;
  refuseUnfit(call, given);
  try {
    await ctx.createRealm(given, admin.username);
  } catch (error) {
    if (error instanceof RealmConflict) return conflict(`Realm ${realm} already exists`);
    throw error;
  }
  await giveRights(call, realm);
  return created(locationOf(call, realm));
}

export const TOO_LONG = invalid("Database operation failed");
const LONGEST_ID = 36;
const LONGEST_NAME = 255;

function refuseUnfit({ ctx }: AdminCall, given: PartialRealm): void {
  const { realm = "", displayName = "", id = "" } = given;
  if (realm.trim() === "") refuse(invalid("Realm name cannot be empty"));
  const character = refusedCharacterIn(realm);
  if (character !== undefined) refuse(badRequest(`Character '${character}' not allowed.`));
  if (ctx.findRealm(realm)) refuse(conflict(`Realm ${realm} already exists`));
  if (realm.length > LONGEST_NAME || displayName.length > LONGEST_NAME || id.length > LONGEST_ID) refuse(TOO_LONG);
  if (id !== "" && ctx.realmNames().some((name) => ctx.findRealm(name)?.document.id === id)) refuse(TWICE);
  if (findTwin(given)) refuse(TWICE);
  if (findMapperTwin(given)) refuse(conflict("Protocol mapper name must be unique per protocol"));
  refuseValues(given);
  refuseUnfitParts(given);
}

function refuseValues(given: PartialRealm): void {
  const { clients = [], components = {} } = given;
  refuseSettings({ ...given }, {});
  const owners = new Set(clients.map(({ clientId }) => clientId));
  if (owners.has("account-console") && !owners.has("account")) refuse(TWICE); // the two are made together
  for (const client of clients) {
    const [problem] = findClientProblems(client);
    if (problem !== undefined) refuse(invalid(`Invalid client ${client.clientId}: ${problem}`));
  }
  for (const [type, all] of Object.entries(components))
    for (const { providerId } of all)
      if (!findProvider(type, providerId)) refuse(invalid(`There is no component ${providerId} of the type ${type}`));
}

const TWICE = conflict("Duplicate resource error");

/** Who may create realms but is no administrator of all gets every right over the new one (recorded: `access-master`). */
async function giveRights({ ctx, admin }: AdminCall, realm: string): Promise<void> {
  if (admin.isServerAdmin) return;
  await ctx.editRealm(
    MASTER,
    (document) => {
      const roles = entryOf(document.roles?.client, realmClientId(realm)) ?? [];
      return withRolesHeld(
        document,
        admin.userId,
        roles.flatMap(({ id }) => id ?? []),
      );
    },
    { by: admin.username, summary: [`${admin.username} administers the realm ${realm}`] },
  );
}

/** Whatever is wrong with the body of a whole realm, the same is said of it (recorded). */
async function readRealmBody({ request }: AdminCall): Promise<PartialRealm> {
  requireJson(request.header("content-type"));
  const json = await parseJsonLoosely(await request.readText());
  if ("broken" in json) return refuse(unreadable);
  const reading = readShape(json.value, shapeOf("RealmRepresentation"));
  if ("problem" in reading) return refuse(unreadable);
  const given = withoutNulls(reading.value) as PartialRealm;
  return given;
}

/** `DELETE /admin/realms/{realm}`. What was removed is kept in the workspace's state folder. */
export async function removeRealm(call: RealmCall): Promise<AdminAnswer> {
  requireAny(call, "manage-realm");
  if (call.realm.name === MASTER) return invalid("Can't remove master realm");
  await call.ctx.removeRealm(call.realm.name, call.admin.username);
  return noContent();
}
