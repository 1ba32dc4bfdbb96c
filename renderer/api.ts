import type { AnswerOf, InputOf, WorkbenchEndpoint, WorkbenchRefusal } from "../src/contract/index.ts";
import { session, signOut } from "./session.ts";
import { words } from "./words.ts";

/** A call that was refused, or that found no server (status 0): a sentence for the person, and the field it is about. */
export class Refusal extends Error {
  readonly status: number;
  readonly field: string | undefined;
  readonly revision: number | undefined;

  constructor(status: number, refusal: WorkbenchRefusal) {
    super(refusal.error);
    this.name = "Refusal";
    this.status = status;
    this.field = refusal.field;
    this.revision = refusal.revision;
  }
}

/**
 * Makes the request of an endpoint: parameters of the path into the path, the rest into the query of a GET or the JSON
 * body of a POST. Relative, so that it works under the app's own scheme and over HTTP alike.
 */
export function toRequest(
  endpoint: Pick<WorkbenchEndpoint, "method" | "path">,
  input: Readonly<Record<string, unknown>>,
): { readonly url: string; readonly method: "GET" | "POST"; readonly body?: string } {
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined));
  const path = endpoint.path.replace(/:(\w+)/g, (_whole, name: string) => {
    const value = String(rest.get(name) ?? "");
    rest.delete(name);
    return encodeURIComponent(value);
  });
  if (endpoint.method === "POST") return { url: path, method: "POST", body: JSON.stringify(Object.fromEntries(rest)) };
  const query = new URLSearchParams([...rest].map(([name, value]) => [name, String(value)])).toString();
  return { url: query === "" ? path : `${path}?${query}`, method: "GET" };
}

export const callHeaders = (): Record<string, string> => {
  const { bearer } = session.read();
  return bearer === null ? {} : { authorization: `Bearer ${bearer}` };
};

/** Calls an endpoint of the Workbench. Rejects with a `Refusal` and with nothing else. */
export async function call<Called extends WorkbenchEndpoint>(
  endpoint: Called,
  input: InputOf<Called>,
  signal?: AbortSignal,
): Promise<AnswerOf<Called>> {
  const { url, method, body } = toRequest(endpoint, input as Record<string, unknown>);
  const headers = { ...callHeaders(), ...(body === undefined ? {} : { "content-type": "application/json" }) };
  const response = await fetch(url, { method, headers, body: body ?? null, signal: signal ?? null }).catch(() => null);
  if (response === null) throw new Refusal(0, { error: words.frame.noServer });
  if (response.status === 401) signOut();
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new Refusal(response.status, toRefusal(answer, response.status));
  return answer as AnswerOf<Called>;
}

const toRefusal = (answer: unknown, status: number): WorkbenchRefusal =>
  typeof answer === "object" && answer !== null && "error" in answer
    ? (answer as WorkbenchRefusal)
    : { error: words.frame.unreadableAnswer(status) };

/** The sentence to show for whatever a query or a mutation failed with. */
export const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
