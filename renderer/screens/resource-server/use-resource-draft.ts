import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  type ResourceServerPage,
  type ResourceServerSettings,
  setResourceServer,
} from "../../../src/contract/index.ts";
import { call, Refusal } from "../../api.ts";
import { draftKey } from "../../draft/draft-store.ts";
import { useMemoryStore } from "../../memory-store.ts";
import { keys } from "../../queries.ts";
import { words } from "../../words.ts";
import { describeChanges, resourceDrafts, resourceSaves, withSettings } from "./resource-draft.ts";

/** The settings as a person has them at hand, saved all together. */
export function useResourceDraft(realm: string, page: ResourceServerPage) {
  const queries = useQueryClient();
  const saved = page.settings;
  const key = draftKey(realm, "resource-server");
  const settings = useMemoryStore(resourceDrafts)[key] ?? saved;
  const changes = describeChanges(saved, settings);
  const keep = (next: ResourceServerSettings | undefined) => resourceDrafts.write((all) => ({ ...all, [key]: next }));
  const saving = useMutation({
    mutationFn: (wish: Wish) => sendSettings(realm, wish),
    onSuccess: (now) => {
      queries.setQueryData(keys.resourceServer(realm), now);
      keep(undefined);
      return queries.invalidateQueries({ queryKey: keys.approvedOrigins }); // saving an issuer approves it
    },
  });
  const remember = (text: string, before: ResourceServerSettings | null) =>
    resourceSaves.write((all) => ({ ...all, [key]: { text, before } }));
  const last = useMemoryStore(resourceSaves)[key];
  return {
    realm,
    page,
    settings,
    changes,
    last,
    saving: saving.isPending,
    refusal: saving.error,
    /** Why the server refused what this field holds. */
    errorAt: (field: keyof ResourceServerSettings) => errorAt(saving.error, field),
    set: (change: Parameters<typeof withSettings>[1]) => {
      saving.reset();
      keep(withSettings(settings, change));
    },
    discard: () => {
      saving.reset();
      keep(undefined);
    },
    save: () => {
      if (changes.length === 0 || saving.isPending) return;
      const text = `${words.resourceServer.saved}: ${changes.join(", ")}`;
      const approveIssuer = settings.issuer !== saved.issuer; // who types an address wants it to be asked
      saving.mutate({ settings, approveIssuer }, { onSuccess: () => remember(text, saved) });
    },
    undo: () => {
      const onSuccess = () => remember(words.saveBar.undone, null);
      if (last?.before) saving.mutate({ settings: last.before, approveIssuer: false }, { onSuccess });
    },
  };
}

const errorAt = (error: Error | null, field: keyof ResourceServerSettings): string | undefined =>
  error instanceof Refusal && error.field?.startsWith(`settings.${field}`) ? error.message : undefined;

export type ResourceDraft = ReturnType<typeof useResourceDraft>;

interface Wish {
  readonly settings: ResourceServerSettings;
  /** The issuer may be asked from now on. */
  readonly approveIssuer: boolean;
}

export const sendSettings = (realm: string, { settings, approveIssuer }: Wish) =>
  call(setResourceServer, { realm, settings: writable(settings), approveIssuer });

/** The contract's lists are its own. */
const writable = ({ scopes, realmRoles, clientRoles, ...settings }: ResourceServerSettings) => ({
  ...settings,
  scopes: [...scopes],
  realmRoles: [...realmRoles],
  clientRoles: Object.fromEntries(Object.entries(clientRoles).map(([owner, names]) => [owner, [...names]])),
});
