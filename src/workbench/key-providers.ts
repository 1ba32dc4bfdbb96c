import {
  addKeyProvider,
  type KeyChange,
  listKeyProviderTypes,
  removeKeyProvider,
  updateKeyProvider,
} from "../contract/keys.ts";
import type { CompiledRealm } from "../domain/compiled-realm.ts";
import { findComponent, type PlacedComponent } from "../domain/components.ts";
import { withComponentAdded, withComponentReplaced, withoutComponent } from "../domain/edits/component-edits.ts";
import { type ComponentRepresentation, KEY_PROVIDER_TYPE, type RealmDocument } from "../domain/realm-document.ts";
import { RealmRefused } from "../domain/realm-refused.ts";
import { readKeyMetadata } from "../keys/key-metadata.ts";
import { type KeyConfig, settleKeyProvider } from "../keys/settle-key-provider.ts";
import type { RealmStore } from "../store/realm-store.ts";
import { RealmConflict } from "../store/workspace-problem.ts";
import { withRealm } from "./find-realm.ts";
import { keyEffects } from "./key-effects.ts";
import { saving } from "./saving.ts";
import { answered, serve } from "./serve.ts";
import type { WorkbenchContext } from "./workbench-context.ts";

export const serveKeyProviderTypes = serve(listKeyProviderTypes, async (ctx) =>
  answered({ types: (await ctx.forms()).keyProviderTypes }),
);

export const serveAddKeyProvider = serve(addKeyProvider, (ctx, { realm, providerId, name, config }, caller) =>
  withRealm(ctx, realm, (store) =>
    saving(store, async () => {
      const { keyProviderTypes } = await ctx.forms();
      if (!keyProviderTypes.some(({ id }) => id === providerId))
        throw new RealmRefused(`There is no key provider ${providerId}`, ["providerId"]);
      const id = ctx.editFacts().newId();
      const given = { id, name, providerId, subComponents: {}, config: withoutBlanks(config) };
      const component = await settled(ctx, realm, given);
      const change = (document: RealmDocument) =>
        withComponentAdded(document, { component, type: KEY_PROVIDER_TYPE, parentId: document.id });
      return changed(store, id, change, { by: caller.name, summary: [`Key provider ${name} added`] });
    }),
  ),
);

/** The provider may change while a new key is made for it; then the work starts over with what is there. */
const MOST_TRIES = 5;

export const serveUpdateKeyProvider = serve(updateKeyProvider, (ctx, { realm, provider, ...said }, caller) =>
  withRealm(ctx, realm, (store) =>
    saving(store, async () => {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const before = providerOf(store.read().document, provider);
        const component = await settled(ctx, realm, withSaid(before.component, said));
        let isCurrent = true;
        const change = (document: RealmDocument) => {
          isCurrent = JSON.stringify(providerOf(document, provider)) === JSON.stringify(before);
          return isCurrent ? withComponentReplaced(document, { ...before, component }) : document;
        };
        const note = { by: caller.name, summary: [describeChange(before.component, said)] };
        const done = await changed(store, provider, change, note);
        if (isCurrent) return done;
      }
      throw new RealmConflict("The key provider was changed by others at the same time");
    }),
  ),
);

export const serveRemoveKeyProvider = serve(removeKeyProvider, (ctx, { realm, provider }, caller) =>
  withRealm(ctx, realm, (store) =>
    saving(store, async () => {
      const { name, providerId } = providerOf(store.read().document, provider).component;
      const change = (document: RealmDocument) =>
        withoutComponent(document, providerOf(document, provider).component.id ?? "");
      return changed(store, provider, change, {
        by: caller.name,
        summary: [`Key provider ${name ?? providerId} removed`],
      });
    }),
  ),
);

function providerOf(document: RealmDocument, id: string): PlacedComponent {
  const found = findComponent(document, id);
  if (found?.type !== KEY_PROVIDER_TYPE) throw new RealmRefused("That key provider is no longer there", ["provider"]);
  return found;
}

/** Checks the configuration and makes the key that it asks for. */
async function settled(
  ctx: WorkbenchContext,
  realm: string,
  component: ComponentRepresentation,
): Promise<ComponentRepresentation> {
  const { newId, nowSeconds } = ctx.editFacts();
  const world = { newId, nowSeconds, realm, keyStoreFolder: ctx.keyStoreFolder(realm) };
  const whole = await settleKeyProvider(component.providerId, component.config ?? {}, world);
  if ("problem" in whole) throw new RealmRefused(whole.problem, ["config"]);
  return { ...component, config: whole.config };
}

/** Saves a change of key providers and tells what it does to tokens. */
async function changed(
  store: RealmStore<CompiledRealm>,
  provider: string,
  change: (document: RealmDocument) => RealmDocument,
  note: { readonly by: string; readonly summary: readonly string[] },
): Promise<KeyChange> {
  let before: RealmDocument = store.read().document;
  const { revision, document } = await store.edit((current) => {
    before = current;
    return change(current);
  }, note);
  const effects = keyEffects(readKeyMetadata(before).keys, readKeyMetadata(document).keys);
  return { revision, summary: note.summary, provider, effects };
}

const withoutBlanks = (config: Readonly<Record<string, string>>): KeyConfig =>
  Object.fromEntries(
    Object.entries(config)
      .filter(([, value]) => value.trim() !== "")
      .map(([name, value]) => [name, [value]]),
  );

interface Said {
  readonly name?: string;
  readonly config?: Readonly<Record<string, string | null>>;
}

function withSaid(component: ComponentRepresentation, { name, config = {} }: Said): ComponentRepresentation {
  const merged = new Map(Object.entries(component.config ?? {}));
  for (const [setting, value] of Object.entries(config)) {
    if (value === null || value.trim() === "") merged.delete(setting);
    else merged.set(setting, [value]);
  }
  return { ...component, ...(name !== undefined && { name }), config: Object.fromEntries(merged) };
}

/** Settings whose values may stand in the history, as the form calls them; others may be secrets. */
const TOLD = new Map([
  ["priority", "Priority"],
  ["active", "Active"],
  ["enabled", "Enabled"],
  ["algorithm", "Algorithm"],
  ["keySize", "Key size"],
  ["secretSize", "Secret size"],
]);
const SWITCHES = new Map([
  ["true", "on"],
  ["false", "off"],
]);

function describeChange({ name, providerId }: ComponentRepresentation, said: Said): string {
  const parts = Object.entries(said.config ?? {}).map(([setting, value]) => {
    const label = TOLD.get(setting);
    return label && value !== null ? `${label} ${SWITCHES.get(value) ?? value}` : `${label ?? setting} changed`;
  });
  const renamed = said.name === undefined || said.name === name ? [] : [`renamed to ${said.name}`];
  return `Key provider ${name ?? providerId}: ${[...renamed, ...parts].join(", ") || "saved"}`;
}
