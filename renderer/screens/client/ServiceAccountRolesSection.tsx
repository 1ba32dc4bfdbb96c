import { Button, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Note } from "../../parts/Note.tsx";
import { Toggle } from "../../parts/Toggle.tsx";
import type { ShownPreview } from "../../token/use-token-preview.ts";
import { words } from "../../words.ts";
import { CreateRole } from "./CreateRole.tsx";
import styles from "./client.module.css";
import { RoleTableRow } from "./RoleTableRow.tsx";
import { filterRoleRows, type RoleRow, toRoleRows } from "./role-rows.ts";
import { Section } from "./Section.tsx";
import table from "./table.module.css";

const say = words.roles;
/** More rows than this are drawn only when asked for, which keeps a realm of thousands of roles quick. */
const ROWS_AT_FIRST = 100;

interface ServiceAccountRolesSectionProps {
  readonly draft: ClientDraft;
  readonly preview: ShownPreview;
}

/** What the service account holds; roles are assigned, and made, in the row where they are missed. */
export function ServiceAccountRolesSection({ draft, preview }: ServiceAccountRolesSectionProps) {
  const { client, serviceAccount } = draft.page;
  return (
    <Section name="service-account-roles">
      {serviceAccount === null || client.publicClient ? (
        <EmptyState title={say.offTitle} help={say.offHelp}>
          <Button onClick={() => draft.set({ publicClient: false, serviceAccountsEnabled: true })}>
            {say.switchOn}
          </Button>
        </EmptyState>
      ) : (
        <RoleList draft={draft} preview={preview} />
      )}
    </Section>
  );
}

function RoleList({ draft, preview }: ServiceAccountRolesSectionProps) {
  const [filter, setFilter] = useState("");
  const [hideBuiltIn, setHideBuiltIn] = useState(true);
  const verdicts = preview.token?.explanation.roles;
  const rows = useMemo(() => toRoleRows(draft.page, draft.edits, verdicts ?? []), [draft.page, draft.edits, verdicts]);
  const { shown, hidden, hiddenAssigned } = filterRoleRows(rows, filter, hideBuiltIn);
  return (
    <>
      <p className="quiet small">{say.lead}</p>
      <div className={styles["inline"]} style={{ alignItems: "center" }}>
        <TextInput
          type="search"
          aria-label={say.filter}
          placeholder={say.filter}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        <Toggle label={say.hideBuiltIn} checked={hideBuiltIn} onChange={setHideBuiltIn} />
        {hidden > 0 && <span className="quiet small">{say.hides(hidden, hiddenAssigned)}</span>}
      </div>
      <div className={table["tableWrap"]}>
        <RoleTable draft={draft} rows={shown} filter={filter} />
        <CreateRole draft={draft} />
      </div>
    </>
  );
}

interface RoleTableProps {
  readonly draft: ClientDraft;
  readonly rows: readonly RoleRow[];
  readonly filter: string;
}

function RoleTable({ draft, rows, filter }: RoleTableProps) {
  const [all, setAll] = useState(false);
  if (rows.length === 0)
    return (
      <div style={{ padding: 12 }}>
        <p>{filter.trim() === "" ? say.noneShown : say.noMatch(filter.trim())}</p>
        <p className="quiet small">{say.noneShownHelp}</p>
      </div>
    );
  const drawn = all ? rows : rows.slice(0, ROWS_AT_FIRST);
  return (
    <>
      <table className={table["table"]}>
        <thead>
          <tr>
            <th scope="col">{say.columns.assigned}</th>
            <th scope="col">{say.columns.role}</th>
            <th scope="col">{say.columns.owner}</th>
            <th scope="col">{say.columns.state}</th>
          </tr>
        </thead>
        <tbody>
          {drawn.map((row) => (
            <RoleTableRow key={row.role.id} draft={draft} row={row} />
          ))}
        </tbody>
      </table>
      {drawn.length < rows.length && (
        <Note>
          {say.showing(drawn.length, rows.length)}
          <Button size="compact-xs" variant="default" onClick={() => setAll(true)}>
            {say.showAll}
          </Button>
        </Note>
      )}
    </>
  );
}
