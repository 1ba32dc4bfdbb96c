import type { Claims, Exchange } from "../../../src/contract/index.ts";
import { Note } from "../../parts/Note.tsx";
import { FieldList } from "../../token/FieldList.tsx";
import type { OnMend } from "../../token/Mends.tsx";
import { TraceSteps } from "../../token/TraceSteps.tsx";
import { words } from "../../words.ts";
import styles from "./console.module.css";

const say = words.console;

/** The exchange told in order: what was asked and where that is written, how it was judged, what came back. */
export const Story = ({ exchange, onMend }: { readonly exchange: Exchange; readonly onMend: OnMend }) => (
  <div className={styles["story"]}>
    {exchange.refused && (
      <Note tone="bad" live>
        <strong>{exchange.refused.error}</strong>
        <span>{exchange.refused.description}</span>
        <span className={styles["meaning"]}>{exchange.refused.meaning}</span>
      </Note>
    )}
    <section className={styles["chapter"]} aria-labelledby="story-asked">
      <h2 id="story-asked">{say.asked}</h2>
      <ul className={styles["annotations"]}>
        {exchange.annotations.map((annotation) => (
          <li key={`${annotation.part} ${annotation.reference}`}>
            <code className={styles["part"]}>{annotation.part}</code>
            <span>
              {annotation.meaning} <span className={`quiet ${styles["reference"]}`}>{annotation.reference}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
    <section className={styles["chapter"]} aria-labelledby="story-judged">
      <h2 id="story-judged">{say.judged}</h2>
      <TraceSteps trace={exchange.trace} onMend={onMend} />
    </section>
    {exchange.answer && (
      <section className={styles["chapter"]} aria-labelledby="story-answer">
        <h2 id="story-answer">{say.cameBack}</h2>
        <FieldList fields={withoutTokens(exchange.answer, exchange.tokens)} />
      </section>
    )}
  </div>
);

/** Tokens are long and have a tab of their own. */
const withoutTokens = (answer: Claims, tokens: Exchange["tokens"]): Claims =>
  Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [
      name,
      tokens.some((token) => token.jwt === value) ? `${String(value).slice(0, 12)}… (${say.hiddenInStory})` : value,
    ]),
  );
