import type { PastedRequest } from "../../contract/understanding.ts";
import { formEncoded } from "../calls/http-text.ts";
import { NotUnderstood } from "./not-understood.ts";
import { shellOf, splitWords } from "./shell-words.ts";

interface Draft {
  method: string | undefined;
  url: string | undefined;
  readonly headers: [string, string][];
  readonly data: string[];
  inQuery: boolean;
  unverified: boolean;
  readonly notes: string[];
}

type Take = (draft: Draft, value: string) => void;

const asHeader =
  (name: string): Take =>
  ({ headers }, value) =>
    headers.push([name, value]);

const asData: Take = ({ data }, value) => {
  if (value.startsWith("@"))
    throw new NotUnderstood(`The body is in the file ${value.slice(1)}, which is not read: paste what it holds`);
  data.push(value);
};

/** `cert.pem:password`; a drive of Windows has a colon too. */
const PASSWORD = /:(?![\\/])[\s\S]*$/;

const noted =
  (what: string): Take =>
  ({ notes }, value) =>
    notes.push(`${what} ${value.replace(PASSWORD, "")} is not taken over: choose the file in the form`);

const unfit =
  (why: string): Take =>
  () => {
    throw new NotUnderstood(why);
  };

const TAKES: ReadonlyMap<string, Take> = new Map<string, Take>([
  ["--request", (draft, value) => Object.assign(draft, { method: value.toUpperCase() })],
  ["--url", (draft, value) => Object.assign(draft, { url: value })],
  ["--header", (draft, value) => takeHeader(draft, value)],
  ["--user", ({ headers }, value) => headers.push(["Authorization", `Basic ${Buffer.from(value).toString("base64")}`])],
  ["--user-agent", asHeader("User-Agent")],
  ["--referer", asHeader("Referer")],
  ["--cookie", asHeader("Cookie")],
  ["--oauth2-bearer", ({ headers }, value) => headers.push(["Authorization", `Bearer ${value}`])],
  ["--data", asData],
  ["--data-ascii", asData],
  ["--data-binary", asData],
  ["--data-raw", ({ data }, value) => data.push(value)],
  ["--data-urlencode", ({ data }, value) => data.push(encodedData(value))],
  ["--json", takeJson],
  ["--cert", noted("The client certificate")],
  ["--key", noted("The private key")],
  ["--cacert", noted("The authority")],
  ["--form", unfit("This line sends a multipart form (-F), which no token endpoint reads: use --data-urlencode")],
  ["--upload-file", unfit("This line sends a file (-T)")],
  ["--config", unfit("This line reads its options from a file (-K), which is not read")],
]);

/** Short options by their long names. */
const LONG: ReadonlyMap<string, string> = new Map(
  "X--request H--header u--user A--user-agent e--referer b--cookie d--data E--cert F--form T--upload-file K--config k--insecure G--get o--output w--write-out m--max-time x--proxy c--cookie-jar r--range"
    .split(" ")
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);

/** Options with a value that says nothing about the request itself. */
const PASSED_OVER = new Set(
  "--output --write-out --max-time --connect-timeout --proxy --cookie-jar --range --retry --resolve --max-redirs --ciphers --tls-max --limit-rate --retry-delay --stderr --trace --trace-ascii --dump-header --interface".split(
    " ",
  ),
);

/** Reads a curl line of bash, cmd or PowerShell, as browsers and documents write them. @throws NotUnderstood */
export function readCurlLine(text: string): { readonly request: PastedRequest; readonly notes: readonly string[] } {
  const line = text.trim().replace(/^(\$|>|PS [^>]*>)\s+/, "");
  const [, ...words] = splitWords(line, shellOf(line));
  const draft: Draft = {
    method: undefined,
    url: undefined,
    headers: [],
    data: [],
    inQuery: false,
    unverified: false,
    notes: [],
  };
  for (let at = 0; at < words.length; ) at += takeWord(draft, words, at);
  return { request: toRequest(draft), notes: draft.notes };
}

/** @returns how many words were read */
function takeWord(draft: Draft, words: readonly string[], at: number): number {
  const word = words[at] ?? "";
  if (/^(\||>|>>|2>|&&|;)/.test(word)) {
    draft.notes.push(`What follows ${word} is another command, and is left out`);
    return words.length;
  }
  if (!word.startsWith("-") || word === "-") {
    draft.url ??= word;
    return 1;
  }
  if (word.startsWith("--")) return takeLong(draft, word, words[at + 1]);
  return takeShort(draft, word, words[at + 1]);
}

function takeLong(draft: Draft, word: string, value: string | undefined): number {
  const [, name = word, inline] = /^(--[\w-]+)=([\s\S]*)$/.exec(word) ?? [];
  if (name === "--insecure") draft.unverified = true;
  if (name === "--get") draft.inQuery = true;
  const take = TAKES.get(name);
  if (!take && !PASSED_OVER.has(name)) return 1;
  const given = inline ?? value;
  if (given === undefined) throw new NotUnderstood(`The line ends after ${name}: it was cut short when it was copied`);
  take?.(draft, given);
  return inline === undefined ? 2 : 1;
}

/** Short options stand together (`-sSk`), and the value of the last one may follow at once (`-XPOST`). */
function takeShort(draft: Draft, word: string, value: string | undefined): number {
  for (let at = 1; at < word.length; at++) {
    const name = LONG.get(word[at] ?? "");
    if (name === undefined) continue;
    if (!TAKES.has(name) && !PASSED_OVER.has(name)) {
      takeLong(draft, name, undefined);
      continue;
    }
    const rest = word.slice(at + 1);
    return rest === "" ? takeLong(draft, name, value) : takeLong(draft, `${name}=${rest}`, undefined);
  }
  return 1;
}

function takeHeader({ headers }: Draft, value: string): void {
  const at = value.indexOf(":");
  if (at > 0) headers.push([value.slice(0, at).trim(), value.slice(at + 1).trim()]);
}

function takeJson(draft: Draft, value: string): void {
  asData(draft, value);
  draft.headers.push(["Content-Type", "application/json"], ["Accept", "application/json"]);
}

/** `name=content`, `=content` or `content`: only the content is encoded. */
function encodedData(value: string): string {
  const at = value.indexOf("=");
  if (/^[^=]*@/.test(value))
    throw new NotUnderstood(`The value of ${value} is in a file, which is not read: paste what it holds`);
  if (at < 0) return formEncoded(value);
  return at === 0 ? formEncoded(value.slice(1)) : `${value.slice(0, at)}=${formEncoded(value.slice(at + 1))}`;
}

function toRequest({ method, url, headers, data, inQuery, unverified }: Draft): PastedRequest {
  if (url === undefined) throw new NotUnderstood("This curl line names no address");
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url}`;
  const body = data.join("&");
  const full = inQuery && body !== "" ? `${address}${address.includes("?") ? "&" : "?"}${body}` : address;
  const hasBody = data.length > 0 && !inQuery;
  const isTyped = headers.some(([name]) => name.toLowerCase() === "content-type");
  return {
    method: method ?? (hasBody ? "POST" : "GET"),
    url: full,
    headers: hasBody && !isTyped ? [...headers, ["Content-Type", FORM_TYPE]] : headers,
    body: hasBody ? body : "",
    unverified,
  };
}

const FORM_TYPE = "application/x-www-form-urlencoded";
