import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { roleName } from "../../../src/contract/index.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { newId } from "../../new-id.ts";
import { words } from "../../words.ts";
import styles from "./client.module.css";
import { isRoleNameTaken } from "./role-rows.ts";

const say = words.roles;

/** The last row of the list: a role that is not there yet, made and assigned in one step of the draft. */
export function CreateRole({ draft }: { readonly draft: ClientDraft }) {
  const [name, setName] = useState("");
  const [kind, setKind] = useState<"realm" | "client">("realm");
  const [error, setError] = useState<string | null>(null);
  const client = draft.saved.client.id;
  const create = (event: FormEvent) => {
    event.preventDefault();
    const owner = kind === "client" ? client : undefined;
    const problem = problemOf(draft, name.trim(), owner);
    setError(problem);
    if (problem !== null) return;
    const id = newId();
    draft.add([
      { type: "createRole", id, name: name.trim(), ...(owner === undefined ? {} : { owner }) },
      { type: "assignRole", client, role: id },
    ]);
    setName("");
  };
  return (
    <form className={styles["createRow"]} onSubmit={create}>
      <TextInput
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
      <NativeSelect
        aria-label={say.newRoleKind}
        value={kind}
        data={[
          { value: "realm", label: say.realmRole },
          { value: "client", label: say.clientRole },
        ]}
        onChange={(event) => setKind(event.currentTarget.value === "client" ? "client" : "realm")}
      />
      <Button type="submit" variant="default">
        {draft.page.serviceAccount === null ? words.ownRoles.create : say.createAndAssign}
      </Button>
    </form>
  );
}

function problemOf(draft: ClientDraft, name: string, owner: string | undefined): string | null {
  const checked = roleName.safeParse(name);
  if (!checked.success) return checked.error.issues[0]?.message ?? null;
  return isRoleNameTaken(draft.page.roles, name, owner) ? say.taken(name) : null;
}
