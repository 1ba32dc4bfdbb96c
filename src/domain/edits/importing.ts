import type { IdentityProvider, IdentityProviderMapper } from "../identity-providers.ts";
import type {
  ClientRepresentation,
  GroupRepresentation,
  RealmDocument,
  RolesRepresentation,
  UserRepresentation,
} from "../realm-document.ts";
import { RealmRefused } from "../realm-refused.ts";
import type { EditFacts } from "./edit-facts.ts";

export type ImportPolicy = "FAIL" | "SKIP" | "OVERWRITE";

/** Parts of a realm to be taken into another. */
export interface Import {
  readonly policy: ImportPolicy;
  readonly clients?: readonly ClientRepresentation[];
  readonly roles?: RolesRepresentation;
  readonly groups?: readonly GroupRepresentation[];
  readonly users?: readonly UserRepresentation[];
  readonly identityProviders?: readonly IdentityProvider[];
  readonly identityProviderMappers?: readonly IdentityProviderMapper[];
}

/** What became of one resource of an import. */
export interface ImportResult {
  readonly action: "ADDED" | "OVERWRITTEN" | "SKIPPED";
  /** `CLIENT`, `REALM_ROLE`, `CLIENT_ROLE`, `IDP`, `IDP_MAPPER`, `GROUP`, `USER` */
  readonly resourceType: string;
  readonly resourceName: string;
  /** Of a client role: that of its client. */
  readonly id: string;
  readonly representation: object;
}

/** An import on its way. */
export interface Importing {
  readonly document: RealmDocument;
  /** As it was when the import began: what is there is asked of it. */
  readonly before: RealmDocument;
  readonly policy: ImportPolicy;
  readonly facts: EditFacts;
  readonly results: readonly ImportResult[];
}

export interface Sorted<Item> {
  readonly replaced: readonly Item[];
  readonly skipped: readonly Item[];
  readonly added: readonly Item[];
}

/**
 * Tells what is new from what is there, by the policy.
 *
 * @param idOf undefined for what is new.
 * @throws RealmRefused for the first that is there, where it must not.
 */
export function sortedOut<Item>(
  { policy }: Pick<Importing, "policy">,
  items: readonly Item[],
  idOf: (item: Item) => string | undefined,
  existsMessage: (item: Item) => string,
): Sorted<Item> {
  const there = new Set(items.filter((item) => idOf(item) !== undefined));
  const [first] = there;
  if (first !== undefined && policy === "FAIL") refuseTaken(existsMessage(first));
  return {
    replaced: policy === "OVERWRITE" ? [...there] : [],
    skipped: policy === "SKIP" ? [...there] : [],
    added: items.filter((item) => !there.has(item)),
  };
}

/** What became of each. */
export const resultsOf = <Item>(
  { replaced, skipped, added }: Sorted<Item>,
  tell: (item: Item) => Omit<ImportResult, "action">,
): ImportResult[] => [
  ...replaced.map((item) => ({ action: "OVERWRITTEN" as const, ...tell(item) })),
  ...skipped.map((item) => ({ action: "SKIPPED" as const, ...tell(item) })),
  ...added.map((item) => ({ action: "ADDED" as const, ...tell(item) })),
];

export function refuseTaken(message: string): never {
  throw new RealmRefused(message, ["exists"]);
}
