import type { RealmSummary } from "../../../src/contract/index.ts";
import { hrefOf, type TransferSection, transferSections } from "../../address.ts";
import { takeLostFocus } from "../../lost-focus.ts";
import { words } from "../../words.ts";
import { ExportSection } from "./ExportSection.tsx";
import { ImportSection } from "./ImportSection.tsx";
import { KeycloakSection } from "./KeycloakSection.tsx";
import styles from "./transfer.module.css";

interface TransferScreenProps {
  readonly realm: RealmSummary;
  readonly realms: readonly RealmSummary[];
  readonly section: TransferSection;
}

/** The ways of a realm in and out: files, and a live Keycloak. */
export const TransferScreen = ({ realm, realms, section }: TransferScreenProps) => (
  <div className={styles["screen"]}>
    <div className={styles["head"]}>
      <h1 tabIndex={-1} ref={takeLostFocus}>
        {words.transfer.title}
      </h1>
      <p className="quiet small">{words.transfer.lead}</p>
    </div>
    <nav className={styles["sections"]} aria-label={words.transfer.sectionsLabel}>
      {transferSections.map((one) => (
        <a
          key={one}
          className={styles["sectionLink"]}
          href={hrefOf.transfer(realm.name, one)}
          aria-current={one === section ? "page" : undefined}
        >
          {words.transfer.sections[one]}
        </a>
      ))}
    </nav>
    {section === "import" && <ImportSection realm={realm.name} realms={realms} />}
    {section === "export" && <ExportSection key={realm.name} realm={realm.name} />}
    {section === "keycloak" && <KeycloakSection key={realm.name} realm={realm.name} />}
  </div>
);
