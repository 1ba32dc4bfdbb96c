import type { FormParameters } from "./form-parameters.ts";

/** A request as it came, but for what proves somebody. */
export interface KeptRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: readonly KeptField[];
  readonly form: readonly KeptField[];
  /** So many more headers and parameters came. */
  readonly leftOut: number;
}

export interface KeptField {
  readonly name: string;
  /** As far as it is kept. */
  readonly value: string;
  readonly isSecret: boolean;
  /** So many characters more came. */
  readonly cutOff: number;
}

/** What a request brings that can be kept. */
export interface WireRequest {
  readonly method: string;
  readonly target: string;
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
}

const SECRET_HEADER = /authorization$|cookie|^dpop$|secret|token|passw|key|assertion/i;
const SECRET_PARAMETER = /secret|passw|assertion$|token(?!_type)|key|^code|^dpop$/i;
const LONGEST_VALUE = 300;
const LONGEST = 4000;

/** Neither headers nor parameters have these characters within: the server refuses, or takes them out. */
const FIELD = "\n";
const NAME = "\t";
const SECRET = "\u0001";
const CUT = "\u0002";
const FORM = "\u0003";
const LEFT_OUT = "\u0004";

/**
 * Writes a request as one text, which costs less than its parts where ten thousand are kept. Secrets, assertions and tokens do
 * not come in; what is long is cut.
 */
export function keepRequest({ method, target, rawHeaders }: WireRequest, form: FormParameters): string {
  let text = `${method} ${cut(withoutSecrets(target))}`;
  let leftOut = 0;
  const add = (mark: string, name: string, value: string) => {
    if (text.length > LONGEST) leftOut++;
    else text += `${FIELD}${mark}${cut(name)}${NAME}${value}`;
  };
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const [name = "", value = ""] = [rawHeaders[i], rawHeaders[i + 1]];
    add("", name, SECRET_HEADER.test(name) ? `${schemeOf(name, value)}${SECRET}` : cut(value));
  }
  for (const name of form.names)
    for (const value of form.all(name)) add(FORM, name, SECRET_PARAMETER.test(name) ? SECRET : cut(value));
  return leftOut === 0 ? text : `${text}${FIELD}${LEFT_OUT}${leftOut}`;
}

function withoutSecrets(target: string): string {
  const at = target.indexOf("?") + 1;
  if (at === 0) return target;
  const pairs = target.slice(at).split("&");
  return target.slice(0, at) + pairs.map(withoutValue).join("&");
}

/** Taken apart by hand: a pattern for it took a minute over a query that was made for that. */
function withoutValue(pair: string): string {
  const at = pair.indexOf("=");
  return at >= 0 && SECRET_PARAMETER.test(decoded(pair.slice(0, at))) ? pair.slice(0, at + 1) + SECRET : pair;
}

/** `client%5Fsecret` is one as well. */
const decoded = (name: string): string =>
  name.replace(/%([0-7][0-9a-f])/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const cut = (text: string): string =>
  text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}${CUT}${text.length - LONGEST_VALUE}` : text;

/** How somebody proves itself is no secret; a scheme that nobody knows may be one. */
const schemeOf = (name: string, value: string): string =>
  /authorization$/i.test(name) ? (/^(basic|bearer|dpop|negotiate|digest) /i.exec(value)?.[0] ?? "") : "";

/** Takes apart what {@link keepRequest} wrote. */
export function readKeptRequest(text: string): KeptRequest {
  const [first = "", ...lines] = text.split(FIELD);
  const at = first.indexOf(" ");
  const last = lines.at(-1);
  const leftOut = last?.startsWith(LEFT_OUT) ? Number(last.slice(1)) : 0;
  const fields = leftOut > 0 ? lines.slice(0, -1) : lines;
  return {
    method: first.slice(0, at),
    target:
      first
        .slice(at + 1)
        .replaceAll(SECRET, MASK)
        .split(CUT, 1)[0] ?? "",
    headers: fields.filter((line) => !line.startsWith(FORM)).map(readField),
    form: fields.filter((line) => line.startsWith(FORM)).map((line) => readField(line.slice(1))),
    leftOut,
  };
}

const MASK = "••••••••";

function readField(line: string): KeptField {
  const at = line.indexOf(NAME);
  const [name = ""] = line.slice(0, at).split(CUT, 1);
  const [value = "", cutOff = "0"] = line.slice(at + 1).split(CUT);
  const isSecret = value.endsWith(SECRET);
  return { name, value: isSecret ? value.slice(0, -1) + MASK : value, isSecret, cutOff: Number(cutOff) };
}
