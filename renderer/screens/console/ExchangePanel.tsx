import { Button, Tabs } from "@mantine/core";
import { useState } from "react";
import type { Mend } from "../../../src/contract/index.ts";
import { Mark } from "../../parts/Mark.tsx";
import { useClient } from "../../queries.ts";
import { localTime } from "../../times-in-words.ts";
import { words } from "../../words.ts";
import { Comparison } from "./Comparison.tsx";
import type { Step } from "./chains.ts";
import type { Target } from "./console-call.ts";
import { mendOnClientPage } from "./console-form.ts";
import styles from "./exchange.module.css";
import { RawExchange } from "./RawExchange.tsx";
import { SequenceDiagram } from "./SequenceDiagram.tsx";
import { Story } from "./Story.tsx";
import { Timings } from "./Timings.tsx";
import { TokenList } from "./TokenList.tsx";
import { isRefused } from "./verdict.ts";
import { withoutMends } from "./without-mends.ts";

const say = words.exchange;

/** The tab stays as it is when one sends again. */
let lastTab = "story";

interface ExchangePanelProps {
  readonly step: Step;
  /** All of its story. */
  readonly steps: readonly Step[];
  readonly target: Target | null;
  /** Where it is not the newest of the form at the left: back to that. */
  readonly close?: () => void;
}

/** One request and its answer: as a story, as bytes, as a decoded token, beside another one, and among those of its story. */
export function ExchangePanel({ step, steps, target, close }: ExchangePanelProps) {
  const [tab, setTab] = useState(lastTab);
  const client =
    step.call?.client ?? (target?.kind === "here" ? { realm: target.realm.name, id: target.client.id } : null);
  const page = useClient(client?.realm ?? "", client?.id ?? null).data;
  const onMend = (mend: Mend) => client && page && mendOnClientPage(client.realm, page, mend);
  const exchange = client ? step.exchange : withoutMends(step.exchange);
  const panels = {
    story: <Story exchange={exchange} onMend={onMend} />,
    raw: <RawExchange exchange={exchange} />,
    token: <TokenList exchange={exchange} onMend={onMend} />,
    compare: <Comparison step={step} steps={steps} />,
    sequence: <SequenceDiagram steps={steps} />,
  };
  return (
    <>
      <div className={styles["answerHead"]} role="status">
        <Mark tone={isRefused(exchange) ? "bad" : "good"}>{exchange.status}</Mark>
        {exchange.refused ? <code>{exchange.refused.error}</code> : null}
        <span className="quiet small">{say.elapsed(exchange.timings.totalMs)}</span>
        <span className="quiet small">{say.at(localTime(exchange.atSeconds, exchange.atSeconds))}</span>
        {close && (
          <Button size="compact-xs" variant="default" onClick={close}>
            {say.closePasted}
          </Button>
        )}
      </div>
      <Timings exchange={exchange} />
      <Tabs
        className={styles["tabs"] ?? ""}
        value={tab}
        onChange={(next) => {
          lastTab = next ?? "story";
          setTab(lastTab);
        }}
        keepMounted={false}
      >
        <Tabs.List px="md">
          {Object.entries(say.tabs).map(([name, title]) => (
            <Tabs.Tab key={name} value={name}>
              {title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {Object.entries(panels).map(([name, panel]) => (
          <Tabs.Panel key={name} value={name} className={styles["panel"] ?? ""} tabIndex={0}>
            {panel}
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
