import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  addKeyProvider,
  type InputOf,
  type KeyChange,
  type KeyProvider,
  removeKeyProvider,
  updateKeyProvider,
} from "../../../src/contract/index.ts";
import { call } from "../../api.ts";
import { noteSave } from "../../draft/last-saves.ts";
import type { RealmDraft } from "../../draft/use-realm-draft.ts";
import { keys } from "../../queries.ts";
import { words } from "../../words.ts";
import { rotated } from "./rotated-key.ts";

const say = words.realmKeys;

export type KeyAction = "rotate" | "passive" | "active" | "disable" | "enable" | "remove";
export type NewKey = Omit<InputOf<typeof addKeyProvider>, "realm">;

const configs = {
  passive: { active: "false" },
  active: { active: "true" },
  disable: { enabled: "false" },
  enable: { enabled: "true" },
} as const;

interface Done {
  readonly change: KeyChange;
  readonly text: string;
}

/** Changes of keys act at once; the Save bar of the page then offers to take the last one back. */
export function useKeyChanges({ realm, key, saved }: RealmDraft) {
  const queries = useQueryClient();
  const onSuccess = async ({ change, text }: Done) => {
    await queries.invalidateQueries({ queryKey: keys.realm(realm) });
    noteSave(key, { revision: change.revision, text });
  };
  const carryOut = async (action: KeyAction, provider: KeyProvider): Promise<Done> => {
    if (action === "rotate") {
      const change = await call(addKeyProvider, { realm, ...rotated(provider, saved.keyProviders) });
      return { change, text: say.rotated(provider.name) };
    }
    if (action === "remove") {
      const change = await call(removeKeyProvider, { realm, provider: provider.id });
      return { change, text: say.removed(provider.name) };
    }
    const change = await call(updateKeyProvider, { realm, provider: provider.id, config: configs[action] });
    return { change, text: say.changed(provider.name) };
  };
  const acting = useMutation({
    mutationFn: ({ action, provider }: { readonly action: KeyAction; readonly provider: KeyProvider }) =>
      carryOut(action, provider),
    onSuccess,
  });
  const add = useMutation({
    gcTime: 0, // a private key or a password may be in it
    mutationFn: async (wanted: NewKey): Promise<Done> => ({
      change: await call(addKeyProvider, { realm, ...wanted }),
      text: say.added(wanted.name),
    }),
    onSuccess,
  });
  const last = [acting.data, add.data]
    .filter((done) => done !== undefined)
    .sort((one, other) => other.change.revision - one.change.revision)[0];
  const isNow = last?.change.revision === saved.revision;
  return { acting, add, effects: isNow && last ? last.change.effects : null };
}
