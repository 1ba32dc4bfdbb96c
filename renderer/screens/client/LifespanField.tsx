import { NativeSelect, NumberInput, Radio } from "@mantine/core";
import { useId, useState } from "react";
import { attributeNames } from "../../client-attributes.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { inLargestUnit, type LifespanUnit, lifespanInWords, lifespanUnits, secondsPer } from "../../times-in-words.ts";
import { words } from "../../words.ts";
import styles from "./client.module.css";

const say = words.settings;

/** Inherited from the realm, or a number and a unit. Typing a number chooses "Expires in" by itself. */
export function LifespanField({ draft }: { readonly draft: ClientDraft }) {
  const name = useId();
  const saved = draft.page.client.attributes[attributeNames.lifespan];
  const inherited = draft.page.realmDefaults.accessTokenLifespanSeconds;
  const seconds = saved === undefined ? null : Number(saved);
  const [unit, setUnit] = useState<LifespanUnit>(() => inLargestUnit(seconds ?? inherited).unit);
  const [missing, setMissing] = useState(false);
  const store = (value: string | null) => {
    setMissing(false);
    draft.set({ attributes: { [attributeNames.lifespan]: value } });
  };
  const type = (value: number | string) => {
    const typed = Number(value);
    if (value === "" || !Number.isInteger(typed) || typed <= 0) setMissing(true);
    else store(String(typed * secondsPer(unit)));
  };
  return (
    <fieldset className={styles["fieldset"]}>
      <legend>{say.accessTokenLifespan}</legend>
      <Radio
        name={name}
        label={say.inherits(lifespanInWords(inherited))}
        checked={seconds === null && !missing}
        onChange={() => store(null)}
      />
      <div className={styles["expires"]}>
        <Radio
          name={name}
          mt={6}
          label={say.expiresIn}
          checked={seconds !== null || missing}
          onChange={() => store(String(inherited))}
        />
        <NumberInput
          w={90}
          min={1}
          step={1}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          aria-label={say.lifespanValue}
          value={missing ? "" : seconds === null ? "" : seconds / secondsPer(unit)}
          error={missing ? say.lifespanMissing : draft.errorAt(attributeNames.lifespan)}
          onChange={type}
        />
        <NativeSelect
          aria-label={say.lifespanUnit}
          value={unit}
          data={lifespanUnits.map((one) => ({ value: one, label: say.units[one] }))}
          onChange={(event) => {
            const next = event.currentTarget.value as LifespanUnit;
            if (seconds !== null) store(String((seconds / secondsPer(unit)) * secondsPer(next)));
            setUnit(next);
          }}
        />
      </div>
    </fieldset>
  );
}
