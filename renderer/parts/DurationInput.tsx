import { NativeSelect, NumberInput, Radio } from "@mantine/core";
import { useId, useState } from "react";
import { inLargestUnit, type LifespanUnit, lifespanUnits, secondsPer } from "../times-in-words.ts";
import type { TermName } from "../words/terms.ts";
import { words } from "../words.ts";
import styles from "./parts.module.css";
import { Term } from "./Term.tsx";

const say = words.duration;

interface DurationInputProps {
  readonly label: string;
  readonly help?: string | undefined;
  /** What its name means. */
  readonly term?: TermName | undefined;
  /** Null: inherited. */
  readonly seconds: number | null;
  /** What holds when nothing is set here, in words and in seconds; absent where something must be set. */
  readonly inherits?: { readonly words: string; readonly seconds: number };
  /** What the choice of an own time is called. */
  readonly own?: string;
  readonly numberLabel?: string;
  readonly unitLabel?: string;
  readonly error?: string | undefined;
  readonly onChange: (seconds: number | null) => void;
}

/** A number and a unit, or inherited. Typing a number chooses the own time by itself. */
export function DurationInput({ label, help, term, inherits, own = say.own, ...time }: DurationInputProps) {
  const name = useId();
  const { seconds, onChange } = time;
  const [missing, setMissing] = useState(false);
  const change = (next: number | null) => {
    setMissing(false);
    onChange(next);
  };
  const number = <NumberAndUnit {...time} label={label} {...{ inherits, missing, setMissing }} onChange={change} />;
  return (
    <fieldset className={styles["duration"]} aria-label={label}>
      <legend>
        {label}
        {term && <Term name={term} />}
      </legend>
      {!inherits && <div className={styles["durationOwn"]}>{number}</div>}
      {inherits && (
        <>
          <Radio
            name={name}
            label={inherits.words}
            checked={seconds === null && !missing}
            onChange={() => change(null)}
          />
          <div className={styles["durationOwn"]}>
            <Radio
              name={name}
              mt={6}
              label={own}
              checked={seconds !== null || missing}
              onChange={() => change(inherits.seconds)}
            />
            {number}
          </div>
        </>
      )}
      {help && <p className={`quiet ${styles["durationHelp"]}`}>{help}</p>}
    </fieldset>
  );
}

interface NumberAndUnitProps extends Omit<DurationInputProps, "help" | "term" | "own" | "inherits"> {
  readonly inherits: DurationInputProps["inherits"];
  readonly missing: boolean;
  readonly setMissing: (missing: boolean) => void;
}

function NumberAndUnit({
  label,
  seconds,
  inherits,
  missing,
  setMissing,
  error,
  onChange,
  ...names
}: NumberAndUnitProps) {
  const [unit, setUnit] = useState<LifespanUnit>(() => inLargestUnit(seconds ?? inherits?.seconds ?? 0).unit);
  const type = (typed: number | string) => {
    const count = Number(typed);
    if (typed === "" || !Number.isInteger(count) || count <= 0) setMissing(true);
    else onChange(count * secondsPer(unit));
  };
  // A time that came from elsewhere may be no whole number of the unit that is chosen here.
  const shown = seconds === null || Number.isInteger(seconds / secondsPer(unit)) ? unit : inLargestUnit(seconds).unit;
  return (
    <>
      <NumberInput
        w={72}
        min={1}
        step={1}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        aria-label={names.numberLabel ?? say.number(label)}
        value={missing || seconds === null ? "" : seconds / secondsPer(shown)}
        error={missing ? say.missing : error}
        onChange={type}
      />
      <NativeSelect
        aria-label={names.unitLabel ?? say.unit(label)}
        value={shown}
        data={lifespanUnits.map((one) => ({ value: one, label: say.units[one] }))}
        onChange={(event) => {
          const next = event.currentTarget.value as LifespanUnit;
          if (seconds !== null) onChange((seconds / secondsPer(shown)) * secondsPer(next));
          setUnit(next);
        }}
      />
    </>
  );
}
