import { Checkbox, TextInput } from "@mantine/core";
import { useDeferredValue, useMemo, useState } from "react";
import type { RoleSummary } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import { Section } from "../../page/Section.tsx";
import { Mark } from "../../parts/Mark.tsx";
import { Table } from "../../parts/Table.tsx";
import { Toggle } from "../../parts/Toggle.tsx";
import table from "../../parts/table.module.css";
import { useFirstRows } from "../../parts/use-first-rows.tsx";
import { words } from "../../words.ts";
import styles from "./client-scope.module.css";
import type { ClientScopeDraft } from "./use-client-scope-draft.ts";

const say = words.clientScopeList.page;

/** The roles it lets through; one press each. */
export function LetsThroughSection({ draft }: { readonly draft: ClientScopeDraft }) {
  const [filter, setFilter] = useState("");
  const [hideBuiltIn, setHideBuiltIn] = useState(true);
  const { roles, scopeMappings } = draft.page;
  const before = draft.saved.scopeMappings;
  const wanted = useDeferredValue(filter).trim().toLowerCase();
  const ordered = useMemo(() => inOrder(roles, new Set(before)), [roles, before]);
  const mapped = new Set([...scopeMappings, ...before]);
  const shown = ordered.filter(
    ({ id, builtIn, name, owner }) =>
      (!hideBuiltIn || !builtIn || mapped.has(id)) && `${name} ${owner?.clientId ?? ""}`.toLowerCase().includes(wanted),
  );
  const { drawn, rest } = useFirstRows(shown);
  const hidden = roles.filter(({ id, builtIn }) => builtIn && !mapped.has(id)).length;
  return (
    <Section name="scope" title={say.sections.scope}>
      <p className="quiet small">
        {say.scopeLead} {scopeMappings.length === 0 ? say.letsAll : say.letsSome}
      </p>
      <div className={styles["tools"]}>
        <TextInput
          type="search"
          aria-label={say.filter}
          placeholder={say.filter}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        <Toggle label={words.roles.hideBuiltIn} checked={hideBuiltIn} onChange={setHideBuiltIn} />
        {hideBuiltIn && hidden > 0 && <span className="quiet small">{words.roles.hides(hidden, 0)}</span>}
      </div>
      {drawn.length === 0 ? (
        <p role="status">{wanted === "" ? words.roles.noneShown : words.roles.noMatch(filter.trim())}</p>
      ) : (
        <Table titles={say.columns}>
          {drawn.map((role) => (
            <RoleRow key={role.id} draft={draft} role={role} />
          ))}
        </Table>
      )}
      {rest}
    </Section>
  );
}

/** Those let through as saved come first, so that a row stays where it is when it is ticked. */
const inOrder = (roles: readonly RoleSummary[], before: ReadonlySet<string>): readonly RoleSummary[] =>
  roles.toSorted(
    (one, other) =>
      Number(before.has(other.id)) - Number(before.has(one.id)) ||
      Number(one.builtIn) - Number(other.builtIn) ||
      (one.owner?.clientId ?? "").localeCompare(other.owner?.clientId ?? "") ||
      one.name.localeCompare(other.name),
  );

function RoleRow({ draft, role }: { readonly draft: ClientScopeDraft; readonly role: RoleSummary }) {
  const { id, name } = draft.saved.clientScope;
  const mapped = draft.page.scopeMappings.includes(role.id);
  const changed = mapped !== draft.saved.scopeMappings.includes(role.id);
  return (
    <tr>
      <td className={table["nameCell"]}>
        <Checkbox
          checked={mapped}
          label={role.name}
          aria-label={say.letThrough(role.owner ? `${role.owner.clientId} · ${role.name}` : role.name, name)}
          onChange={(event) =>
            draft.add([
              {
                type: event.currentTarget.checked ? "addScopeMapping" : "removeScopeMapping",
                to: { clientScope: id },
                role: role.id,
              },
            ])
          }
        />
      </td>
      <td className={table["owner"]}>
        {role.owner ? <a href={hrefOf.client(draft.realm, role.owner.id)}>{role.owner.clientId}</a> : words.roles.realm}
      </td>
      <td>
        {changed && <Mark tone="changed">{words.token.changes.changed}</Mark>} {role.description}
      </td>
    </tr>
  );
}
