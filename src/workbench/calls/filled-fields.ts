import { isSecretHeader, isSecretParameter, MASK } from "../../contract/secret-texts.ts";
import type { Filling } from "./fill-in.ts";
import type { Address, Field } from "./http-text.ts";
import { NotComposed } from "./not-composed.ts";

/** A field whose variables are filled in; people read the variables. */
export function filledField(name: string, template: string, fill: Filling["fill"]): Field {
  const value = fill(template);
  return { name, value, ...(value !== template && { shown: template }) };
}

/** A parameter that a person adds. */
export const asParameter = ([name, template]: readonly [string, string], filling: Filling): Field => ({
  ...filledField(name, template, filling.fill),
  ...(isSecretParameter(name) && { shown: MASK }),
});

/** A header that a person adds. @throws NotComposed */
export function asHeader([name, template]: readonly [string, string], filling: Filling): Field {
  const header = filledField(name, template, filling.fill);
  if (/[\r\n:]/.test(name) || /[\r\n]/.test(header.value))
    throw new NotComposed(
      `The header ${name.replace(/\s+/g, " ")} would break the head in two: use the raw mode for that`,
      "headers",
    );
  return { ...header, ...(isSecretHeader(name) && { shown: MASK }) };
}

/** An address whose variables are filled in. It can be seen where it leads, but not what its query holds. @throws NotComposed */
export function filledAddress(template: string, field: string, { fill, fillOpen }: Filling): Address {
  const at = template.indexOf("?");
  const query = at < 0 ? "" : template.slice(at + 1);
  const filledQuery = fill(query);
  const text = at < 0 ? fillOpen(template) : `${fillOpen(template.slice(0, at))}?${filledQuery}`;
  if (!URL.canParse(text) || !/^https?:/.test(text))
    throw new NotComposed(`${template} is no address of http or https once its variables are filled in`, field);
  return { url: new URL(text), ...(filledQuery !== query && { shownQuery: query }) };
}
