/** The parameters of a form-encoded body, as Keycloak reads them. */
export interface FormParameters {
  /** The first value of that name; undefined when the parameter is absent. */
  first(name: string): string | undefined;
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
  const repeated = new Set<string>();
  for (const pair of body === "" ? [] : body.split("&")) {
    const at = pair.indexOf("=");
    const name = clean(at < 0 ? pair : pair.slice(0, at));
    const value = clean(at < 0 ? "" : pair.slice(at + 1));
    if (values.has(name)) repeated.add(name);
    else values.set(name, value);
  }
  return {
    first: (name) => {
      const value = values.get(name);
      return value !== undefined && value.length > LONGEST_VALUE && !TOKEN_PARAMETERS.has(name) ? undefined : value;
    },
    names: [...values.keys()],
    repeated: [...repeated],
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
