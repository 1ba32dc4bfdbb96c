import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { undoChange } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import { call, sentenceOf } from "../../api.ts";
import { takeLostFocus } from "../../lost-focus.ts";
import { Note } from "../../parts/Note.tsx";
import { words } from "../../words.ts";
import { discardImport, type FinishedImport, noteUndone } from "./import-store.ts";
import styles from "./transfer.module.css";

const say = words.transfer.import;

/** What an import has done, with the ways on and back. */
export const Imported = ({ done }: { readonly done: FinishedImport }) => (
  <section className={styles["card"]} aria-labelledby="imported">
    <h2 id="imported" tabIndex={-1} ref={takeLostFocus}>
      {say.done}
    </h2>
    <ul className={styles["lines"]} role="status">
      {done.lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
    {done.realms.map((one) => (
      <ImportedRealm key={one.name} realm={one} />
    ))}
    <div className={styles["buttons"]}>
      <Button variant="default" onClick={discardImport}>
        {say.more}
      </Button>
    </div>
  </section>
);

function ImportedRealm({ realm }: { readonly realm: FinishedImport["realms"][number] }) {
  const undo = useMutation({
    mutationFn: (revision: number) => call(undoChange, { realm: realm.name, revision }),
    onSuccess: () => noteUndone(realm.name),
  });
  const { revision } = realm;
  return (
    <div className={styles["buttons"]}>
      <a href={hrefOf.clients(realm.name)}>{say.open(realm.name)}</a>
      {realm.undone && (
        <span role="status" tabIndex={-1} ref={takeLostFocus}>
          {say.undone(realm.name)}
        </span>
      )}
      {revision !== null && !realm.undone && (
        <Button size="compact-xs" variant="subtle" loading={undo.isPending} onClick={() => undo.mutate(revision)}>
          {say.undo(realm.name)}
        </Button>
      )}
      {undo.error && (
        <Note tone="bad" live>
          {sentenceOf(undo.error)}
        </Note>
      )}
    </div>
  );
}
