import type { RealmSummary } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import { useMemoryStore } from "../../memory-store.ts";
import page from "../../page/page.module.css";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { words } from "../../words.ts";
import { FileChooser } from "./FileChooser.tsx";
import { Imported } from "./Imported.tsx";
import { importStore } from "./import-store.ts";
import { ToImport } from "./ToImport.tsx";
import styles from "./transfer.module.css";

const say = words.transfer.import;

interface ImportSectionProps {
  readonly realm: string;
  readonly realms: readonly RealmSummary[];
}

/** Files in: choose, look at what would happen, carry it out. */
export function ImportSection({ realm, realms }: ImportSectionProps) {
  const state = useMemoryStore(importStore);
  if (state?.step === "pending") return <ToImport pending={state} realm={realm} realms={realms} />;
  return (
    <div className={page["scroll"]}>
      <div className={styles["content"]}>
        {state?.step === "done" ? (
          <Imported done={state} />
        ) : (
          <EmptyState title={say.empty} help={say.emptyHelp}>
            <div className={styles["buttons"]}>
              <FileChooser realm={realm} />
            </div>
            <a href={hrefOf.transfer(realm, "keycloak")}>{say.fromKeycloak}</a>
          </EmptyState>
        )}
      </div>
    </div>
  );
}
