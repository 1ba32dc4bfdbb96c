import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { copyRealm, createRealm, removeRealm, renameRealm, restoreRealm } from "../../../src/contract/index.ts";
import { hrefOf, visit } from "../../address.ts";
import { call, sentenceOf } from "../../api.ts";
import { rememberRealm } from "../../frame/preferred-realm.ts";
import { tell } from "../../frame/told.ts";
import { keys } from "../../queries.ts";
import { words } from "../../words.ts";

const say = words.realmSettings;

/** Goes to a realm once the window knows of it. */
async function goTo(queries: QueryClient, realm: string, href: string): Promise<void> {
  await queries.invalidateQueries({ queryKey: keys.server });
  rememberRealm(realm);
  visit(href);
}

export function useCreateRealm() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (realm: string) => call(createRealm, { realm }),
    onSuccess: async (_made, realm) => {
      await goTo(queries, realm, hrefOf.clients(realm));
      tell({ text: say.created(realm) });
    },
  });
}

export function useCopyRealm(from: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (realm: string) => call(copyRealm, { from, realm }),
    onSuccess: async (_made, realm) => {
      await goTo(queries, realm, hrefOf.clients(realm));
      tell({ text: say.copied(from, realm) });
    },
  });
}

export function useRenameRealm(from: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (realm: string) => call(renameRealm, { from, realm }),
    onSuccess: async (_change, realm) => {
      await goTo(queries, realm, hrefOf.realmSettings(realm));
      tell({ text: say.renamed(from, realm) });
    },
  });
}

/** A realm that went can be brought back from the line that says so, and from the list of realms. */
export function useRemoveRealm(realm: string) {
  const queries = useQueryClient();
  const restoring = useRestoreRealm();
  return useMutation({
    mutationFn: () => call(removeRealm, { realm }),
    onSuccess: async ({ id }) => {
      tell({
        text: say.removed(realm),
        action: { label: say.bringBack, run: () => restoring.mutate(id) },
      });
      visit("#/");
      await queries.invalidateQueries({ queryKey: keys.server });
      void queries.invalidateQueries({ queryKey: keys.removedRealms });
    },
  });
}

export function useRestoreRealm() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call(restoreRealm, { id }),
    onSuccess: async ({ realm }) => {
      await goTo(queries, realm, hrefOf.clients(realm));
      void queries.invalidateQueries({ queryKey: keys.removedRealms });
      tell({ text: say.back(realm) });
    },
    onError: (error) => tell({ text: sentenceOf(error), tone: "bad" }),
  });
}
