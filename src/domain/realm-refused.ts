/** A document that does not hold together. The message is for a person; `path` leads to the offending value. */
export class RealmRefused extends Error {
  override readonly name = "RealmRefused";
  readonly path: readonly (string | number)[];

  constructor(message: string, path: readonly (string | number)[] = []) {
    super(message);
    this.path = path;
  }
}
