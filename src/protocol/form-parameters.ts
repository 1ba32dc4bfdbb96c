/** The parameters of a form-encoded body, as Keycloak reads them. */
export interface FormParameters {
  /** The first value of that name; undefined when the parameter is absent. */
  first(name: string): string | undefined;
  /** All values of that name: only token exchange has names that may stand more than once. */
  all(name: string): readonly string[];
  readonly names: readonly string[];
  /** Names that stand more than once; an empty pair (`&&`) counts as one with an empty name. */
  readonly repeated: readonly string[];
}

/** Longer values of ordinary parameters are dropped in silence (recorded). */
const LONGEST_VALUE = 4000;
/** Tokens may be longer. */
const TOKEN_PARAMETERS = new Set(["token", "client_assertion", "subject_token", "actor_token"]);
const CONTROL_CHARACTERS = /\p{Cc}/gu;

/** Parses `application/x-www-form-urlencoded` text. Control characters are taken out of names and values (recorded). */
export function parseForm(body: string): FormParameters {
  const values = new Map<string, string>();
  const repeated = new Map<string, string[]>();
  for (const pair of body === "" ? [] : body.split("&")) {
    const at = pair.indexOf("=");
    const name = clean(at < 0 ? pair : pair.slice(0, at));
    const value = clean(at < 0 ? "" : pair.slice(at + 1));
    const first = values.get(name);
    if (first === undefined) values.set(name, value);
    else repeated.set(name, [...(repeated.get(name) ?? [first]), value]);
  }
  return {
    first: (name) => {
      const value = values.get(name);
      return value !== undefined && value.length > LONGEST_VALUE && !TOKEN_PARAMETERS.has(name) ? undefined : value;
    },
    all: (name) => {
      const value = values.get(name);
      return repeated.get(name) ?? (value === undefined ? [] : [value]);
    },
    names: [...values.keys()],
    repeated: [...repeated.keys()],
  };
}

export const noParameters: FormParameters = parseForm("");

function clean(text: string): string {
  if (!/[%+\p{Cc}]/u.test(text)) return text;
  return decodeFormText(text).replace(CONTROL_CHARACTERS, "");
}

function decodeFormText(text: string): string {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced; // a broken escape stays as it came
  }
}
