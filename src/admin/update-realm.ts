import { createPrivateKey, X509Certificate } from "node:crypto";
import { describeRealmPut } from "../domain/edits/describe-put.ts";
import { type GivenRealm, withRealmPut } from "../domain/edits/realm-edits.ts";
import { MASTER, withRealmClientRenamed } from "../domain/master-realm.ts";
import { refusedCharacterIn } from "../domain/realm-name.ts";
import { RealmRefused } from "../domain/realm-refused.ts";
import { MASK } from "../domain/secrets.ts";
import { RealmConflict } from "../store/workspace-problem.ts";
import { toldAs } from "./admin-actions.ts";
import { type AdminAnswer, conflict, invalid, noContent, refuse } from "./admin-answer.ts";
import { edit, type RealmCall, requireAny } from "./admin-call.ts";
import { readBody } from "./read-body.ts";
import { realmRepresentation } from "./realm-representation.ts";
import { TOO_LONG } from "./realms.ts";

/** `PUT /admin/realms/{realm}` */
export async function updateRealm(call: RealmCall): Promise<AdminAnswer> {
  requireAny(call, "manage-realm");
  const given = await readBody<GivenRealm>(call, "RealmRepresentation");
  const from = call.realm.name;
  const to = given.realm ?? from;
  refuseName(from, to);
  refuseUnfit(given);
  try {
    const before = { ...realmRepresentation(call, call.realm), realm: from };
    await edit(call, describeRealmPut(before, given), (document) => withRealmPut(document, given));
  } catch (error) {
    if (error instanceof RealmConflict) return { ...conflict("Realm with same name exists"), reason: error.message };
    if (error instanceof RealmRefused) return invalid(error.message);
    throw error;
  }
  if (to !== from) await followInMaster(call, from, to);
  return noContent({
    operation: "UPDATE",
    resourceType: "REALM",
    resourcePath: "",
    representation: toldAs("RealmRepresentation", withoutPassword(given)),
  });
}

function refuseName(from: string, to: string): void {
  if (from === MASTER && to !== MASTER) refuse(invalid("Can't rename master realm"));
  if (to.trim() === "") refuse(invalid("Realm name cannot be empty"));
  const character = refusedCharacterIn(to);
  if (character !== undefined) refuse(invalid(`Character '${character}' not allowed.`));
}

const LONGEST = 255;

function refuseUnfit({ realm, displayName, certificate, attributes, ...given }: GivenRealm): void {
  const { accessCodeLifespanLogin: login, accessCodeLifespanUserAction: action, privateKey, publicKey } = given;
  if (typeof privateKey === "string" && typeof publicKey === "string" && !isPrivateKey(privateKey))
    refuse(invalid("Failed to decode private key"));
  if (typeof certificate === "string" && !isCertificate(certificate)) refuse(invalid("Failed to decode certificate"));
  if (typeof login === "number" && typeof action === "number" && Math.min(login, action) < 1)
    refuse(invalid("AccessCodeLifespanLogin or AccessCodeLifespanUserAction cannot be 0"));
  const texts = [realm, displayName, ...Object.keys(attributes ?? {})];
  if (texts.some((text) => (text?.length ?? 0) > LONGEST)) refuse(TOO_LONG);
}

const isCertificate = (text: string): boolean =>
  isRead(() => new X509Certificate(text.includes("-----") ? text : Buffer.from(text, "base64")));

const isPrivateKey = (text: string): boolean =>
  isRead(() =>
    createPrivateKey(
      text.includes("-----") ? text : { key: Buffer.from(text, "base64"), format: "der", type: "pkcs8" },
    ),
  );

function isRead(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

/** The next call asks for the rights over the new name. */
async function followInMaster({ ctx, admin }: RealmCall, from: string, to: string): Promise<void> {
  const note = { by: admin.username, summary: [`Realm ${from} renamed to ${to}`] };
  await ctx.editRealm(MASTER, (document) => withRealmClientRenamed(document, from, to), note);
}

function withoutPassword(given: GivenRealm): GivenRealm {
  const server = given["smtpServer"];
  if (server === null || typeof server !== "object" || !("password" in server)) return given;
  return { ...given, smtpServer: { ...server, password: MASK } };
}
