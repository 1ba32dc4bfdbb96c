import type { Annotation, CallExchange, Claims } from "../../../src/contract/index.ts";
import { Disclosure } from "../../parts/Disclosure.tsx";
import { Note } from "../../parts/Note.tsx";
import { FieldList } from "../../token/FieldList.tsx";
import type { OnMend } from "../../token/Mends.tsx";
import { TraceSteps } from "../../token/TraceSteps.tsx";
import { words } from "../../words.ts";
import shared from "./console.module.css";
import exchangeStyles from "./exchange.module.css";

const say = words.exchange;

interface StoryProps {
  readonly exchange: CallExchange;
  readonly onMend: OnMend;
}

/**
 * The exchange told in order: what was asked and where that is written, how it was judged, what came back. Where a check
 * failed, the judgement comes first: that is what one looks for then.
 */
export function Story({ exchange, onMend }: StoryProps) {
  const failed = exchange.trace.some(({ outcome }) => outcome === "failed");
  return (
    <div className={shared["story"]}>
      {exchange.refused && (
        <Note tone="bad" live>
          <strong>{exchange.refused.error}</strong>
          <span>{exchange.refused.description}</span>
          <span className={shared["meaning"]}>{exchange.refused.meaning}</span>
        </Note>
      )}
      {failed && <Judged exchange={exchange} onMend={onMend} />}
      {exchange.requestParts.length > 0 && (
        <section className={shared["chapter"]} aria-labelledby="story-asked">
          <h2 id="story-asked">{say.asked}</h2>
          <Annotations annotations={exchange.requestParts} />
        </section>
      )}
      {!failed && <Judged exchange={exchange} onMend={onMend} />}
      <section className={shared["chapter"]} aria-labelledby="story-answer">
        <h2 id="story-answer">{say.cameBack}</h2>
        <Annotations annotations={exchange.responseParts} />
        {exchange.answer && (
          <Disclosure summary={say.fields}>
            <AnswerFields answer={exchange.answer} tokens={exchange.tokens} />
          </Disclosure>
        )}
      </section>
    </div>
  );
}

const Judged = ({ exchange: { trace }, onMend }: StoryProps) => (
  <section className={shared["chapter"]} aria-labelledby="story-judged">
    <h2 id="story-judged">{say.judged}</h2>
    {trace.length === 0 ? <p className="quiet small">{say.notJudged}</p> : <TraceSteps trace={trace} onMend={onMend} />}
  </section>
);

export const Annotations = ({ annotations }: { readonly annotations: readonly Annotation[] }) => (
  <ul className={exchangeStyles["annotations"]}>
    {annotations.map((annotation) => (
      <li key={`${annotation.part} ${annotation.reference}`}>
        <code className={exchangeStyles["part"]}>{annotation.part}</code>
        <span>
          {annotation.meaning} <span className={`quiet ${exchangeStyles["reference"]}`}>{annotation.reference}</span>
        </span>
      </li>
    ))}
  </ul>
);

interface AnswerFieldsProps {
  readonly answer: Claims;
  readonly tokens: CallExchange["tokens"];
}

/** Made only once it is opened: an answer may have very many. */
const AnswerFields = ({ answer, tokens }: AnswerFieldsProps) => (
  <FieldList fields={tokens.length === 0 ? answer : withoutTokens({ answer, tokens })} />
);

/** Tokens are long and have a tab of their own. */
const withoutTokens = ({ answer, tokens }: AnswerFieldsProps): Claims =>
  Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [
      name,
      tokens.some((token) => token.jwt === value) ? `${String(value).slice(0, 12)}… (${say.hiddenInStory})` : value,
    ]),
  );
