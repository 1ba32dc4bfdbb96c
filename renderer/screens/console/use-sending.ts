import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import {
  type CallExchange,
  cancelCall,
  type FollowUpStep,
  sendCall,
  sendFollowUp,
  sendRawCall,
} from "../../../src/contract/index.ts";
import { call } from "../../api.ts";
import { draftKey } from "../../draft/draft-store.ts";
import { newId } from "../../new-id.ts";
import { keys } from "../../queries.ts";
import { addStep, chainIdOf, chains, type StepKind, shownStep } from "./chains.ts";
import { type Target, toCall, toRawText } from "./console-call.ts";
import { type ConsoleForm, consoleForms, freshForm, lastClients } from "./console-form.ts";
import { recalled, stepAgain } from "./recalled.ts";
import { pasted } from "./use-pasting.ts";

/** What sends from the Console, and what is under way. */
export interface Sending {
  readonly send: () => void;
  readonly goOn: (what: FollowUpStep) => void;
  readonly cancel: () => void;
  readonly pending: boolean;
  /** Why the last one was not sent, or got no answer. */
  readonly error: Error | null;
  /** Whether that was one that goes on from an answer. */
  readonly failedFollowUp: boolean;
}

interface Sent {
  readonly key: string;
  readonly id: string;
  readonly chain: string;
  /** The exchange in view. */
  readonly from: string | undefined;
  readonly target: Target;
  readonly form: ConsoleForm;
  /** Null: the request itself. */
  readonly followUp: FollowUpStep | null;
}

/** Sends what the form of this key says; its answers become steps of the story that belongs to the form. */
export function useSending(key: string | null, target: Target | null): Sending {
  const queries = useQueryClient();
  const underWay = useRef<string | null>(null);
  const sending = useMutation({
    mutationFn: transmit,
    onSuccess: (exchange, { key: sentFrom, chain, from, target: asked, form, followUp }) => {
      const what = whatOf(form, followUp);
      addStep(sentFrom, chain, {
        what,
        exchange,
        call: what === "raw" ? null : toCall(form, asked),
        from: followUp ? from : undefined,
      });
      if (asked.kind === "here")
        lastClients.write((all) => ({ ...all, [draftKey(asked.realm.name, "")]: asked.client.id }));
    },
    onSettled: () => {
      underWay.current = null;
      return queries.invalidateQueries({ queryKey: keys.callHistory });
    },
  });
  const start = (followUp: FollowUpStep | null) => {
    if (key === null || target === null || underWay.current !== null) return;
    const id = newId();
    underWay.current = id;
    recalled.write(() => null);
    pasted.write((shown) => (shown?.what === "request" ? shown : null)); // a note beside the form may stay
    const form = consoleForms.read()[key] ?? freshForm;
    if (followUp) stepAgain.write(() => null);
    const from = shownStep(chains.read()[key])?.exchange.id;
    sending.mutate({ key, id, chain: chainIdOf(key), from, target, form, followUp });
  };
  return {
    send: () => start(null),
    goOn: start,
    cancel: () => {
      if (underWay.current !== null) void call(cancelCall, { id: underWay.current });
    },
    pending: sending.isPending,
    error: sending.error,
    failedFollowUp: sending.variables?.followUp != null,
  };
}

const whatOf = ({ raw }: ConsoleForm, followUp: FollowUpStep | null): StepKind =>
  followUp?.kind ?? (raw === null ? "token" : "raw");

async function transmit({ id, chain, target, form, followUp }: Sent): Promise<CallExchange> {
  const asked = toCall(form, target);
  const { trust, issuer, clientId, client, proof } = asked;
  const trusted = trust ? { trust } : {};
  if (followUp) {
    const who = { issuer, clientId, proof, ...(client && { client }) };
    return call(sendFollowUp, { id, chain, ...who, ...trusted, what: followUp });
  }
  if (form.raw === null) return call(sendCall, { id, chain, ...asked });
  const { method, ...certificate } = proof.method === "tls_client_auth" ? proof : { method: proof.method };
  const shown = "certificate" in certificate ? { certificate } : {};
  return call(sendRawCall, { id, chain, ...trusted, ...shown, url: form.raw.url, text: toRawText(form.raw.text) });
}
