import { Checkbox, SegmentedControl, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ClientScopeAssignment, RoleSummary } from "../../../src/contract/index.ts";
import { assignmentOf, defaultRolesOf } from "../../draft/realm-kind.ts";
import type { RealmDraft } from "../../draft/use-realm-draft.ts";
import { Section } from "../../page/Section.tsx";
import { Note } from "../../parts/Note.tsx";
import { Table } from "../../parts/Table.tsx";
import table from "../../parts/table.module.css";
import { words } from "../../words.ts";

const say = words.realmSettings;

/** What new clients and new service accounts get by themselves. */
export const DefaultsSection = ({ draft }: { readonly draft: RealmDraft }) => (
  <Section name="defaults" title={say.sections.defaults}>
    <h3>{say.defaultScopes}</h3>
    <p className="quiet small">{say.defaultScopesHelp}</p>
    <DefaultScopes draft={draft} />
    <h3>{say.defaultRoles}</h3>
    <p className="quiet small">{say.defaultRolesHelp}</p>
    {draft.saved.defaultRole === null ? (
      <Note>{say.noDefaultRole}</Note>
    ) : (
      <DefaultRoles draft={draft} defaultRole={draft.saved.defaultRole} />
    )}
  </Section>
);

const assignedTypes: readonly ClientScopeAssignment[] = ["none", "default", "optional"];

const DefaultScopes = ({ draft }: { readonly draft: RealmDraft }) => (
  <Table titles={say.scopeColumns}>
    {draft.page.clientScopes.map(({ id, name, description }) => (
      <tr key={id}>
        <td className={table["nameCell"]} title={description}>
          {name}
        </td>
        <td>
          <SegmentedControl
            aria-label={say.assignedTypeOf(name)}
            value={assignmentOf(draft.page, id)}
            data={assignedTypes.map((value) => ({ value, label: words.assignedTypes[value] }))}
            onChange={(as) =>
              draft.add([{ type: "assignRealmClientScope", clientScope: id, as: as as ClientScopeAssignment }])
            }
          />
        </td>
      </tr>
    ))}
  </Table>
);

interface DefaultRolesProps {
  readonly draft: RealmDraft;
  readonly defaultRole: string;
}

const FOUND_AT_MOST = 50;

/** Those that are default stand first; others come by searching. */
function DefaultRoles({ draft, defaultRole }: DefaultRolesProps) {
  const [search, setSearch] = useState("");
  const now = new Set(defaultRolesOf(draft.page));
  const before = new Set(defaultRolesOf(draft.saved));
  const wanted = search.trim().toLowerCase();
  const isFound = ({ id, name, owner }: RoleSummary) =>
    wanted !== "" && id !== defaultRole && `${name} ${owner?.clientId ?? ""}`.toLowerCase().includes(wanted);
  const { roles } = draft.page;
  const listed = roles.filter(({ id }) => now.has(id) || before.has(id));
  const found = roles.filter((role) => isFound(role) && !listed.includes(role)).slice(0, FOUND_AT_MOST);
  return (
    <>
      <TextInput
        type="search"
        aria-label={say.defaultRoleFilter}
        placeholder={say.defaultRoleFilter}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {wanted !== "" && found.length === 0 && <p role="status">{say.noRole(search.trim())}</p>}
      <Table titles={say.roleColumns}>
        {[...found, ...listed].map((role) => (
          <tr key={role.id}>
            <td>
              <Checkbox
                size="xs"
                aria-label={say.defaultRole(role.name)}
                checked={now.has(role.id)}
                onChange={(event) => {
                  const type = event.currentTarget.checked ? "addComposite" : "removeComposite";
                  draft.add([{ type, role: defaultRole, member: role.id }]);
                }}
              />
            </td>
            <td className={table["nameCell"]}>{role.name}</td>
            <td className={table["owner"]}>{role.owner?.clientId ?? say.realmRole}</td>
          </tr>
        ))}
      </Table>
    </>
  );
}
