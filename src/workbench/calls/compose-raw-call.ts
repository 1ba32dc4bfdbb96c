import type { RawCall } from "../../contract/calls.ts";
import type { ComposedCall } from "./compose-call.ts";
import type { Filling } from "./fill-in.ts";
import { filledAddress } from "./filled-fields.ts";
import { type Address, shownAddress } from "./http-text.ts";

/** Every byte is the caller's; a text may hold variables. @throws NotComposed, VariableUnknown */
export function composeRawCall(
  { url, text = "", bytes: given, certificate }: RawCall,
  filling: Filling,
): { readonly composed: Omit<ComposedCall, "request">; readonly to: Address } {
  const to = filledAddress(url, "url", filling);
  const bytes = given === undefined ? Buffer.from(filling.fill(text)) : Buffer.from(given, "base64");
  const requestText = given === undefined ? text : bytes.toString("utf8");
  const shown = { url: shownAddress(to), requestText, curl: "", requestParts: [] };
  return { to, composed: { shown, bytes, ...(certificate && { certificate: filledPair(certificate, filling) }) } };
}

const filledPair = ({ certificate, privateKey }: NonNullable<RawCall["certificate"]>, { fill }: Filling) => ({
  certificate: fill(certificate),
  privateKey: fill(privateKey),
});
