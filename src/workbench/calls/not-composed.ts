/** The call cannot be composed as it was asked for; the sentence says what is missing. */
export class NotComposed extends Error {
  override readonly name = "NotComposed";
  /** The field of the call that it is about. */
  readonly field: string;

  constructor(message: string, field = "proof") {
    super(message);
    this.field = field;
  }
}
