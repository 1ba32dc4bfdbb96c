import type { ClientPage, ClientSummary } from "../../../src/contract/index.ts";
import { clientKind } from "../../draft/client-kind.ts";
import { applyDraft } from "../../draft/draft.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Loading } from "../../parts/Loading.tsx";
import { PreviewPane } from "../../token/PreviewPane.tsx";
import { useTokenPreview } from "../../token/use-token-preview.ts";
import { words } from "../../words.ts";
import { ClientPicker } from "../console/ClientPicker.tsx";
import styles from "./client-scope.module.css";
import type { ClientScopeDraft } from "./use-client-scope-draft.ts";

const say = words.clientScopeList.page;

interface ScopePreviewProps {
  readonly draft: ClientScopeDraft;
  readonly candidates: readonly ClientSummary[];
  readonly previewed: ClientPage | undefined;
  readonly pick: (client: string) => void;
}

/** The token of one client that has the scope, with this page's draft in it. */
export function ScopePreview({ draft, candidates, previewed, pick }: ScopePreviewProps) {
  if (!previewed)
    return (
      <aside className={styles["empty"]} aria-label={words.token.title}>
        {candidates.length > 0 ? (
          <Loading error={null} again={() => {}} />
        ) : (
          <EmptyState title={words.token.title} help={say.noPreview} />
        )}
      </aside>
    );
  return (
    <div className={styles["preview"]}>
      <div className={styles["pick"]}>
        <ClientPicker
          realm={draft.realm}
          label={say.preview}
          clients={candidates}
          client={candidates.find(({ id }) => id === previewed.client.id) ?? null}
          pick={pick}
        />
      </div>
      <OfClient key={previewed.client.id} draft={draft} previewed={previewed} />
    </div>
  );
}

interface OfClientProps {
  readonly draft: ClientScopeDraft;
  readonly previewed: ClientPage;
}

function OfClient({ draft, previewed }: OfClientProps) {
  const { clientScope, usedBy } = draft.saved;
  const optional = usedBy.some(({ id, as }) => id === previewed.client.id && as === "optional");
  const ofClient: ClientDraft = {
    ...draft,
    saved: previewed,
    page: applyDraft(clientKind, previewed, draft.edits),
    set: (settings) => draft.add([{ type: "updateClient", client: previewed.client.id, settings }]),
  };
  const preview = useTokenPreview(ofClient, optional ? [clientScope.name] : []);
  return <PreviewPane draft={ofClient} preview={preview} />;
}
