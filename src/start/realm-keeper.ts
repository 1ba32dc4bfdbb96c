import { type CompiledRealm, compileRealm } from "../domain/compiled-realm.ts";
import { completeRealm, lacksKeys, type PartialRealm } from "../domain/complete-realm.ts";
import { isOfRealm } from "../domain/components.ts";
import type { EditFacts } from "../domain/edits/edit-facts.ts";
import { withRealmPut } from "../domain/edits/realm-edits.ts";
import { MASTER, masterTemplate, reconcileMaster, withRealmClientRenamed } from "../domain/master-realm.ts";
import { withMentionedRoles } from "../domain/mentioned-roles.ts";
import { migratedRealm } from "../domain/older-realms/migrated-realm.ts";
import { withPartsOfToday } from "../domain/older-realms/parts-of-today.ts";
import { readRealm } from "../domain/read-representation.ts";
import { type ComponentRepresentation, KEY_PROVIDER_TYPE, type RealmDocument } from "../domain/realm-document.ts";
import { RealmRefused } from "../domain/realm-refused.ts";
import { generateFallbackProvider, generateKeyProviders } from "../keys/key-providers.ts";
import { readRealmKey } from "../keys/realm-key.ts";
import { keysOf, type RealmKeys } from "../keys/realm-keys.ts";
import { settleKeyProvider } from "../keys/settle-key-provider.ts";
import type { Log } from "../start.ts";
import type { Published } from "../store/change.ts";
import { withRealmMoved } from "../store/realm-in-settings.ts";
import type { RealmRules } from "../store/realm-rules.ts";
import type { Workspace } from "../store/workspace.ts";
import { RealmConflict } from "../store/workspace-problem.ts";

export type RealmWorkspace = Workspace<CompiledRealm>;

/** How the store reads and compiles realms: unknown JSON is completed as Keycloak's import does, keys made where none came. */
export function createRealmRules(facts: () => EditFacts): RealmRules<CompiledRealm> {
  return {
    parse: async (json) => {
      const reading = readRealm(json);
      if ("problem" in reading) return reading;
      const document = await completed(reading.value, facts());
      return { document, changed: JSON.stringify(document) !== JSON.stringify(json) };
    },
    compile: compileRealm,
  };
}

/** A realm as Keycloak would have it after an import. */
export async function completed(given: PartialRealm, facts: EditFacts): Promise<RealmDocument> {
  const realm = withPartsOfToday(given);
  const keyProviders = lacksKeys(realm) ? await generateKeyProviders(realm.realm, facts) : [];
  const complete = completeRealm(await withKeysMade(realm, facts), { ...facts, keyProviders });
  return withKeysMade(migratedRealm(complete, facts), facts);
}

/** Exports without secrets name key providers that have to make their keys themselves. */
async function withKeysMade<Realm extends PartialRealm>(given: Realm, facts: EditFacts): Promise<Realm> {
  const providers = given.components?.[KEY_PROVIDER_TYPE] ?? [];
  if (!providers.some(lacksKey)) return given;
  const made = await Promise.all(
    providers.map((provider, i) => (lacksKey(provider) ? settled(provider, i, given.realm, facts) : provider)),
  );
  return { ...given, components: { ...given.components, [KEY_PROVIDER_TYPE]: made } };
}

const lacksKey = ({ providerId, config = {} }: ComponentRepresentation): boolean =>
  providerId.endsWith("-generated") && !Object.keys(config).some((name) => /(privateKey|secret)$/i.test(name));

async function settled(
  provider: ComponentRepresentation,
  i: number,
  realm: string,
  facts: EditFacts,
): Promise<ComponentRepresentation> {
  const whole = await settleKeyProvider(provider.providerId, provider.config ?? {}, { ...facts, realm });
  if ("problem" in whole) throw new RealmRefused(whole.problem, ["components", KEY_PROVIDER_TYPE, i]);
  return { ...provider, config: whole.config };
}

/** What a realm that comes through the Admin API must stand beside what a file may lack: keys that can be read, roles that are named. */
export async function imported(given: PartialRealm, facts: EditFacts): Promise<RealmDocument> {
  const realm = withPartsOfToday(withMentionedRoles(given));
  for (const [i, provider] of (realm.components?.[KEY_PROVIDER_TYPE] ?? []).entries()) {
    await settled(provider, i, realm.realm, facts);
    if (hasBrokenKey(provider))
      throw new RealmRefused("Failed to decode the key", ["components", KEY_PROVIDER_TYPE, i]);
  }
  return completed(realm, facts);
}

/** Keycloak makes an RSA key anew that comes without its certificate; of EdDSA, not every runtime knows each curve. */
function hasBrokenKey(provider: ComponentRepresentation): boolean {
  const { providerId, config = {} } = provider;
  if (!providerId.endsWith("-generated") || providerId.startsWith("eddsa") || lacksKey(provider)) return false;
  if (providerId.startsWith("rsa") && !config["certificate"]) return false;
  return isOfRealm(provider) && readRealmKey(provider) === undefined;
}

