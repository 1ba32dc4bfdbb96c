import type { AnswerOf, compareMeaning } from "../../../src/contract/index.ts";
import { Disclosure } from "../../parts/Disclosure.tsx";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Mark } from "../../parts/Mark.tsx";
import { words } from "../../words.ts";
import shared from "./console.module.css";
import readingStyles from "./reading.module.css";

const say = words.exchange;
type TokenComparison = AnswerOf<typeof compareMeaning>;

/** What differs in meaning, each difference explained; times and ids stand aside. */
export const Differences = ({ comparison: { differences, setAside } }: { readonly comparison: TokenComparison }) => (
  <>
    {differences.length === 0 ? (
      <EmptyState title={say.noDifference} help={say.noDifferenceHelp} />
    ) : (
      <section className={shared["chapter"]} aria-label={say.differences(differences.length)}>
        <h2>{say.differences(differences.length)}</h2>
        <ul className={readingStyles["differences"]}>
          {differences.map(({ kind, at, first, second, explanation }) => (
            <li key={`${at} ${first ?? ""} ${second ?? ""}`} className={readingStyles["difference"]}>
              <div className={readingStyles["differenceHead"]}>
                <Mark tone="changed">{say.differenceKinds[kind]}</Mark>
                <code>{at}</code>
              </div>
              <Sides first={first} second={second} />
              <p className="quiet">{explanation}</p>
            </li>
          ))}
        </ul>
      </section>
    )}
    {setAside.length > 0 && (
      <Disclosure summary={say.setAside(setAside.length)}>
        <ul className={readingStyles["differences"]}>
          {setAside.map(({ at, first, second }) => (
            <li key={at}>
              <code>{at}</code>
              <Sides first={first} second={second} />
            </li>
          ))}
        </ul>
      </Disclosure>
    )}
  </>
);

const Sides = ({ first, second }: { readonly first: string | null; readonly second: string | null }) => (
  <dl className={readingStyles["sides"]}>
    <div>
      <dt>{say.thisOne}</dt>
      <dd>{first ?? <span className="quiet">{say.nothingThere}</span>}</dd>
    </div>
    <div>
      <dt>{say.otherOne}</dt>
      <dd>{second ?? <span className="quiet">{say.nothingThere}</span>}</dd>
    </div>
  </dl>
);
