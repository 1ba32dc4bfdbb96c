import { useEffect, useRef } from "react";
import { useMemoryStore } from "../../memory-store.ts";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { presenting } from "../../presenter.ts";
import { words } from "../../words.ts";
import { chains, shownStep } from "./chains.ts";
import type { Target } from "./console-call.ts";
import { ExchangePanel } from "./ExchangePanel.tsx";
import styles from "./exchange.module.css";
import { FailedCall } from "./FailedCall.tsx";
import { NextSteps } from "./NextSteps.tsx";
import { PastedError } from "./PastedError.tsx";
import { PastedToken } from "./PastedToken.tsx";
import { recalled } from "./recalled.ts";
import { StepList } from "./StepList.tsx";
import type { Pasting } from "./use-pasting.ts";
import type { Sending } from "./use-sending.ts";

const say = words.exchange;

interface AnswerPaneProps {
  readonly formKey: string | null;
  readonly target: Target | null;
  readonly sending: Sending;
  readonly pasting: Pasting;
}

/** What came back: the exchange in view of this story, one of the history, or what was pasted. */
export function AnswerPane(props: AnswerPaneProps) {
  const pane = useRef<HTMLElement>(null);
  const chain = useMemoryStore(chains)[props.formKey ?? ""];
  const shown = chain?.shown;
  const seen = useRef(shown);
  useEffect(() => {
    if (shown === seen.current) return;
    seen.current = shown;
    pane.current?.scrollIntoView({ block: "nearest" }); // in one column it stands below the request
  }, [shown]);
  const inRoom = useMemoryStore(presenting);
  const isAnswered = useRef(false);
  isAnswered.current = shown !== undefined;
  useEffect(() => {
    if (inRoom && isAnswered.current) pane.current?.scrollIntoView({ block: "start" }); // what the room came for
  }, [inRoom]);
  return (
    <section ref={pane} className={styles["answer"]} aria-label={say.answer}>
      <Shown {...props} />
    </section>
  );
}

function Shown({ formKey, target, sending, pasting }: AnswerPaneProps) {
  const chain = useMemoryStore(chains)[formKey ?? ""];
  const kept = useMemoryStore(recalled);
  const step = shownStep(chain);
  if (pasting.shown?.what === "token") return <PastedToken jwt={pasting.shown.jwt} close={pasting.close} />;
  if (pasting.shown?.what === "error") return <PastedError told={pasting.shown} close={pasting.close} />;
  const close = () => recalled.write(() => null);
  if (kept && "failed" in kept) return <FailedCall entry={kept.failed} close={close} />;
  if (kept) return <ExchangePanel key={kept.exchange.id} step={kept} steps={[kept]} target={target} close={close} />;
  if (chain && step && formKey !== null)
    return (
      <>
        <StepList formKey={formKey} chain={chain} />
        <ExchangePanel key={step.exchange.id} step={step} steps={chain.steps} target={target} />
        <NextSteps key={formKey} chain={chain} target={target} sending={sending} />
      </>
    );
  return (
    <div className={styles["emptyAnswer"]}>
      <EmptyState title={say.empty} help={target ? say.emptyHelp : say.emptyPick} />
    </div>
  );
}