/** Creates, removes and extends realms, and keeps `master` in line with them. */
export interface RealmKeeper {
  create(given: PartialRealm, by: string): Promise<void>;
  /** Resolves with where its file is kept, from the workspace's folder on. */
  remove(name: string, by: string): Promise<string>;
  /** Resolves once `master` has followed. Rejects with `RealmConflict` when there is a realm of that name. */
  rename(from: string, to: string, by: string): Promise<Published<CompiledRealm>>;
  /** Makes `master` when it is missing, and gives it its client for each realm. */
  reconcile(): Promise<void>;
  /** The keys of a realm once it has one for `alg`; undefined for an unknown algorithm. */
  keysFor(realm: CompiledRealm, alg: string): Promise<RealmKeys | undefined>;
}

export function createRealmKeeper(workspace: RealmWorkspace, facts: () => EditFacts, log: Log): RealmKeeper {
  const making = new Map<string, Promise<RealmKeys | undefined>>();
  const reconcile = () => withMasterInLine(workspace, facts);
  const follow = async (from: string | undefined, to: string) => {
    if (from !== undefined) await followInSettings(workspace, log, from, to);
    if (from !== undefined)
      await workspace.realms.get(MASTER)?.edit((document) => withRealmClientRenamed(document, from, to), {
        by: "workbench",
        summary: [`The administration client of ${from} follows it to its new name ${to}`],
      });
    await reconcile();
  };
  workspace.onChange(({ by, realm, formerRealm }) => {
    if (realm === MASTER || (by !== "file" && formerRealm === undefined)) return; // others call it themselves
    follow(formerRealm, realm).catch((error: unknown) =>
      log.warn(`${MASTER} could not be told of ${realm}: ${String(error)}`),
    );
  });
  return {
    reconcile,
    create: async (given, by) => {
      await workspace.createRealm(await imported(given, facts()), by);
      await reconcile().catch(async (error: unknown) => {
        await workspace.removeRealm(given.realm, by); // without its client in `master` nobody could administer it
        throw error;
      });
    },
    remove: async (name, by) => {
      const movedTo = await workspace.removeRealm(name, by);
      await reconcile().catch((error: unknown) => {
        log.warn(`Realm ${name} is gone; its client stays in ${MASTER} until the next change: ${String(error)}`);
      });
      return movedTo;
    },
    rename: async (from, to, by) => {
      const renamed = await withName(workspace, from, to, by);
      await follow(from, to);
      return renamed;
    },
    keysFor: (realm, alg) => {
      const job = `${alg} ${realm.name}`;
      const made = making.get(job) ?? withKeyFor(workspace, realm.name, alg, facts).finally(() => making.delete(job));
      making.set(job, made);
      return made;
    },
  };
}

/** What the settings say of a realm goes on under its new name; a file that cannot be written costs only that. */
export async function followInSettings(workspace: RealmWorkspace, log: Log, from: string, to: string): Promise<void> {
  if (withRealmMoved(workspace.settings, from, to) === workspace.settings) return;
  await workspace
    .updateSettings((settings) => withRealmMoved(settings, from, to))
    .catch((error: unknown) => log.warn(`The settings of ${from} stay under that name: ${String(error)}`));
}

async function withMasterInLine(workspace: RealmWorkspace, facts: () => EditFacts): Promise<void> {
  const names = [...workspace.realms.keys()].filter((name) => name !== MASTER).sort();
  const master =
    workspace.realms.get(MASTER) ?? (await workspace.createRealm(await completed(masterTemplate, facts())));
  const now = facts();
  if (reconcileMaster(master.read().document, names, now) === master.read().document) return;
  await master.edit((document) => reconcileMaster(document, names, now), {
    by: "workbench",
    summary: ["The realms' administration clients brought up to date"],
  });
}

function withName(workspace: RealmWorkspace, from: string, to: string, by: string): Promise<Published<CompiledRealm>> {
  const store = workspace.realms.get(from);
  if (!store) throw new RealmConflict(`Realm ${from} is gone`);
  const summary = [`Realm ${from} renamed to ${to}`];
  return store.edit((document) => withRealmPut(document, { realm: to }), { by, summary });
}

async function withKeyFor(
  workspace: RealmWorkspace,
  name: string,
  alg: string,
  facts: () => EditFacts,
): Promise<RealmKeys | undefined> {
  const store = workspace.realms.get(name);
  if (!store) return undefined;
  const present = keysOf(store.read().document);
  if (present.canSign(alg)) return present;
  const provider = await generateFallbackProvider(alg, name, facts());
  if (!provider) return undefined;
  const { document } = await store.edit(
    (current) => {
      if (keysOf(current).canSign(alg)) return current;
      const providers = [...(current.components?.[KEY_PROVIDER_TYPE] ?? []), provider];
      return { ...current, components: { ...current.components, [KEY_PROVIDER_TYPE]: providers } };
    },
    { by: "workbench", summary: [`Key provider ${provider.name ?? ""} added: a client asks for ${alg}`] },
  );
  return keysOf(document);
}
