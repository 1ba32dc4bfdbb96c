import { Button } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useState } from "react";
import type { ClientPage } from "../../../src/contract/index.ts";
import { type Address, hrefOf } from "../../address.ts";
import { Refusal } from "../../api.ts";
import { useClientDraft } from "../../draft/use-client-draft.ts";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Loading } from "../../parts/Loading.tsx";
import parts from "../../parts/parts.module.css";
import { useClient } from "../../queries.ts";
import { PreviewPane } from "../../token/PreviewPane.tsx";
import { useTokenPreview } from "../../token/use-token-preview.ts";
import { words } from "../../words.ts";
import { ClientHead } from "./ClientHead.tsx";
import { ClientScopesSection } from "./ClientScopesSection.tsx";
import { CredentialsSection } from "./CredentialsSection.tsx";
import styles from "./client.module.css";
import { JumpTo } from "./JumpTo.tsx";
import { focusSaveBar, SaveBar } from "./SaveBar.tsx";
import { ServiceAccountRolesSection } from "./ServiceAccountRolesSection.tsx";
import { SettingsSection } from "./SettingsSection.tsx";
import { useSections } from "./use-sections.ts";

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
  const draft = useClientDraft(realm, saved, words.saveBar.saved);
  const preview = useTokenPreview(draft);
  const sections = useSections(address.section);
  const [previewShown, setPreviewShown] = useState(false);
  useHotkeys([["mod+S", draft.save]], []);
  return (
    <div className={styles["split"]} data-preview={previewShown}>
      <div className={styles["pane"]}>
        <button type="button" className={styles["skip"]} onClick={focusSaveBar}>
          {words.page.skipToSave}
        </button>
        <ClientHead draft={draft}>
          <Button
            className={styles["toggle"] ?? ""}
            size="compact-xs"
            variant="default"
            onClick={() => setPreviewShown(true)}
          >
            {words.token.show}
          </Button>
        </ClientHead>
        <JumpTo realm={realm} client={saved.client.id} sections={sections} />
        <div className={styles["scroll"]} ref={sections.container} onScroll={sections.onScroll}>
          <div className={styles["sections"]}>
            <SettingsSection draft={draft} />
            <CredentialsSection draft={draft} />
            <ServiceAccountRolesSection draft={draft} preview={preview} />
            <ClientScopesSection draft={draft} preview={preview} />
          </div>
        </div>
        <SaveBar draft={draft} />
      </div>
      <div className={styles["backRow"]}>
        <Button size="compact-xs" variant="default" onClick={() => setPreviewShown(false)}>
          {words.token.hide}
        </Button>
      </div>
      <div className={styles["previewPane"]}>
        <PreviewPane draft={draft} preview={preview} />
      </div>
    </div>
  );
}
