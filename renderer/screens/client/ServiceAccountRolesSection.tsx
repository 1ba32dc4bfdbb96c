import { Button, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { useLatest } from "../../draft/use-latest.ts";
import page from "../../page/page.module.css";
import { Section } from "../../page/Section.tsx";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Toggle } from "../../parts/Toggle.tsx";
import table from "../../parts/table.module.css";
import { useFirstRows } from "../../parts/use-first-rows.tsx";
import type { ShownPreview } from "../../token/use-token-preview.ts";
import { words } from "../../words.ts";
import { CreateRole } from "./CreateRole.tsx";
import { RoleTableRow } from "./RoleTableRow.tsx";
import { filterRoleRows, type RoleRow, roleRows } from "./role-rows.ts";

const say = words.roles;
/** More rows than this are drawn only when asked for, which keeps a realm of thousands of roles quick. */

interface ServiceAccountRolesSectionProps {
  readonly draft: ClientDraft;
  readonly preview: ShownPreview;
}

/** What the service account holds; roles are assigned, and made, in the row where they are missed. */
export function ServiceAccountRolesSection({ draft, preview }: ServiceAccountRolesSectionProps) {
  const { client, serviceAccount } = draft.page;
  return (
    <Section name="service-account-roles" title={words.page.sections["service-account-roles"]}>
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
  const { roles, serviceAccount } = draft.page;
  const created = draft.edits.flatMap((edit) => (edit.type === "createRole" ? [edit.id] : [])).join(" ");
  const rows = useMemo(
    () => roleRows({ roles, serviceAccount }, new Set(created.split(" ")), verdicts ?? []),
    [roles, serviceAccount, created, verdicts],
  );
  const { shown, hidden, hiddenAssigned } = filterRoleRows(rows, filter, hideBuiltIn);
  return (
    <>
      <p className="quiet small">{say.lead}</p>
      <div className={page["inline"]} style={{ alignItems: "center" }}>
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
  const { drawn, rest } = useFirstRows(rows);
  const latest = useLatest(draft);
  if (rows.length === 0)
    return (
      <div style={{ padding: 12 }}>
        <p>{filter.trim() === "" ? say.noneShown : say.noMatch(filter.trim())}</p>
        <p className="quiet small">{say.noneShownHelp}</p>
      </div>
    );
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
            <RoleTableRow key={row.role.id} latest={latest} row={row} error={draft.errorAt(row.role.id)} />
          ))}
        </tbody>
      </table>
      {rest}
    </>
  );
}
