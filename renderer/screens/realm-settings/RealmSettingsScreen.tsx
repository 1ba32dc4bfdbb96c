import type { RealmSettingsPage, RealmSummary } from "../../../src/contract/index.ts";
import { hrefOf, type RealmSection, realmSections } from "../../address.ts";
import { useRealmDraft } from "../../draft/use-realm-draft.ts";
import { DraftPane } from "../../page/DraftPane.tsx";
import { PageSections } from "../../page/PageSections.tsx";
import { useSections } from "../../page/use-sections.ts";
import { Loading } from "../../parts/Loading.tsx";
import { useRealmSettings } from "../../queries.ts";
import { words } from "../../words.ts";
import { DefaultsSection } from "./DefaultsSection.tsx";
import { EventsSection } from "./EventsSection.tsx";
import { GeneralSection } from "./GeneralSection.tsx";
import { KeysSection } from "./KeysSection.tsx";
import { RealmHead } from "./RealmHead.tsx";
import { SessionsSection } from "./SessionsSection.tsx";
import { TokensSection } from "./TokensSection.tsx";

interface RealmSettingsScreenProps {
  readonly realm: RealmSummary;
  readonly section: RealmSection | null;
}

/** What holds for all of a realm: one page, one draft, one Save bar; keys alone act at once. */
export function RealmSettingsScreen({ realm, section }: RealmSettingsScreenProps) {
  const settings = useRealmSettings(realm.name);
  if (!settings.data) return <Loading error={settings.error} again={settings.refetch} />;
  return <RealmWork realm={realm} saved={settings.data} section={section} />;
}

interface RealmWorkProps extends RealmSettingsScreenProps {
  readonly saved: RealmSettingsPage;
}

function RealmWork({ realm, saved, section }: RealmWorkProps) {
  const draft = useRealmDraft(realm.name, saved);
  const sections = useSections(realmSections, section);
  const links = realmSections.map((name) => ({
    name,
    title: words.realmSettings.sections[name],
    href: hrefOf.realmSettings(realm.name, name),
  }));
  return (
    <DraftPane draft={draft}>
      <RealmHead draft={draft} />
      <PageSections links={links} sections={sections}>
        <GeneralSection draft={draft} />
        <KeysSection draft={draft} />
        <EventsSection draft={draft} />
        <SessionsSection draft={draft} />
        <TokensSection draft={draft} />
        <DefaultsSection draft={draft} />
      </PageSections>
    </DraftPane>
  );
}
