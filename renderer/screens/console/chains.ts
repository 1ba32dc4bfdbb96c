import type { CallExchange, CallHistoryEntry, Claims, TokenCall } from "../../../src/contract/index.ts";
import { createMemoryStore } from "../../memory-store.ts";
import { newId } from "../../new-id.ts";

/** What a call of the Console is: a token request, one written byte by byte, or one that goes on from an answer. */
export type StepKind = CallHistoryEntry["what"];

/** One call of a story and its answer. */
export interface Step {
  readonly what: StepKind;
  readonly exchange: CallExchange;
  /** Who asked; null for a raw request. */
  readonly call: TokenCall | null;
  /** Of what goes on from a token: the exchange that was in view then, whose token it is. */
  readonly from?: string | undefined;
}

/** The calls that were made for one client or one other issuer, in the order of time: a story. */
export interface Chain {
  readonly id: string;
  readonly steps: readonly Step[];
  /** The exchange in view. */
  readonly shown: string;
}

/** Older ones are in the history. */
const MOST_STEPS = 40;

/** By the key of the form that they were sent from. */
export const chains = createMemoryStore<Readonly<Record<string, Chain>>>({});

/** The id of the story that goes on; of a new one where there is none. */
export const chainIdOf = (key: string): string => chains.read()[key]?.id ?? newId();

export const addStep = (key: string, id: string, step: Step): void =>
  chains.write((all) => {
    const before = all[key];
    const steps = before?.id === id ? before.steps : [];
    return { ...all, [key]: { id, steps: [...steps, step].slice(-MOST_STEPS), shown: step.exchange.id } };
  });

export const showStep = (key: string, shown: string): void =>
  chains.write((all) => {
    const chain = all[key];
    return chain ? { ...all, [key]: { ...chain, shown } } : all;
  });

/** The next call begins another story. */
export const endChain = (key: string): void =>
  chains.write((all) => {
    const { [key]: _ended, ...others } = all;
    return others;
  });

export const shownStep = (chain: Chain | undefined): Step | undefined =>
  chain?.steps.find(({ exchange }) => exchange.id === chain.shown) ?? chain?.steps.at(-1);

/** Where a step of the history can be taken again with the token that it was for, as long as the window has that. */
export function findTokenOf({
  id,
  chain: chainId,
}: CallHistoryEntry): { key: string; call: TokenCall; shown: string } | null {
  const [key, chain] = Object.entries(chains.read()).find(([, each]) => each.id === chainId) ?? [];
  if (key === undefined || chain === undefined) return null;
  const shown = chain.steps.find(({ exchange }) => exchange.id === id)?.from ?? chain.shown;
  const call = chain.steps.findLast((step) => step.call !== null)?.call;
  return call && tokensAtHand({ ...chain, shown }).access !== null ? { key, call, shown } : null;
}

/** The tokens to go on with: the newest that came up to the step in view. */
export function tokensAtHand(chain: Chain): { readonly access: string | null; readonly refresh: string | null } {
  const upTo = chain.steps.findIndex(({ exchange }) => exchange.id === chain.shown) + 1;
  const answers = chain.steps.slice(0, upTo || undefined).toReversed();
  const newest = (name: string) => {
    const found = answers.find(({ what, exchange }) => hasTokens(what) && typeof exchange.answer?.[name] === "string");
    return (found?.exchange.answer?.[name] as string | undefined) ?? null;
  };
  return { access: newest("access_token"), refresh: newest("refresh_token") };
}

/**
 * What a resource or userinfo will miss when the access token is shown there: it is bound to a key whose DPoP proof is not sent
 * (RFC 9449 §7.1), or to a certificate that the client does not call with (RFC 8705 §3). Null: nothing.
 */
export function missingProof({ steps }: Chain, access: string): "dpop" | "certificate" | null {
  const token = steps.flatMap(({ exchange }) => exchange.tokens).find(({ jwt }) => jwt === access);
  const bound = { ...(token?.claims["cnf"] as Claims | undefined) };
  if (typeof bound["jkt"] === "string") return "dpop";
  const method = steps.findLast(({ call }) => call)?.call?.proof.method;
  return typeof bound["x5t#S256"] === "string" && method !== "tls_client_auth" ? "certificate" : null;
}

const hasTokens = (what: StepKind): boolean => ["token", "raw", "refresh", "exchange"].includes(what);
