import type { RealmSummary } from "../../../src/contract/index.ts";
import { hrefOf, type TransferSection, transferSections } from "../../address.ts";
import { JumpTo } from "../../page/JumpTo.tsx";
import { PageHead } from "../../page/PageHead.tsx";
import page from "../../page/page.module.css";
import { words } from "../../words.ts";
import { ExportSection } from "./ExportSection.tsx";
import { ImportSection } from "./ImportSection.tsx";
import { KeycloakSection } from "./KeycloakSection.tsx";

interface TransferScreenProps {
  readonly realm: RealmSummary;
  readonly realms: readonly RealmSummary[];
  readonly section: TransferSection;
}

/** The ways of a realm in and out: files, and a live Keycloak. */
export const TransferScreen = ({ realm, realms, section }: TransferScreenProps) => (
  <div className={page["pane"]}>
    <PageHead title={words.transfer.title}>
      <p className="quiet small">{words.transfer.lead}</p>
    </PageHead>
    <JumpTo
      label={words.transfer.sectionsLabel}
      links={transferSections.map((name) => ({
        name,
        title: words.transfer.sections[name],
        href: hrefOf.transfer(realm.name, name),
      }))}
      current={section}
    />
    {section === "import" && <ImportSection realm={realm.name} realms={realms} />}
    {section === "export" && <ExportSection key={realm.name} realm={realm.name} />}
    {section === "keycloak" && <KeycloakSection key={realm.name} realm={realm.name} />}
  </div>
);
