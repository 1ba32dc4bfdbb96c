import type { PastedRequest } from "../../contract/understanding.ts";
import { NotUnderstood } from "./not-understood.ts";

const FIRST_LINE = /^(GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS)\s+(\S+)(?:\s+HTTP\/[\d.]+)?\s*$/;

export const isHttpRequestText = (text: string): boolean => FIRST_LINE.test(firstLine(text));

const firstLine = (text: string): string => withoutComments(text).split(/\r?\n/, 1)[0] ?? "";

/** Files of requests name each one in a line of its own, and may have comments. */
const withoutComments = (text: string): string => text.trimStart().replace(/^(?:(?:###|#|\/\/)[^\n]*\n\s*)+/, "");

/** Reads a request as it goes over the wire, or as files of requests (.http) have it. @throws NotUnderstood */
export function readHttpRequestText(text: string): PastedRequest {
  const [first, ...lines] = withoutComments(text).split(/\r?\n/);
  const [, method = "", target = ""] = FIRST_LINE.exec(first ?? "") ?? [];
  const end = lines.indexOf("");
  const headers = (end < 0 ? lines : lines.slice(0, end))
    .map((line): [string, string] => [line.slice(0, Math.max(line.indexOf(":"), 0)), line.slice(line.indexOf(":") + 1)])
    .filter(([name]) => /^\S+$/.test(name))
    .map(([name, value]): [string, string] => [name, value.trim()]);
  const body =
    end < 0
      ? ""
      : lines
          .slice(end + 1)
          .join("\n")
          .split(/^###/m, 1)[0]
          ?.trim();
  const isForm = headers.some(
    ([name, value]) => name.toLowerCase() === "content-type" && /form-urlencoded/i.test(value),
  );
  return {
    method,
    url: addressOf(target, headers),
    headers: headers.filter(([name]) => !/^(host|content-length|connection)$/i.test(name)),
    body: isForm ? (body ?? "").replace(/\r?\n\s*/g, "") : (body ?? ""),
    unverified: false,
  };
}

/** What went over the wire does not say whether it was encrypted: on this machine it most likely was not. */
function addressOf(target: string, headers: readonly (readonly [string, string])[]): string {
  if (/^https?:\/\//.test(target)) return target;
  const host = headers.find(([name]) => name.toLowerCase() === "host")?.[1];
  if (host === undefined) throw new NotUnderstood("This request names no host: its Host header is missing");
  const isHere = /^(localhost|127\.|\[::1\])/.test(host);
  return `${isHere ? "http" : "https"}://${host}${target}`;
}
