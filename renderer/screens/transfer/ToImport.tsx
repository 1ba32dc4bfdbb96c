import { Button, NativeSelect, Radio } from "@mantine/core";
import { type IfExists, ifExists, type RealmSummary } from "../../../src/contract/index.ts";
import { takeLostFocus } from "../../lost-focus.ts";
import page from "../../page/page.module.css";
import { Note } from "../../parts/Note.tsx";
import { words } from "../../words.ts";
import { isUnderWay } from "../../work.ts";
import { FileChooser } from "./FileChooser.tsx";
import { ImportBar } from "./ImportBar.tsx";
import { ImportedRealm } from "./ImportedRealm.tsx";
import { chooseIfExists, chooseInto, discardImport, type PendingImport } from "./import-store.ts";
import { Lines } from "./Lines.tsx";
import styles from "./transfer.module.css";

const say = words.transfer.import;

interface ToImportProps {
  readonly pending: PendingImport;
  readonly realm: string;
  readonly realms: readonly RealmSummary[];
}

/** What files would do, realm by realm, with all that can be chosen about it. */
export function ToImport({ pending, realm, realms }: ToImportProps) {
  const { staged, plan, unseen } = pending;
  const running = isUnderWay(pending.work);
  return (
    <>
      <div className={page["scroll"]}>
        <div className={styles["content"]}>
          <div className={styles["titleRow"]}>
            <h2 tabIndex={-1} ref={takeLostFocus}>
              {say.heading}
            </h2>
            <div className={styles["buttons"]}>
              {!running && <FileChooser realm={realm} again />}
              <Button variant="default" disabled={running} onClick={discardImport}>
                {say.discard}
              </Button>
            </div>
          </div>
          {!staged && <Files pending={pending} />}
          {staged && (
            <fieldset className={styles["choices"]} disabled={running}>
              <Choices pending={pending} realms={realms} />
              {staged.items.map((item, index) => (
                <ImportedRealm
                  key={`${item.kind} ${item.realm}`}
                  item={item}
                  planned={plan?.[index]}
                  secrets={pending.secrets}
                />
              ))}
              {unseen.length > 0 && <Lines title={say.unseen} lines={unseen} />}
            </fieldset>
          )}
          {staged && pending.problem && (
            <Note tone="bad" live>
              {pending.problem.sentence}
            </Note>
          )}
        </div>
      </div>
      {staged && <ImportBar pending={pending} />}
    </>
  );
}

/** The files while they are read, or with what is wrong in one of them. */
function Files({ pending: { from, problem, busy } }: { readonly pending: PendingImport }) {
  const names = problem && problem.file !== "" && !from.includes(problem.file) ? [problem.file, ...from] : from;
  return (
    <>
      {busy === "reading" && (
        <p className="quiet" role="status">
          {say.reading}
        </p>
      )}
      {problem?.file === "" && (
        <Note tone="bad" live>
          <strong>{say.fileProblem}</strong>
          <span>{problem.sentence}</span>
        </Note>
      )}
      {names.length > 0 && (
        <ul className={`${styles["card"]} ${styles["files"]}`}>
          {[...names]
            .sort((a, b) => Number(b === problem?.file) - Number(a === problem?.file))
            .map((name) => (
              <li key={name} className={styles["file"]}>
                <code>{name}</code>
                {name === problem?.file && (
                  <Note tone="bad" live>
                    <strong>{say.fileProblem}</strong>
                    <span>{problem.sentence}</span>
                  </Note>
                )}
              </li>
            ))}
        </ul>
      )}
    </>
  );
}

/** Asked only where the answer matters. */
function Choices({ pending, realms }: Pick<ToImportProps, "realms"> & { readonly pending: PendingImport }) {
  const items = pending.staged?.items ?? [];
  const needsRealm = pending.files !== null && items.some(({ kind }) => kind === "parts");
  const isThere = items.some((item) => item.isThere);
  if (!needsRealm && !isThere) return null;
  return (
    <section className={styles["card"]} aria-label={say.policy}>
      {needsRealm && (
        <NativeSelect
          className={styles["narrow"] ?? ""}
          label={say.into}
          description={say.intoHelp}
          inputWrapperOrder={["label", "input", "description"]}
          value={pending.into}
          data={realms.map(({ name }) => name)}
          onChange={(event) => void chooseInto(event.currentTarget.value)}
        />
      )}
      {isThere && (
        <Radio.Group
          size="xs"
          label={say.policy}
          value={pending.ifExists}
          onChange={(value) => void chooseIfExists(value as IfExists)}
        >
          <div className={styles["radios"]}>
            {ifExists.options.map((policy) => (
              <Radio
                key={policy}
                value={policy}
                label={say.policies[policy].label}
                description={say.policies[policy].help}
              />
            ))}
          </div>
        </Radio.Group>
      )}
    </section>
  );
}
