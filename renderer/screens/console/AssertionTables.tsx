import { Button, Checkbox, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Disclosure } from "../../parts/Disclosure.tsx";
import { words } from "../../words.ts";
import type { ConsoleForm, MemberRow } from "./console-form.ts";
import type { ChangeForm } from "./RequestForm.tsx";
import styles from "./request.module.css";

const say = words.console;
const USUAL_HEADER = ["alg", "typ", "kid"];
const USUAL_CLAIMS = ["iss", "sub", "aud", "jti", "iat", "exp"];

/** The assertion's header and claims, each member to be said anew or left out (RFC 7523 §3). */
export const AssertionTables = ({ form, change }: { readonly form: ConsoleForm; readonly change: ChangeForm }) => (
  <Disclosure summary={say.assertion}>
    <div className={styles["assertion"]}>
      <p className="quiet small">{say.assertionHelp}</p>
      <Members
        title={say.assertionHeader}
        add={say.addHeaderMember}
        usual={USUAL_HEADER}
        rows={form.assertionHeader}
        onChange={(assertionHeader) => change({ assertionHeader })}
      />
      <Members
        title={say.assertionClaims}
        add={say.addClaim}
        usual={USUAL_CLAIMS}
        rows={form.assertionClaims}
        onChange={(assertionClaims) => change({ assertionClaims })}
      />
    </div>
  </Disclosure>
);

interface MembersProps {
  readonly title: string;
  readonly add: string;
  readonly usual: readonly string[];
  readonly rows: readonly MemberRow[];
  readonly onChange: (rows: readonly MemberRow[]) => void;
}

function Members({ title, add, usual, rows, onChange }: MembersProps) {
  const fresh = (name: string): MemberRow => ({ name, value: "", leftOut: false });
  const said = usual.map((name) => rows.find((row) => row.name === name) ?? fresh(name));
  const own = rows.filter(({ name }) => !usual.includes(name));
  const all = [...said, ...own];
  const changeRow = (at: number, part: Partial<MemberRow>) =>
    onChange(all.map((row, index) => (index === at ? { ...row, ...part } : row)));
  return (
    <fieldset className={styles["members"]}>
      <legend>{title}</legend>
      {all.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other name while its name is being typed
        <div key={at} className={styles["member"]}>
          {at < usual.length ? (
            <code>{row.name}</code>
          ) : (
            <TextInput
              aria-label={say.member}
              placeholder={say.member}
              spellCheck={false}
              value={row.name}
              onChange={(event) => changeRow(at, { name: event.currentTarget.value })}
            />
          )}
          <TextInput
            aria-label={say.memberValue(row.name)}
            placeholder={say.usual[row.name] ?? say.value}
            spellCheck={false}
            autoComplete="off"
            disabled={row.leftOut}
            value={row.value}
            onChange={(event) => changeRow(at, { value: event.currentTarget.value })}
          />
          <Checkbox
            label={say.leaveOut}
            aria-label={say.leaveOutOf(row.name)}
            checked={row.leftOut}
            onChange={(event) => changeRow(at, { leftOut: event.currentTarget.checked })}
          />
        </div>
      ))}
      <div>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={13} aria-hidden />}
          onClick={() => onChange([...all, fresh("")])}
        >
          {add}
        </Button>
      </div>
    </fieldset>
  );
}
