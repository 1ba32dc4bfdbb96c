import { type ClientPage, clientScopeName, type Edit } from "../../../src/contract/index.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { newId } from "../../new-id.ts";
import { PickByName } from "../../parts/PickByName.tsx";
import { words } from "../../words.ts";
import { newScopeAttributes } from "../client-scopes/new-scope.ts";

const say = words.matrix;

/** One more column: a client scope that is there becomes Optional for this client, a new one is made first. */
export function AddScope({ draft }: { readonly draft: ClientDraft }) {
  const others = draft.page.clientScopes.filter(({ assignment }) => assignment === "none");
  const add = (name: string): string | null => {
    const problem = problemOf(draft.page, name);
    if (problem === null) draft.add(editsToAdd(draft.page, name));
    return problem;
  };
  return <PickByName label={say.newScope} help={say.newScopeHelp} names={others.map(({ name }) => name)} pick={add} />;
}

function problemOf({ clientScopes }: ClientPage, name: string): string | null {
  if (clientScopes.some((scope) => scope.name === name && scope.assignment !== "none")) return say.attached(name);
  return clientScopeName.safeParse(name).error?.issues[0]?.message ?? null;
}

function editsToAdd({ client, clientScopes }: ClientPage, name: string): readonly Edit[] {
  const there = clientScopes.find((scope) => scope.name === name);
  const id = there?.id ?? newId();
  const attach: Edit = { type: "assignClientScope", client: client.id, clientScope: id, as: "optional" };
  if (there) return [attach];
  return [{ type: "createClientScope", id, settings: { name, attributes: newScopeAttributes } }, attach];
}
