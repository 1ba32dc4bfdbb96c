import { NativeSelect, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  type CallExchange,
  type ComparedSide,
  compareMeaning,
  listCallHistory,
  readCallHistory,
  withoutSecrets,
} from "../../../src/contract/index.ts";
import { call, sentenceOf } from "../../api.ts";
import { useMemoryStore } from "../../memory-store.ts";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Note } from "../../parts/Note.tsx";
import { presenting } from "../../presenter.ts";
import { keys } from "../../queries.ts";
import { localTime } from "../../times-in-words.ts";
import { words } from "../../words.ts";
import type { Step } from "./chains.ts";
import styles from "./console.module.css";
import { Differences } from "./Differences.tsx";
import { tokenToCompare } from "./recalled.ts";
import { verdictOf } from "./verdict.ts";

const say = words.exchange;
const PASTED = "pasted";
const LISTED = 60;

interface ComparisonProps {
  readonly step: Step;
  readonly steps: readonly Step[];
}

/** The exchange in view beside another one, of this story, the history or somebody else's: what differs in meaning. */
export function Comparison({ step, steps }: ComparisonProps) {
  const others = useOthers(step, steps);
  const [chosen, setChosen] = useState<string | null>(null);
  const pasted = useMemoryStore(tokenToCompare);
  const masked = useMemoryStore(presenting) && pasted !== "";
  const other = chosen ?? (pasted === "" ? (others.at(0)?.id ?? PASTED) : PASTED);
  return (
    <div className={styles["story"]}>
      <NativeSelect
        label={say.compareWith}
        value={other}
        data={[...others.map(({ id, label }) => ({ value: id, label })), { value: PASTED, label: say.aPastedToken }]}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      {other === PASTED && (
        <Textarea
          size="xs"
          label={say.pastedToken}
          description={say.pastedTokenHelp}
          inputWrapperOrder={["label", "input", "description"]}
          rows={3}
          spellCheck={false}
          readOnly={masked}
          value={masked ? withoutSecrets(pasted) : pasted}
          onChange={({ currentTarget: { value } }) => tokenToCompare.write(() => value)}
        />
      )}
      {other === PASTED ? (
        <WithPasted exchange={step.exchange} jwt={pasted.trim()} />
      ) : (
        <WithOther key={other} exchange={step.exchange} steps={steps} id={other} />
      )}
    </div>
  );
}

/** What can be compared with: the steps of the story, the newest first, then what the history has beside them. */
function useOthers({ exchange }: Step, steps: readonly Step[]) {
  const history = useQuery({
    queryKey: [...keys.callHistory, "to compare"],
    queryFn: ({ signal }) => call(listCallHistory, { limit: LISTED }, signal),
  });
  const here = steps.filter((one) => one.exchange.answer !== null).toReversed();
  const kept = (history.data?.entries ?? []).filter(
    ({ what, failure }) => failure === null && ["token", "refresh", "exchange"].includes(what),
  );
  const label = (what: Step["what"], verdict: string, atSeconds: number, clientId: string | null) =>
    [say.whats[what], verdict, clientId, localTime(atSeconds, Date.now() / 1000)].filter(Boolean).join(" · ");
  const named = [
    ...here.map((one) => ({
      id: one.exchange.id,
      label: label(one.what, verdictOf(one.exchange), one.exchange.atSeconds, one.call?.clientId ?? null),
    })),
    ...kept.map((entry) => ({
      id: entry.id,
      label: label(entry.what, String(entry.status), entry.atSeconds, entry.clientId),
    })),
  ];
  return named.filter(({ id }, index) => id !== exchange.id && named.findIndex((one) => one.id === id) === index);
}

/** The answer is JSON: zod's word for it and the domain's differ only in what may be written. */
const sideOf = ({ status, answer }: CallExchange) => ({ status, answer: answer ?? {} }) as ComparedSide;

function WithPasted({ exchange, jwt }: { readonly exchange: CallExchange; readonly jwt: string }) {
  const own = exchange.answer?.["access_token"];
  if (typeof own !== "string") return <EmptyState title={say.compareNothing} help={say.aTokenIsNeeded} />;
  if (jwt === "") return <EmptyState title={say.compareNothing} help={say.compareNothingHelp} />;
  return <Compared first={{ jwt: own }} second={{ jwt }} />;
}

interface WithOtherProps extends Pick<ComparisonProps, "steps"> {
  readonly exchange: CallExchange;
  readonly id: string;
}

function WithOther({ exchange, steps, id }: WithOtherProps) {
  const near = steps.find((one) => one.exchange.id === id)?.exchange;
  const kept = useQuery({
    queryKey: [...keys.callHistory, "one", id],
    queryFn: ({ signal }) => call(readCallHistory, { id }, signal),
    enabled: near === undefined,
  });
  const other = near ?? kept.data?.exchange;
  if (kept.error) return <Note tone="bad">{sentenceOf(kept.error)}</Note>;
  return other ? <Compared first={sideOf(exchange)} second={sideOf(other)} /> : null;
}

function Compared({ first, second }: { readonly first: ComparedSide; readonly second: ComparedSide }) {
  const comparison = useQuery({
    queryKey: ["comparison", first, second],
    queryFn: ({ signal }) => call(compareMeaning, { first, second }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (comparison.error)
    return (
      <Note tone="bad" live>
        {sentenceOf(comparison.error)}
      </Note>
    );
  return comparison.data ? <Differences comparison={comparison.data} /> : null;
}
