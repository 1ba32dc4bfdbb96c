import { readContent, writeDurably } from "./durable-file.ts";
import { worded } from "./workspace-problem.ts";

/**
 * `state/variables.env`: a line `name=value` each, for the Console's `{{variables}}`. People may write it too, so it is read
 * anew each time, and lines that are no variables are kept. A value with line breaks or quotes stands in JSON's quotes.
 */
export class VariablesFile {
  readonly #path: string;
  #lastJob: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  /** By name, in small letters; the last of one name counts. @throws WorkspaceProblem where the file cannot be read */
  async read(): Promise<ReadonlyMap<string, string>> {
    const values = new Map<string, string>();
    for (const line of await this.#lines()) {
      const { name, value } = parseLine(line);
      if (name !== undefined) values.set(name, value);
    }
    return values;
  }

  set(name: string, value: string): Promise<void> {
    return this.#change((lines) => {
      const written = `${name}=${writtenValue(value)}`;
      const at = lines.findIndex((line) => parseLine(line).name === name);
      const others = lines.filter((line, i) => i === at || parseLine(line).name !== name);
      return at < 0 ? [...others, written] : others.map((line, i) => (i === at ? written : line));
    });
  }

  /** Resolves with whether it was there. */
  async remove(name: string): Promise<boolean> {
    let found = false;
    await this.#change((lines) => {
      const left = lines.filter((line) => parseLine(line).name !== name);
      found = left.length < lines.length;
      return left;
    });
    return found;
  }

  async #lines(): Promise<string[]> {
    const content = await worded(this.#path, () => readContent(this.#path));
    const text =
      content?.bytes
        .toString("utf8")
        .replace(/^\ufeff/, "")
        .replace(/\r?\n$/, "") ?? "";
    return text === "" ? [] : text.split(/\r?\n/);
  }

  #change(change: (lines: string[]) => string[]): Promise<void> {
    const run = this.#lastJob.then(async () => {
      const text = change(await this.#lines())
        .map((line) => `${line}\n`)
        .join("");
      await worded(this.#path, () => writeDurably(this.#path, text));
    });
    this.#lastJob = run.catch(() => undefined);
    return run;
  }
}

const LINE = /^\s*(?:export\s+)?([A-Za-z][A-Za-z0-9_]{0,63})\s*=(.*)$/;

function parseLine(line: string): { readonly name?: string; readonly value: string } {
  const [, name, rest = ""] = LINE.exec(line) ?? [];
  return name === undefined ? { value: "" } : { name: name.toLowerCase(), value: readValue(rest.trim()) };
}

function readValue(text: string): string {
  if (!/^".*"$/.test(text)) return text;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? value : text;
  } catch {
    return text;
  }
}

const writtenValue = (value: string): string =>
  /[\p{Cc}\u2028\u2029]|^\s|\s$|^"/u.test(value) ? JSON.stringify(value) : value;
