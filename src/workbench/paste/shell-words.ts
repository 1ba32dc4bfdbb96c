import { NotUnderstood } from "./not-understood.ts";

export type Shell = "bash" | "cmd" | "PowerShell";

/** Which shell a line was written for: by how it goes on over lines, and how it quotes. */
export function shellOf(line: string): Shell {
  if (/\^"|\^\s*\r?\n|\^\s*$/.test(line)) return "cmd";
  return /`\s*\r?\n/.test(line) || /^\s*curl\.exe\b/.test(line) ? "PowerShell" : "bash";
}

/** The words of one command line. Variables stay as they are written; nothing is run. @throws NotUnderstood */
export function splitWords(line: string, shell: Shell): string[] {
  const text = shell === "cmd" ? withoutCarets(line) : line;
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < text.length; ) {
    const found = readPiece(text, at, shell);
    at = found.next;
    if (found.ends) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? "") + found.text;
  }
  return word === undefined ? words : [...words, word];
}

interface Piece {
  readonly text: string;
  readonly next: number;
  /** Between two words. */
  readonly ends?: true;
}

const GOES_ON = { bash: "\\", cmd: "^", PowerShell: "`" } as const;

function readPiece(text: string, at: number, shell: Shell): Piece {
  const sign = text[at] ?? "";
  if (/\s/.test(sign)) return { text: "", next: at + 1, ends: true };
  if (shell === "bash" && text.startsWith("$'", at)) return readAnsi(text, at + 2);
  if (sign === "'" && shell !== "cmd") return readSingle(text, at + 1, shell);
  if (sign === '"') return readDouble(text, at + 1, shell);
  if (sign === GOES_ON[shell]) {
    const after = /^\r?\n/.exec(text.slice(at + 1))?.[0];
    if (after !== undefined) return { text: "", next: at + 1 + after.length, ends: true };
    return { text: text[at + 1] ?? "", next: at + 2 };
  }
  return { text: sign, next: at + 1 };
}

const unclosed = (quote: string): NotUnderstood =>
  new NotUnderstood(`The line ends inside of quotes (${quote}): it was cut short when it was copied`);

/** In PowerShell a quote is doubled to stand for itself. */
function readSingle(text: string, from: number, shell: Shell): Piece {
  for (let end = text.indexOf("'", from); end >= 0; end = text.indexOf("'", end + 2)) {
    if (shell === "PowerShell" && text[end + 1] === "'") continue;
    const inside = text.slice(from, end);
    return { text: shell === "PowerShell" ? inside.replaceAll("''", "'") : inside, next: end + 1 };
  }
  throw unclosed("'");
}

/** In bash a backslash stands before what it guards; in cmd before a quote; in PowerShell it is the backtick. */
const DOUBLE: Readonly<Record<Shell, { readonly whole: RegExp; readonly guarded: RegExp }>> = {
  bash: { whole: /((?:[^"\\]|\\[\s\S])*)"/y, guarded: /\\(["\\$`\n])/g },
  cmd: { whole: /((?:[^"\\]|\\[\s\S]|"")*)"/y, guarded: /\\(["\\])|""/g },
  PowerShell: { whole: /((?:[^"`]|`[\s\S]|"")*)"/y, guarded: /`(["`$])|""/g },
};

function readDouble(text: string, from: number, shell: Shell): Piece {
  const { whole, guarded } = DOUBLE[shell];
  const [all, inside = ""] = matchAt(whole, text, from) ?? [];
  if (all === undefined) throw unclosed('"');
  const read = inside.replace(guarded, (_all, sign?: string) => (sign === "\n" ? "" : (sign ?? '"')));
  return { text: read, next: from + all.length };
}

const ANSI: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** `$'…'`, as browsers write texts with quotes or signs beyond ASCII. */
function readAnsi(text: string, from: number): Piece {
  const [all, inside = ""] = matchAt(/((?:[^'\\]|\\[\s\S])*)'/y, text, from) ?? [];
  if (all === undefined) throw unclosed("'");
  const read = inside.replace(
    /\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([\s\S]))/gi,
    (_all, wide?: string, narrow?: string, sign = "") => {
      const code = wide ?? narrow;
      return code === undefined ? (ANSI.get(sign) ?? sign) : String.fromCharCode(Number.parseInt(code, 16));
    },
  );
  return { text: read, next: from + all.length };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  const sticky = new RegExp(pattern);
  sticky.lastIndex = at;
  return sticky.exec(text);
}

/** In cmd a caret guards the next sign, also inside of what Chrome quotes as `^"…^"`; at the end of a line it joins the next. */
const withoutCarets = (line: string): string => line.replace(/\^(\r?\n)/g, " ").replace(/\^([\s\S])/g, "$1");
