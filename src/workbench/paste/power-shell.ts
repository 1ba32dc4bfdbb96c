import type { PastedRequest } from "../../contract/understanding.ts";
import { formEncoded } from "../calls/http-text.ts";
import { NotUnderstood } from "./not-understood.ts";

/** A text in quotes, or a word. */
const VALUE = `"((?:[^"\`]|\`[\\s\\S]|"")*)"|'((?:[^']|'')*)'|([^\\s;}]+)`;

/** Reads `Invoke-WebRequest` and `Invoke-RestMethod`, as browsers' "Copy as PowerShell" and documents write them. @throws NotUnderstood */
export function readPowerShell(text: string): PastedRequest {
  const line = text.replace(/`\r?\n/g, " ");
  const url = parameter(line, "Uri") ?? /(?:Invoke-\w+|\biwr|\birm)\s+["']?(https?:\/\/[^\s"']+)/i.exec(line)?.[1];
  if (url === undefined) throw new NotUnderstood("This PowerShell line names no address (-Uri)");
  const type = parameter(line, "ContentType");
  const fields = table(line, "Body");
  const body = fields
    ? fields.map(([name, value]) => `${formEncoded(name)}=${formEncoded(value)}`).join("&")
    : parameter(line, "Body");
  const headers = table(line, "Headers") ?? [];
  const typed: [string, string][] =
    type !== undefined
      ? [["Content-Type", type]]
      : body === undefined
        ? []
        : [["Content-Type", "application/x-www-form-urlencoded"]];
  return {
    method: (parameter(line, "Method") ?? (body === undefined ? "GET" : "POST")).toUpperCase(),
    url,
    headers: [...headers, ...typed],
    body: body ?? "",
    unverified: /-SkipCertificateCheck\b/i.test(line),
  };
}

function parameter(line: string, name: string): string | undefined {
  const found = new RegExp(`-${name}\\s+(?:${VALUE})`, "i").exec(line);
  return found && !found[3]?.startsWith("@{") ? textOf(found) : undefined;
}

/** In double quotes a backtick guards the next sign, and a quote may be doubled in either. */
function textOf([, double, single, word]: readonly (string | undefined)[]): string | undefined {
  if (double !== undefined) return double.replace(/`([\s\S])|""/g, (_all, guarded?: string) => guarded ?? '"');
  return single?.replaceAll("''", "'") ?? word;
}

/** `@{ "name" = "value"; … }`, one entry a line or divided by semicolons. */
function table(line: string, name: string): [string, string][] | undefined {
  const start = new RegExp(`-${name}\\s+@\\{`, "i").exec(line);
  const from = start ? start.index + start[0].length : line.length;
  const end = line.indexOf("}", from);
  if (end < 0) return undefined;
  const inside = line.slice(from, end);
  const entry = new RegExp(`(?:"([^"]+)"|'([^']+)'|(?<![\\w-])([\\w-]+))\\s*=\\s*(?:${VALUE})`, "g");
  return [...inside.matchAll(entry)].map(([, a, b, c, ...value]) => [a ?? b ?? c ?? "", textOf(["", ...value]) ?? ""]);
}
