/** What an edit needs of the world: fresh ids and secrets, and the clock. */
export interface EditFacts {
  newId(): string;
  /** Letters and digits, that many. */
  newSecret(length: number): string;
  readonly nowSeconds: number;
}
