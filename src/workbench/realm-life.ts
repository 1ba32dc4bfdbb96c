import {
  copyRealm as copyEndpoint,
  createRealm,
  listRemovedRealms,
  removeRealm,
  renameRealm,
  restoreRealm,
} from "../contract/realm-life.ts";
import { copyRealm } from "../domain/copy-realm.ts";
import { MASTER } from "../domain/master-realm.ts";
import { RealmRefused } from "../domain/realm-refused.ts";
import { realmIn, withRealmIn } from "../store/realm-in-settings.ts";
import { RealmConflict } from "../store/workspace-problem.ts";
import { withRealm } from "./find-realm.ts";
import { saving } from "./saving.ts";
import { answered, serve } from "./serve.ts";
import type { WorkbenchContext } from "./workbench-context.ts";

/** A realm that is not there yet is at no revision. */
const NOWHERE = { read: () => ({ revision: 0 }) };

const made = ({ realms }: WorkbenchContext, realm: string) => ({
  realm,
  revision: realms.get(realm)?.read().revision ?? 0,
});

export const serveCreateRealm = serve(createRealm, (ctx, { realm, displayName }, caller) =>
  saving(NOWHERE, async () => {
    refuseTaken(ctx, realm);
    await ctx.createRealm({ realm, enabled: true, ...(displayName !== undefined && { displayName }) }, caller.name);
    return made(ctx, realm);
  }),
);

export const serveCopyRealm = serve(copyEndpoint, (ctx, { from, realm }, caller) =>
  withRealm(ctx, from, (store) =>
    saving(NOWHERE, async () => {
      refuseTaken(ctx, realm);
      if (from === MASTER) throw new RealmRefused(`${MASTER} administers this server: there is only one`, ["from"]);
      const said = realmIn(ctx.settings(), from);
      if (said) await ctx.updateSettings((settings) => withRealmIn(settings, realm, said));
      await ctx.createRealm(copyRealm(store.read().document, realm, ctx.editFacts()), caller.name);
      return made(ctx, realm);
    }),
  ),
);

export const serveRenameRealm = serve(renameRealm, (ctx, { from, realm }, caller) =>
  withRealm(ctx, from, (store) =>
    saving(store, async () => {
      if (from === MASTER) throw new RealmRefused("Can't rename master realm", ["from"]);
      if (realm !== from) refuseTaken(ctx, realm);
      const { revision } = await ctx.renameRealm(from, realm, caller.name);
      return { revision, summary: [`Realm ${from} renamed to ${realm}`] };
    }),
  ),
);

export const serveRemoveRealm = serve(removeRealm, (ctx, { realm }, caller) =>
  withRealm(ctx, realm, (store) =>
    saving(store, async () => {
      if (realm === MASTER) throw new RealmRefused("Can't remove master realm", ["realm"]);
      return ctx.removeRealm(realm, caller.name);
    }),
  ),
);

export const serveRemovedRealms = serve(listRemovedRealms, async (ctx) =>
  answered({ realms: await ctx.removedRealms() }),
);

export const serveRestoreRealm = serve(restoreRealm, (ctx, { id }, caller) =>
  saving(NOWHERE, async () => made(ctx, await ctx.restoreRealm(id, caller.name))),
);

function refuseTaken({ realms }: WorkbenchContext, realm: string): void {
  if (realm.trim() === "") throw new RealmRefused("Realm name cannot be empty", ["realm"]);
  if (realms.has(realm)) throw new RealmConflict(`Realm ${realm} already exists`);
}
