import type { CallExchange } from "../../contract/calls.ts";
import { WorkspaceProblem } from "../../store/workspace-problem.ts";
import { answered, type Outcome, refused } from "../serve.ts";
import type { CallContext } from "./call-context.ts";
import { VariableUnknown } from "./fill-in.ts";
import type { AskedCall } from "./kept-call.ts";
import { NotComposed } from "./not-composed.ts";
import { NotReadable } from "./read-jwt.ts";
import { NotSent } from "./wire.ts";

/** What a person can mend is an answer; anything else is a bug. */
export async function orRefused<Answer>(run: () => Promise<Outcome<Answer>>): Promise<Outcome<Answer>> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof NotSent) return refused(502, error.message);
    if (error instanceof NotComposed) return refused(422, error.message, { field: error.field });
    if (error instanceof VariableUnknown) return refused(422, error.message);
    if (error instanceof NotReadable) return refused(422, error.message, { field: "jwt" });
    if (error instanceof WorkspaceProblem) return refused(503, error.message);
    throw error;
  }
}

interface Sending {
  /** Chosen by the caller. */
  readonly id: string | undefined;
  readonly asked: AskedCall;
  /** Where it is to go, as far as the call itself says. */
  readonly address: string;
}

/**
 * Sends a call that can be cancelled while it is under way, the reading of the discovery document included. The history keeps
 * what came of it, also where no answer came.
 */
export async function sent(
  { running, newId, nowSeconds, history }: CallContext,
  { id = newId(), asked, address }: Sending,
  send: (id: string, signal: AbortSignal) => Promise<CallExchange>,
): Promise<Outcome<CallExchange>> {
  const controller = new AbortController();
  running.set(id, controller);
  const [atSeconds, startedMs] = [nowSeconds(), performance.now()];
  try {
    const exchange = await send(id, controller.signal);
    history?.add(asked, exchange);
    return answered(exchange);
  } catch (error) {
    if (error instanceof NotSent) {
      const elapsedMs = Math.round(performance.now() - startedMs);
      history?.addFailed(asked, { id, atSeconds, address, failure: error.message, elapsedMs });
    }
    throw error;
  } finally {
    running.delete(id);
  }
}
