/** A pasted text that is nothing known, or broken; the sentence says why. */
export class NotUnderstood extends Error {
  override readonly name = "NotUnderstood";
}
