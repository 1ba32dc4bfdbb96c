import { startTransition, useEffect, useState } from "react";
import type { ClientPage } from "../../../src/contract/index.ts";
import { type Address, hrefOf, sections as sectionNames } from "../../address.ts";
import { Refusal } from "../../api.ts";
import { useClientDraft } from "../../draft/use-client-draft.ts";
import { DraftPane } from "../../page/DraftPane.tsx";
import { PageSections } from "../../page/PageSections.tsx";
import { useSections } from "../../page/use-sections.ts";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Loading } from "../../parts/Loading.tsx";
import parts from "../../parts/parts.module.css";
import { useClient } from "../../queries.ts";
import { PreviewPane } from "../../token/PreviewPane.tsx";
import { useTokenPreview } from "../../token/use-token-preview.ts";
import { WithPreview } from "../../token/WithPreview.tsx";
import { words } from "../../words.ts";
import { usePaste } from "../transfer/paste.ts";
import { AdvancedSection } from "./AdvancedSection.tsx";
import { CallsSection } from "./CallsSection.tsx";
import { ClientHead } from "./ClientHead.tsx";
import { ClientScopesSection } from "./ClientScopesSection.tsx";
import { CredentialsSection } from "./CredentialsSection.tsx";
import { MappersSection } from "./MappersSection.tsx";
import { OwnRolesSection } from "./OwnRolesSection.tsx";
import { ServiceAccountRolesSection } from "./ServiceAccountRolesSection.tsx";
import { SessionsSection } from "./SessionsSection.tsx";
import { SettingsSection } from "./SettingsSection.tsx";

type ClientAddress = Extract<Address, { screen: "client" }>;

interface ClientPageScreenProps {
  readonly realm: string;
  readonly address: ClientAddress;
}

/** One client: all its sections on one page with one draft, and the token beside it. */
export function ClientPageScreen({ realm, address }: ClientPageScreenProps) {
  const client = useClient(realm, address.client);
  const gone = client.error instanceof Refusal && client.error.status === 404;
  if (gone)
    return (
      <div className={parts["fullPage"]}>
        <EmptyState wholeScreen title={words.page.missing} help={words.page.missingHelp}>
          <a href={hrefOf.clients(realm)}>{words.frame.toClients}</a>
        </EmptyState>
      </div>
    );
  if (!client.data) return <Loading error={client.error} again={client.refetch} />;
  return <ClientWork realm={realm} saved={client.data} address={address} />;
}

interface ClientWorkProps extends ClientPageScreenProps {
  readonly saved: ClientPage;
}

function ClientWork({ realm, saved, address }: ClientWorkProps) {
  const draft = useClientDraft(realm, saved);
  const { client } = saved;
  usePaste(realm);
  const links = sectionNames.map((name) => ({
    name,
    title: words.page.sections[name],
    href: hrefOf.client(realm, client.id, name),
  }));
  const preview = useTokenPreview(draft);
  const sections = useSections(sectionNames, address.section);
  const whole = useSoon(address.section !== null);
  return (
    <WithPreview
      bothFromPx={900}
      previewWidth="clamp(22.5rem, 32vw, 34rem)"
      preview={<PreviewPane draft={draft} preview={preview} />}
    >
      {(show) => (
        <DraftPane draft={draft}>
          <ClientHead draft={draft}>{show}</ClientHead>
          <PageSections links={links} sections={sections}>
            <SettingsSection draft={draft} />
            <CredentialsSection draft={draft} />
            {whole && (
              <>
                <OwnRolesSection draft={draft} />
                <ServiceAccountRolesSection draft={draft} preview={preview} />
                <ClientScopesSection draft={draft} preview={preview} />
                <MappersSection draft={draft} preview={preview} />
                <SessionsSection draft={draft} />
                <AdvancedSection draft={draft} />
                <CallsSection draft={draft} />
              </>
            )}
          </PageSections>
        </DraftPane>
      )}
    </WithPreview>
  );
}

/** The first sections are on the screen before the long lists below them are drawn, unless one of those is asked for. */
function useSoon(now: boolean): boolean {
  const [soon, setSoon] = useState(now);
  useEffect(() => startTransition(() => setSoon(true)), []);
  return soon;
}
