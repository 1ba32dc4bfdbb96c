import { SegmentedControl, TextInput } from "@mantine/core";
import { useDeferredValue, useState } from "react";
import type { ClientScopeAssignment, ClientSummary } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import { Section } from "../../page/Section.tsx";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Mark } from "../../parts/Mark.tsx";
import { Table } from "../../parts/Table.tsx";
import { Toggle } from "../../parts/Toggle.tsx";
import table from "../../parts/table.module.css";
import { useFirstRows } from "../../parts/use-first-rows.tsx";
import { words } from "../../words.ts";
import styles from "./client-scope.module.css";
import type { ClientScopeDraft } from "./use-client-scope-draft.ts";

const say = words.clientScopeList.page;
const types: readonly ClientScopeAssignment[] = ["none", "default", "optional"];

interface UsedBySectionProps {
  readonly draft: ClientScopeDraft;
  readonly clients: readonly ClientSummary[];
}

/** Who has it, and how; any client can be given it here. */
export function UsedBySection({ draft, clients }: UsedBySectionProps) {
  const [filter, setFilter] = useState("");
  const [onlyUsing, setOnlyUsing] = useState(draft.saved.usedBy.length > 0);
  const now = new Map(draft.page.usedBy.map(({ id, as }) => [id, as]));
  const before = new Map(draft.saved.usedBy.map(({ id, as }) => [id, as]));
  const wanted = useDeferredValue(filter).trim().toLowerCase();
  const shown = clients
    .filter(({ id, builtIn }) => (onlyUsing ? now.has(id) || before.has(id) : !builtIn || before.has(id)))
    .filter(({ clientId, name }) => `${clientId} ${name}`.toLowerCase().includes(wanted));
  const { drawn, rest } = useFirstRows(shown, say.showing);
  return (
    <Section name="used-by" title={say.sections["used-by"]}>
      <p className="quiet small">{say.usedLead}</p>
      <div className={styles["tools"]}>
        <TextInput
          type="search"
          aria-label={say.usedFilter}
          placeholder={say.usedFilter}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        <Toggle label={say.onlyUsing} checked={onlyUsing} onChange={setOnlyUsing} />
      </div>
      {drawn.length === 0 ? (
        <EmptyState
          title={wanted === "" ? say.noUse : say.noClient(filter.trim())}
          help={wanted === "" ? say.noUseHelp : ""}
        />
      ) : (
        <Table titles={{ client: say.client, assignedType: say.assignedType }}>
          {drawn.map((client) => (
            <UserRow
              key={client.id}
              draft={draft}
              client={client}
              as={now.get(client.id) ?? "none"}
              before={before.get(client.id) ?? "none"}
            />
          ))}
        </Table>
      )}
      {rest}
    </Section>
  );
}

interface UserRowProps {
  readonly draft: ClientScopeDraft;
  readonly client: ClientSummary;
  readonly as: ClientScopeAssignment;
  readonly before: ClientScopeAssignment;
}

const UserRow = ({ draft, client: { id, clientId }, as, before }: UserRowProps) => (
  <tr>
    <td className={table["nameCell"]}>
      <a href={hrefOf.client(draft.realm, id, "client-scopes")}>{clientId}</a>{" "}
      {as !== before && <Mark tone="changed">{words.token.changes.changed}</Mark>}
    </td>
    <td>
      <SegmentedControl
        aria-label={say.assignedTypeOf(clientId)}
        value={as}
        data={types.map((type) => ({ value: type, label: words.assignedTypes[type] }))}
        onChange={(type) =>
          draft.add([
            {
              type: "assignClientScope",
              client: id,
              clientScope: draft.saved.clientScope.id,
              as: type as ClientScopeAssignment,
            },
          ])
        }
      />
    </td>
  </tr>
);
