import type { ClientPage, ClientSummary, Mend, Proof } from "../../../src/contract/index.ts";
import { hrefOf, type Section, visit } from "../../address.ts";
import { attributeNames } from "../../client-attributes.ts";
import { clientKind } from "../../draft/client-kind.ts";
import { withEdits } from "../../draft/draft.ts";
import { draftKey, drafts, storeDraft } from "../../draft/draft-store.ts";
import { createMemoryStore } from "../../memory-store.ts";

export type Method = Proof["method"];
export type Pair = readonly [name: string, value: string];

/** One member of an assertion as a person says it; an empty value leaves the usual one. */
export interface MemberRow {
  readonly name: string;
  readonly value: string;
  /** Not in the assertion at all. */
  readonly leftOut: boolean;
}

/** A request whose every byte is the person's. */
export interface RawForm {
  readonly url: string;
  /** With line feeds alone, as a text field has them. */
  readonly text: string;
}

/** What a person has set in the Console, for one client or for another issuer. Kept while the window lives, secrets included. */
export interface ConsoleForm {
  /** Null: what the client's authenticator needs. */
  readonly method: Method | null;
  readonly ticked: readonly string[];
  readonly typedScope: string;
  /** Null: the stored one. */
  readonly typedSecret: string | null;
  /** PEM or JWK; empty: the stored one. */
  readonly key: string;
  readonly algorithm: string;
  readonly assertionHeader: readonly MemberRow[];
  readonly assertionClaims: readonly MemberRow[];
  readonly certificate: string;
  readonly certificateKey: string;
  readonly parameters: readonly Pair[];
  readonly headers: readonly Pair[];
  /** Null: the request is composed from the rest. */
  readonly raw: RawForm | null;
  /** Only for another issuer: */
  readonly issuer: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly ca: string;
  readonly unverified: boolean;
}

export const freshForm: ConsoleForm = {
  method: null,
  ticked: [],
  typedScope: "",
  typedSecret: null,
  key: "",
  algorithm: "",
  assertionHeader: [],
  assertionClaims: [],
  certificate: "",
  certificateKey: "",
  parameters: [],
  headers: [],
  raw: null,
  issuer: "",
  tokenUrl: "",
  clientId: "",
  ca: "",
  unverified: false,
};

/** The form for another issuer; those of clients have their `draftKey(realm, client)`. */
export const ELSEWHERE = "elsewhere";

export const consoleForms = createMemoryStore<Readonly<Record<string, ConsoleForm>>>({});
/** The client last worked with, by `draftKey(realm, "")`. */
export const lastClients = createMemoryStore<Readonly<Record<string, string>>>({});

export const setForm = (key: string, form: ConsoleForm): void =>
  consoleForms.write((forms) => ({ ...forms, [key]: form }));

export const changeForm = (key: string, change: Partial<ConsoleForm>): void =>
  setForm(key, { ...(consoleForms.read()[key] ?? freshForm), ...change });

/** Opens the Console on a client, with the scope words that the preview had ticked. */
export function openInConsole(realm: string, client: string, ticked: readonly string[]): void {
  changeForm(draftKey(realm, client), { ticked });
  visit(hrefOf.console(realm, client));
}

const methods: Readonly<Record<string, Method>> = {
  "client-secret-jwt": "client_secret_jwt",
  "client-jwt": "private_key_jwt",
  "client-x509": "tls_client_auth",
};

/** How a client of a realm here proves itself, by its Client Authenticator. */
export function methodOf(
  client: Pick<ClientSummary, "confidential" | "clientAuthenticatorType">,
  page?: Pick<ClientPage, "client">,
): Method {
  if (!client.confidential) return "none";
  const known = methods[client.clientAuthenticatorType];
  if (known) return known;
  const allowed = page?.client.attributes[attributeNames.secretMethod];
  return allowed === "client_secret_post" ? "client_secret_post" : "client_secret_basic";
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
    case "createMapper":
      return "mappers";
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
    edits: withEdits(clientKind, page, before?.edits ?? [], mend.edits),
  });
  visit(hrefOf.client(realm, page.client.id, sectionOf(mend)));
}
