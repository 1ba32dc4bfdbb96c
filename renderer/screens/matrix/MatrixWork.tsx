import { Button, TextInput } from "@mantine/core";
import { type ReactNode, useDeferredValue, useMemo, useState } from "react";
import { hrefOf } from "../../address.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { DraftPane } from "../../page/DraftPane.tsx";
import { Note } from "../../parts/Note.tsx";
import { Toggle } from "../../parts/Toggle.tsx";
import { PreviewPane } from "../../token/PreviewPane.tsx";
import { type ShownPreview, useTokenPreview } from "../../token/use-token-preview.ts";
import { WithPreview } from "../../token/WithPreview.tsx";
import { words } from "../../words.ts";
import { CreateRole } from "../client/CreateRole.tsx";
import { filterRoleRows, type RoleRow, toRoleRows } from "../client/role-rows.ts";
import { AddScope } from "./AddScope.tsx";
import { MatrixGrid } from "./MatrixGrid.tsx";
import styles from "./matrix.module.css";
import { roleNamed, toMatrix } from "./matrix-cells.ts";
import { toColumns } from "./matrix-columns.ts";

const say = words.matrix;

interface MatrixWorkProps {
  readonly draft: ClientDraft;
  readonly head: ReactNode;
}

/** The matrix of one client with its draft, which is the draft of the client's page too, and the token beside it. */
export function MatrixWork({ draft, head }: MatrixWorkProps) {
  const preview = useTokenPreview(draft);
  return (
    <WithPreview
      bothFromPx={1200}
      previewWidth="clamp(20rem, 26vw, 32rem)"
      preview={<PreviewPane draft={draft} preview={preview} />}
    >
      {(show) => (
        <DraftPane draft={draft}>
          <div className={styles["headRow"]}>
            {head}
            <a href={hrefOf.client(draft.realm, draft.saved.client.id)}>{say.toClient}</a>
            {show}
          </div>
          <Matrix draft={draft} preview={preview} />
        </DraftPane>
      )}
    </WithPreview>
  );
}

interface MatrixProps {
  readonly draft: ClientDraft;
  readonly preview: ShownPreview;
}

function Matrix({ draft, preview }: MatrixProps) {
  const [filter, setFilter] = useState("");
  const [hideBuiltIn, setHideBuiltIn] = useState(true);
  const sought = useDeferredValue(filter);
  const { saved, page: drafted, edits } = draft;
  const verdicts = preview.token?.explanation.roles;
  const rows = useMemo(() => toRoleRows(drafted, edits, verdicts ?? []), [drafted, edits, verdicts]);
  const roles = useMemo(() => filterRoleRows(rows, sought, hideBuiltIn), [rows, sought, hideBuiltIn]);
  const model = useMemo(() => toMatrix(saved, drafted), [saved, drafted]);
  const { columns, hidden } = useMemo(() => toColumns(saved, drafted, hideBuiltIn), [saved, drafted, hideBuiltIn]);
  const hides = say.hides(roles.hidden, roles.hiddenAssigned, hidden);
  return (
    <div className={styles["work"]}>
      <div className={styles["gates"]}>
        <FullScope draft={draft} rows={rows} />
        <AddScope draft={draft} />
      </div>
      {drafted.serviceAccount === null && <NoServiceAccount draft={draft} />}
      <div className={styles["tools"]}>
        <TextInput
          type="search"
          data-search
          aria-label={say.filter}
          placeholder={say.filter}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        <Toggle label={say.hideBuiltIn} checked={hideBuiltIn} onChange={setHideBuiltIn} />
        {hides !== "" && <span className="quiet small">{hides}</span>}
      </div>
      <div className={styles["box"]}>
        <MatrixGrid draft={draft} preview={preview} model={model} columns={columns} rows={roles.shown} />
        {roles.shown.length === 0 && <NoRole filter={sought.trim()} />}
        <CreateRole draft={draft} />
      </div>
      <p className="off-screen-label" role="status">
        {say.count(roles.shown.length)}
      </p>
    </div>
  );
}

const NoRole = ({ filter }: { readonly filter: string }) => (
  <div className={styles["noRole"]}>
    <p>{filter === "" ? say.none : say.noMatch(filter)}</p>
    {filter === "" && <p className="quiet small">{say.noneHelp}</p>}
  </div>
);

const NAMED_AT_MOST = 3;

/** The switch that opens all gates, with what it would let through. */
function FullScope({ draft, rows }: { readonly draft: ClientDraft; readonly rows: readonly RoleRow[] }) {
  const on = draft.page.client.fullScopeAllowed;
  const cut = rows.filter(({ verdict }) => verdict?.heldThrough && !verdict.inToken).map(({ role }) => roleNamed(role));
  const named = cut.slice(0, NAMED_AT_MOST);
  const all = cut.length > named.length ? [...named, say.more(cut.length - named.length)] : named;
  return (
    <Toggle
      label={words.clientScopes.fullScopeAllowed}
      term="fullScopeAllowed"
      description={
        on
          ? words.clientScopes.fullScopeOn
          : [say.fullScopeOff, ...(cut.length > 0 ? [say.fullScopeWouldAdd(all)] : [])].join(" ")
      }
      checked={on}
      error={draft.errorAt("fullScopeAllowed")}
      onChange={(wanted) => draft.set({ fullScopeAllowed: wanted })}
    />
  );
}

const NoServiceAccount = ({ draft }: { readonly draft: ClientDraft }) => (
  <Note tone="changed">
    {words.roles.offTitle}: {words.roles.offHelp}
    <Button
      size="compact-xs"
      variant="default"
      onClick={() => draft.set({ publicClient: false, serviceAccountsEnabled: true })}
    >
      {words.roles.switchOn}
    </Button>
  </Note>
);
