import { Button } from "@mantine/core";
import { useState } from "react";
import type { KeyProvider } from "../../../src/contract/index.ts";
import type { RealmDraft } from "../../draft/use-realm-draft.ts";
import { focusSoon } from "../../focus-soon.ts";
import { Section } from "../../page/Section.tsx";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Note } from "../../parts/Note.tsx";
import { Table } from "../../parts/Table.tsx";
import { words } from "../../words.ts";
import { AddKey } from "./AddKey.tsx";
import { KeyRow } from "./KeyRow.tsx";
import styles from "./realm-settings.module.css";
import { useKeyChanges } from "./use-key-changes.ts";

const say = words.realmKeys;
const ADD = "add-key-provider";

/** The keys that sign and verify, and what each change of them does to tokens that are under way. */
export function KeysSection({ draft }: { readonly draft: RealmDraft }) {
  const [adding, setAdding] = useState(false);
  const changes = useKeyChanges(draft);
  const { keyProviders } = draft.saved;
  const close = () => {
    setAdding(false);
    focusSoon(ADD);
  };
  return (
    <Section name="keys" title={words.realmSettings.sections.keys}>
      <p className="quiet small">{say.lead}</p>
      {keyProviders.length === 0 ? (
        <EmptyState title={say.none} help={say.noneHelp} />
      ) : (
        <KeyTable keyProviders={keyProviders} changes={changes} />
      )}
      <Done effects={changes.effects} />
      {adding ? (
        <AddKey providers={keyProviders} add={changes.add} close={close} />
      ) : (
        <div>
          <Button id={ADD} variant="default" onClick={() => setAdding(true)}>
            {say.add}
          </Button>
        </div>
      )}
    </Section>
  );
}

interface KeyTableProps {
  readonly keyProviders: readonly KeyProvider[];
  readonly changes: ReturnType<typeof useKeyChanges>;
}

const KeyTable = ({ keyProviders, changes }: KeyTableProps) => (
  <Table titles={say.columns} className={styles["keys"]}>
    {keyProviders.map((provider) => (
      <KeyRow key={provider.id} provider={provider} changes={changes} />
    ))}
  </Table>
);

/** What the last change did to tokens; the Save bar takes it back. */
const Done = ({ effects }: { readonly effects: readonly string[] | null }) =>
  effects !== null && (
    <Note tone="changed" live>
      {effects.length === 0 ? (
        say.nothing
      ) : (
        <ul className={styles["effects"]}>
          {effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
      )}
    </Note>
  );
