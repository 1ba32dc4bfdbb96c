import { NativeSelect } from "@mantine/core";
import type { RealmSummary } from "../../../src/contract/index.ts";
import { hrefOf, visit } from "../../address.ts";
import { words } from "../../words.ts";

const say = words.console;
const ANOTHER = " another";

interface TargetFieldProps {
  readonly realm: RealmSummary;
  readonly realms: readonly RealmSummary[];
  readonly elsewhere: boolean;
}

/** Who is asked: a realm here, or any other issuer. */
export const TargetField = ({ realm, realms, elsewhere }: TargetFieldProps) => (
  <NativeSelect
    label={say.target}
    value={elsewhere ? ANOTHER : realm.name}
    onChange={({ currentTarget: { value } }) =>
      visit(value === ANOTHER ? hrefOf.consoleElsewhere(realm.name) : hrefOf.console(value))
    }
  >
    <optgroup label={say.here}>
      {realms.map(({ name }) => (
        <option key={name}>{name}</option>
      ))}
    </optgroup>
    <option value={ANOTHER}>{say.anotherIssuer}</option>
  </NativeSelect>
);
