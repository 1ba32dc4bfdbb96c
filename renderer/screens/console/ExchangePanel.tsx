import { Tabs } from "@mantine/core";
import { useState } from "react";
import type { ClientPage, Exchange, Mend } from "../../../src/contract/index.ts";
import { Mark } from "../../parts/Mark.tsx";
import { localTime } from "../../times-in-words.ts";
import { words } from "../../words.ts";
import styles from "./console.module.css";
import { mendOnClientPage } from "./console-form.ts";
import { RawExchange } from "./RawExchange.tsx";
import { Story } from "./Story.tsx";
import { TokenList } from "./TokenList.tsx";

const say = words.console;

/** The tab stays as it is when one sends again. */
let lastTab = "story";

interface ExchangePanelProps {
  readonly realm: string;
  readonly exchange: Exchange;
  readonly page: ClientPage | undefined;
}

/** One request and its answer: as a story, as bytes, as a decoded token. */
export function ExchangePanel({ realm, exchange, page }: ExchangePanelProps) {
  const [tab, setTab] = useState(lastTab);
  const onMend = (mend: Mend) => page && mendOnClientPage(realm, page, mend);
  const succeeded = exchange.status < 400;
  return (
    <>
      <div className={styles["answerHead"]} role="status">
        <Mark tone={succeeded ? "good" : "bad"}>{exchange.status}</Mark>
        {exchange.refused ? <code>{exchange.refused.error}</code> : null}
        <span className="quiet small">{say.elapsed(exchange.elapsedMs)}</span>
        <span className="quiet small">{say.at(localTime(exchange.atSeconds, exchange.atSeconds))}</span>
      </div>
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
          <Tabs.Tab value="story">{say.tabs.story}</Tabs.Tab>
          <Tabs.Tab value="raw">{say.tabs.raw}</Tabs.Tab>
          <Tabs.Tab value="token">{say.tabs.token}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="story" className={styles["panel"] ?? ""} tabIndex={0}>
          <Story exchange={exchange} onMend={onMend} />
        </Tabs.Panel>
        <Tabs.Panel value="raw" className={styles["panel"] ?? ""} tabIndex={0}>
          <RawExchange exchange={exchange} />
        </Tabs.Panel>
        <Tabs.Panel value="token" className={styles["panel"] ?? ""} tabIndex={0}>
          <TokenList exchange={exchange} onMend={onMend} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
