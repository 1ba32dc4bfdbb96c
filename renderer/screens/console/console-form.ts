import type { ClientPage, Exchange, InputOf, Mend, sendTokenRequest } from "../../../src/contract/index.ts";
import { hrefOf, type Section, visit } from "../../address.ts";
import { withEdits } from "../../draft/draft.ts";
import { draftKey, drafts, storeDraft } from "../../draft/draft-store.ts";
import { createMemoryStore } from "../../memory-store.ts";
import { toScope } from "../../token/scope-words.ts";

export type TokenRequest = InputOf<typeof sendTokenRequest>;

/** What a person has set in the Console for one client. Kept while the window lives, a typed secret included. */
export interface ConsoleForm {
  readonly authentication: TokenRequest["authentication"];
  readonly ticked: readonly string[];
  readonly typedScope: string;
  /** Null: the stored one. */
  readonly typedSecret: string | null;
}

export const freshForm: ConsoleForm = {
  authentication: "client_secret_basic",
  ticked: [],
  typedScope: "",
  typedSecret: null,
};

/** By `draftKey(realm, client)`. */
export const consoleForms = createMemoryStore<Readonly<Record<string, ConsoleForm>>>({});
export const exchanges = createMemoryStore<Readonly<Record<string, Exchange>>>({});
/** The client last worked with, by realm. */
export const lastClients = createMemoryStore<Readonly<Record<string, string>>>({});

export const changeForm = (key: string, change: Partial<ConsoleForm>): void =>
  consoleForms.write((forms) => ({ ...forms, [key]: { ...(forms[key] ?? freshForm), ...change } }));

/** Opens the Console on a client, with the scope words that the preview had ticked. */
export function openInConsole(realm: string, client: string, ticked: readonly string[]): void {
  changeForm(draftKey(realm, client), { ticked });
  visit(hrefOf.console(realm, client));
}

export function toTokenRequest(realm: string, client: string, form: ConsoleForm): TokenRequest {
  const scope = toScope(form.ticked, form.typedScope);
  return {
    realm,
    client,
    authentication: form.authentication,
    ...(form.typedSecret === null ? {} : { secret: form.typedSecret }),
    ...(scope === undefined ? {} : { scope }),
  };
}

/** The section of the client page that shows what a mend changes. */
export function sectionOf(mend: Mend): Section {
  const [edit] = mend.edits;
  switch (edit?.type) {
    case "assignRole":
    case "unassignRole":
    case "createRole":
      return "service-account-roles";
    case "addScopeMapping":
    case "removeScopeMapping":
    case "assignClientScope":
      return "client-scopes";
    case "regenerateClientSecret":
      return "credentials";
    default:
      return edit?.type === "updateClient" && edit.settings.fullScopeAllowed !== undefined
        ? "client-scopes"
        : "settings";
  }
}

/** Puts a mend into the draft of the client's page and goes there: nothing changes before Save. */
export function mendOnClientPage(realm: string, page: ClientPage, mend: Mend): void {
  const key = draftKey(realm, page.client.id);
  const before = drafts.read()[key];
  storeDraft(key, {
    baseRevision: before?.baseRevision ?? page.revision,
    edits: withEdits(page, before?.edits ?? [], mend.edits),
  });
  visit(hrefOf.client(realm, page.client.id, sectionOf(mend)));
}
