import type { MemberReading } from "../../../src/contract/index.ts";
import { Mark } from "../../parts/Mark.tsx";
import { localTime, relativeTime, utcTime } from "../../times-in-words.ts";
import { isMoment, valueInLine } from "../../token/claim-words.ts";
import { words } from "../../words.ts";
import readingStyles from "./reading.module.css";
import requestStyles from "./request.module.css";

const say = words.exchange;

interface MemberListProps {
  readonly members: readonly MemberReading[];
  readonly nowSeconds: number;
}

/** The members of a header or of claims, as they can be read from outside: value, what it says in words, what it means. */
export const MemberList = ({ members, nowSeconds }: MemberListProps) => (
  <dl className={requestStyles["members"]}>
    {members.map(({ name, value, words: inWords, meaning, reference }) => (
      <div key={name} className={readingStyles["memberLine"]}>
        <dt>{name}</dt>
        <dd>
          <span className={readingStyles["memberValue"]}>{valueInLine(value)}</span>
          {isMoment(name, value) ? (
            <span title={utcTime(value)}>
              {relativeTime(value, nowSeconds)} · {localTime(value, nowSeconds)}
            </span>
          ) : (
            inWords !== null && <span>{inWords}</span>
          )}
          {meaning === null ? (
            <span className="quiet">
              <Mark tone="changed">{say.unknownClaim}</Mark> {say.unknownClaimHelp}
            </span>
          ) : (
            <span className="quiet">
              {meaning} {reference}
            </span>
          )}
        </dd>
      </div>
    ))}
  </dl>
);
