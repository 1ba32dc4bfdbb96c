import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useMemo, useState } from "react";
import { roleName } from "../../../src/contract/index.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { useLatest } from "../../draft/use-latest.ts";
import { newId } from "../../new-id.ts";
import page from "../../page/page.module.css";
import { Section } from "../../page/Section.tsx";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Table } from "../../parts/Table.tsx";
import { useFirstRows } from "../../parts/use-first-rows.tsx";
import { useRoleUses } from "../../queries.ts";
import { words } from "../../words.ts";
import styles from "./client.module.css";
import { OwnRoleRow, RemovedRoleRow } from "./OwnRoleRow.tsx";
import { namesTwice, ownRolesOf, problemOf } from "./own-roles.ts";
import { isRoleNameTaken } from "./role-rows.ts";

const say = words.ownRoles;
/** From so many on a filter is worth its place. */
const MANY = 10;

/** The roles the client owns, for other clients to hold; made, named and deleted in their rows. */
export function OwnRolesSection({ draft }: { readonly draft: ClientDraft }) {
  const { client, roles: all } = draft.page;
  const roles = useMemo(() => all.filter((role) => role.owner?.id === client.id), [all, client.id]);
  const removed = ownRolesOf(draft.saved).filter(({ id }) => !roles.some((role) => role.id === id));
  return (
    <Section name="roles" title={words.page.sections.roles}>
      <p className="quiet small">{say.lead}</p>
      {roles.length + removed.length === 0 ? (
        <EmptyState title={say.none} help={say.noneHelp} />
      ) : (
        <OwnRoles draft={draft} roles={roles} removed={removed} />
      )}
      <CreateOwnRole draft={draft} />
    </Section>
  );
}

type Roles = ReturnType<typeof ownRolesOf>;

interface OwnRolesProps {
  readonly draft: ClientDraft;
  readonly roles: Roles;
  readonly removed: Roles;
}

function OwnRoles({ draft, roles, removed }: OwnRolesProps) {
  const [filter, setFilter] = useState("");
  const uses = useRoleUses(draft.realm).data;
  const latest = useLatest(draft);
  const savedById = useMemo(() => new Map(ownRolesOf(draft.saved).map((role) => [role.id, role])), [draft.saved]);
  const taken = useMemo(() => namesTwice(roles), [roles]);
  const wanted = filter.trim().toLowerCase();
  const found = roles.filter(({ name, description }) => `${name} ${description}`.toLowerCase().includes(wanted));
  const { drawn, rest } = useFirstRows(found);
  return (
    <>
      {roles.length > MANY && (
        <TextInput
          type="search"
          aria-label={say.filter}
          placeholder={say.filter}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
      )}
      <Table titles={say.columns}>
        {drawn.map((role) => (
          <OwnRoleRow
            key={role.id}
            latest={latest}
            role={role}
            saved={savedById.get(role.id)}
            use={uses?.get(role.id)}
            error={draft.errorAt(role.id) ?? problemOf(role, taken)}
          />
        ))}
        {removed.map((role) => (
          <RemovedRoleRow key={role.id} draft={draft} role={role} use={uses?.get(role.id)} />
        ))}
      </Table>
      {found.length === 0 && <p role="status">{words.roles.noMatch(filter.trim())}</p>}
      {rest}
    </>
  );
}

function CreateOwnRole({ draft }: { readonly draft: ClientDraft }) {
  const [name, setName] = useState("");
  const [error, setError] = useState<string | null>(null);
  const owner = draft.saved.client.id;
  const create = (event: FormEvent) => {
    event.preventDefault();
    const wanted = name.trim();
    const checked = roleName.safeParse(wanted);
    const taken = isRoleNameTaken(draft.page.roles, wanted, owner) ? words.roles.taken(wanted) : null;
    const problem = checked.success ? taken : (checked.error.issues[0]?.message ?? null);
    setError(problem);
    if (problem !== null) return;
    draft.add([{ type: "createRole", id: newId(), name: wanted, owner }]);
    setName("");
  };
  return (
    <form className={page["inline"]} onSubmit={create}>
      <TextInput
        className={styles["grow"] ?? ""}
        aria-label={say.newRole}
        placeholder={say.newRole}
        autoComplete="off"
        spellCheck={false}
        value={name}
        error={error}
        onChange={(event) => {
          setError(null);
          setName(event.currentTarget.value);
        }}
      />
      <Button type="submit" variant="default">
        {say.create}
      </Button>
    </form>
  );
}
