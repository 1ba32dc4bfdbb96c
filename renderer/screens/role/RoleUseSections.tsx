import type { RoleGate, RoleHolder } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import { Section } from "../../page/Section.tsx";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Note } from "../../parts/Note.tsx";
import { Table } from "../../parts/Table.tsx";
import table from "../../parts/table.module.css";
import { words } from "../../words.ts";
import type { RoleDraft } from "./use-role-draft.ts";

const say = words.roleList.page;
const SHOWN = 100;

/** Who has the role: directly, or through which composite role. */
export function HoldersSection({ draft }: { readonly draft: RoleDraft }) {
  const { holders } = draft.saved;
  return (
    <Section name="users-in-role" title={say.sections["users-in-role"]}>
      <p className="quiet small">{say.holdersLead}</p>
      {holders.total === 0 ? (
        <EmptyState title={say.holdersNone} help={say.holdersNoneHelp}>
          <a href={hrefOf.matrix(draft.realm)}>{words.matrix.title}</a>
        </EmptyState>
      ) : (
        <Named draft={draft} named={holders} directly={say.directly} />
      )}
    </Section>
  );
}

/** What lets the role through. */
export function GatesSection({ draft }: { readonly draft: RoleDraft }) {
  const { letThrough } = draft.saved;
  return (
    <Section name="scopes" title={say.sections.scopes}>
      <p className="quiet small">{say.gatesLead}</p>
      {letThrough.total === 0 ? (
        <EmptyState title={say.gatesNone} help={say.gatesNoneHelp}>
          <a href={hrefOf.matrix(draft.realm)}>{words.matrix.title}</a>
        </EmptyState>
      ) : (
        <Named draft={draft} named={letThrough} directly={say.mappedDirectly} />
      )}
    </Section>
  );
}

interface NamedProps {
  readonly draft: RoleDraft;
  readonly named: { readonly total: number; readonly shown: readonly (RoleHolder | RoleGate)[] };
  readonly directly: string;
}

function Named({ draft, named: { total, shown }, directly }: NamedProps) {
  const drawn = shown.slice(0, SHOWN);
  return (
    <>
      <Table titles={say.holderColumns}>
        {drawn.map((one) => (
          <tr key={`${one.kind} ${one.id}`}>
            <td className={table["nameCell"]}>
              <Name realm={draft.realm} one={one} />
            </td>
            <td>{say.kinds[one.kind]}</td>
            <td>{one.through === null ? directly : <Through draft={draft} role={one.through} />}</td>
          </tr>
        ))}
      </Table>
      {drawn.length < total && <Note>{say.showing(drawn.length, total)}</Note>}
    </>
  );
}

function Name({ realm, one: { kind, id, name } }: { readonly realm: string; readonly one: RoleHolder | RoleGate }) {
  switch (kind) {
    case "serviceAccount":
      return <a href={hrefOf.client(realm, id, "service-account-roles")}>{name}</a>;
    case "client":
      return <a href={hrefOf.matrix(realm, id)}>{say.dedicated(name)}</a>;
    case "clientScope":
      return <a href={hrefOf.clientScope(realm, id, "scope")}>{name}</a>;
    default:
      return name;
  }
}

function Through({ draft, role }: { readonly draft: RoleDraft; readonly role: string }) {
  const name = draft.saved.roles.find(({ id }) => id === role)?.name ?? words.changes.unnamed;
  return <a href={hrefOf.role(draft.realm, role)}>{say.through(name)}</a>;
}
