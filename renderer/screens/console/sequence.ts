import type { AskedOnTheWay } from "../../../src/contract/index.ts";
import type { Step } from "./chains.ts";
import { isRefused, verdictOf } from "./verdict.ts";

export interface Participant {
  readonly role: "client" | "authorization" | "resource";
  /** What stands under the role: the Client ID, a host. */
  readonly name: string;
}

/** One call: an arrow there and one back, and between them what whoever was called asked others. */
export interface Message {
  readonly id: string;
  /** From whom to whom, as indexes into the participants. */
  readonly from: number;
  readonly to: number;
  readonly request: string;
  readonly answer: string;
  readonly refused: boolean;
  /** Null for what was asked on the way. */
  readonly atSeconds: number | null;
  readonly elapsedMs: number;
  readonly inside: readonly Message[];
}

export interface Sequence {
  readonly participants: readonly Participant[];
  readonly messages: readonly Message[];
}

/** The calls of a story as they went over the wire: who spoke to whom, with what, and what came back. */
export function toSequence(steps: readonly Step[]): Sequence {
  const clientId = steps.find(({ call }) => call !== null)?.call?.clientId ?? "";
  const participants: Participant[] = [{ role: "client", name: clientId }];
  const messages = steps.map((step): Message => {
    const { exchange } = step;
    const role = step.what === "resource" ? "resource" : "authorization";
    const to = place(participants, { role, name: new URL(exchange.url).host });
    return {
      id: exchange.id,
      from: 0,
      to,
      request: requestLine(step),
      answer: verdictOf(exchange),
      refused: isRefused(exchange),
      atSeconds: exchange.atSeconds,
      elapsedMs: exchange.timings.totalMs,
      inside: exchange.trace.flatMap(({ asked }, index) =>
        asked ? [askedBy(to, `${exchange.id} ${index}`, asked, participants)] : [],
      ),
    };
  });
  return { participants, messages };
}

/** A resource server that asks the issuer before it answers: its trace holds what went over the wire. */
function askedBy(from: number, id: string, asked: AskedOnTheWay, participants: Participant[]): Message {
  const { host: name, ...said } = asked;
  return { ...said, id, from, to: place(participants, { role: "authorization", name }), atSeconds: null, inside: [] };
}

function place(participants: Participant[], wanted: Participant): number {
  const found = participants.findIndex(({ role, name }) => role === wanted.role && name === wanted.name);
  return found >= 0 ? found : participants.push(wanted) - 1;
}

/** Method and path as they stand in the first line of the request. */
function requestLine({ exchange }: Step): string {
  const [line = ""] = exchange.requestText.split("\r\n", 1);
  const [method = "", path = ""] = line.split(" ");
  return `${method} ${path.split("?")[0]}`;
}

const quoted = (text: string): string => text.replace(/[;#"\r\n]/g, " ");

/** The same as text for Mermaid (sequenceDiagram). */
export function toMermaid({ participants, messages }: Sequence, titles: Readonly<Record<Participant["role"], string>>) {
  return [
    "sequenceDiagram",
    ...participants.map(({ role, name }, index) => `  participant p${index} as ${quoted(`${titles[role]} ${name}`)}`),
    ...messages.flatMap(mermaidLines),
    "",
  ].join("\n");
}

const mermaidLines = ({ from, to, request, answer, refused, inside }: Message): string[] => [
  `  p${from}->>p${to}: ${quoted(request)}`,
  ...inside.flatMap(mermaidLines),
  `  p${to}--${refused ? "x" : ">>"}p${from}: ${quoted(answer)}`,
];
