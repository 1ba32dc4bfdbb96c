/** An address that the server cannot answer at; the message is one sentence with the way out. */
export class AddressUnfit extends Error {
  override readonly name = "AddressUnfit";
}
