import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { ClientSummary } from "../../../src/contract/index.ts";
import { hrefOf, visit } from "../../address.ts";
import { Refusal } from "../../api.ts";
import { useClientDraft } from "../../draft/use-client-draft.ts";
import { PageHead } from "../../page/PageHead.tsx";
import page from "../../page/page.module.css";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Loading } from "../../parts/Loading.tsx";
import { useClient, useClients } from "../../queries.ts";
import { words } from "../../words.ts";
import { ClientPicker } from "../console/ClientPicker.tsx";
import { toClientGroups } from "../console/client-groups.ts";
import { MatrixWork } from "./MatrixWork.tsx";
import styles from "./matrix.module.css";

const say = words.matrix;

interface MatrixScreenProps {
  readonly realm: string;
  /** The client that the address names. */
  readonly asked: string | null;
}

/** What one client's service account holds, what lets it through, and what comes of both. */
export function MatrixScreen({ realm, asked }: MatrixScreenProps) {
  const list = useClients(realm);
  if (!list.data) return <Loading error={list.error} again={list.refetch} />;
  const { clients } = list.data;
  const id = asked ?? toClientGroups(clients)[0]?.clients[0]?.id ?? null;
  const client = clients.find((one) => one.id === id) ?? null;
  const head = (
    <PageHead title={say.title}>
      <div className={styles["picker"]}>
        <ClientPicker
          realm={realm}
          clients={clients}
          client={client}
          labelHidden
          pick={(picked) => visit(hrefOf.matrix(realm, picked))}
        />
      </div>
    </PageHead>
  );
  if (client) return <OfClient key={client.id} realm={realm} client={client} head={head} />;
  return (
    <div className={page["pane"]}>
      {head}
      <div className={page["scroll"]}>
        <EmptyState
          title={clients.length === 0 ? say.noClients : say.missing}
          help={clients.length === 0 ? say.noClientsHelp : say.missingHelp}
        >
          <Button component="a" variant="default" href={hrefOf.clients(realm)}>
            {words.frame.toClients}
          </Button>
        </EmptyState>
      </div>
    </div>
  );
}

interface OfClientProps {
  readonly realm: string;
  readonly client: ClientSummary;
  readonly head: ReactNode;
}

function OfClient({ realm, client, head }: OfClientProps) {
  const saved = useClient(realm, client.id);
  const gone = saved.error instanceof Refusal && saved.error.status === 404;
  if (saved.data && !gone) return <WithDraft realm={realm} saved={saved.data} head={head} />;
  return (
    <div className={page["pane"]}>
      {head}
      <Loading error={saved.error} again={saved.refetch} />
    </div>
  );
}

interface WithDraftProps {
  readonly realm: string;
  readonly saved: Parameters<typeof useClientDraft>[1];
  readonly head: ReactNode;
}

const WithDraft = ({ realm, saved, head }: WithDraftProps) => (
  <MatrixWork draft={useClientDraft(realm, saved)} head={head} />
);
