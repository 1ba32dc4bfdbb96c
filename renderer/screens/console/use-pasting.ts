import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { type AnswerOf, type PastedRequest, type RealmSummary, understand } from "../../../src/contract/index.ts";
import { call } from "../../api.ts";
import { createMemoryStore, useMemoryStore } from "../../memory-store.ts";
import { freshForm } from "./console-form.ts";
import { openCall, openElsewhere } from "./open-call.ts";
import { tokenToCompare } from "./recalled.ts";

type Understood = AnswerOf<typeof understand>;

/** What was pasted last, until it is closed or something is sent. */
export const pasted = createMemoryStore<Understood | null>(null);

export interface Pasting {
  readonly open: (text: string) => void;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly shown: Understood | null;
  readonly close: () => void;
}

/** Understands what is pasted, also with Ctrl+V outside of fields: tokens and errors are shown, requests fill the form. */
export function usePasting(realm: string, realms: readonly RealmSummary[]): Pasting {
  const understanding = useMutation({
    mutationFn: (text: string) => call(understand, { text }),
    onSuccess: async (understood) => {
      pasted.write(() => understood);
      if (understood.what === "token") tokenToCompare.write(() => understood.jwt);
      if (understood.what !== "request") return;
      if (understood.call) await openCall(realm, realms, understood.call);
      else
        openElsewhere(realm, {
          ...freshForm,
          raw: toRaw(understood.request),
          unverified: understood.request.unverified,
        });
    },
  });
  const open = understanding.mutate;
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (text.trim() === "" || isField(event.target)) return;
      event.preventDefault();
      open(text);
    };
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  }, [open]);
  return {
    open,
    pending: understanding.isPending,
    error: understanding.error,
    shown: useMemoryStore(pasted),
    close: () => {
      understanding.reset();
      pasted.write(() => null);
    },
  };
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("input, textarea, [contenteditable]") !== null;

/** With what a client sends by itself, so that it can be sent as it stands. */
function toRaw({ method, url, headers, body }: PastedRequest) {
  const { host, pathname, search } = new URL(url);
  const has = (name: string) => headers.some(([each]) => each.toLowerCase() === name);
  const lines = [
    `${method} ${pathname}${search} HTTP/1.1`,
    ...(has("host") ? [] : [`Host: ${host}`]),
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(has("connection") ? [] : ["Connection: close"]),
    ...(has("content-length") || body === "" ? [] : [`Content-Length: ${new TextEncoder().encode(body).length}`]),
  ];
  return { url, text: `${lines.join("\n")}\n\n${body}` };
}
