import type { RealmDocument } from "../domain/realm-document.ts";

/** A value in a realm that cannot be read, and where it stands. */
export interface RealmProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What the store needs to know of the domain. */
export interface RealmRules<Compiled> {
  /** Reads unknown JSON as a realm and completes what is missing (ids, keys …). `changed` when completing altered it. */
  parse(json: unknown): Promise<{ document: RealmDocument; changed: boolean } | { problem: RealmProblem }>;
  /** Derives the compiled realm; throws `RealmRefused` when the document does not hold together. `previous` lets untouched parts be reused. */
  compile(document: RealmDocument, previous?: Compiled): Compiled;
}

/** Whole seconds since 1970. */
export interface StoreClock {
  nowSeconds(): number;
}

export interface StoreLog {
  info(message: string): void;
  warn(message: string): void;
}
