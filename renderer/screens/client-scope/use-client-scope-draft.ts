import type { ClientPage, ClientScopePage, ClientScopeSettings } from "../../../src/contract/index.ts";
import { describeEdits } from "../../draft/describe-edits.ts";
import { type Draft, useDraft } from "../../draft/use-draft.ts";
import { clientScopeQuery, useClients } from "../../queries.ts";
import { words } from "../../words.ts";
import { clientScopeKey, clientScopeKind } from "./client-scope-kind.ts";
import { describeClientScope } from "./describe-client-scope.ts";

/** One client scope's page with what a person has changed on it. */
export interface ClientScopeDraft extends Draft<ClientScopePage> {
  readonly set: (settings: ClientScopeSettings) => void;
}

/** @param previewed the client whose token is shown; mends of that token go into this draft too. */
export function useClientScopeDraft(
  realm: string,
  saved: ClientScopePage,
  previewed: ClientPage | undefined,
): ClientScopeDraft {
  const { id } = saved.clientScope;
  const clients = useClients(realm).data?.clients ?? [];
  const clientNamed = (client: string) => clients.find((one) => one.id === client)?.clientId ?? words.changes.unnamed;
  const draft = useDraft({
    realm,
    saved,
    key: clientScopeKey(realm, id),
    kind: clientScopeKind,
    query: clientScopeQuery(realm, id),
    describe: (page, edits) =>
      describeClientScope(page, edits, clientNamed, (edit) =>
        previewed ? describeEdits(previewed, [edit]) : [words.changes.unnamed],
      ),
  });
  return { ...draft, set: (settings) => draft.add([{ type: "updateClientScope", clientScope: id, settings }]) };
}
