import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { type AnswerOf, type listRoles, roleName } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import { CreatePanel } from "../../list/CreatePanel.tsx";
import { useCreate } from "../../list/use-create.ts";
import { newId } from "../../new-id.ts";
import { useClients } from "../../queries.ts";
import { words } from "../../words.ts";
import { isRoleNameTaken } from "../client/role-rows.ts";
import { roleKey } from "../role/role-kind.ts";

const say = words.roleList.create;

interface NewRoleProps {
  readonly realm: string;
  readonly list: AnswerOf<typeof listRoles>;
  readonly close: () => void;
}

/** A new role in one panel: a name and Enter, then its page. */
export function NewRole({ realm, list, close }: NewRoleProps) {
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [owner, setOwner] = useState("");
  const creating = useCreate(realm, list.revision);
  const clients = useClients(realm).data?.clients.filter(({ builtIn }) => !builtIn) ?? [];
  const wanted = name.trim();
  const taken = isRoleNameTaken(list.roles, wanted, owner === "" ? undefined : owner);
  const create = () => {
    const id = newId();
    const role = {
      name: wanted,
      ...(description === "" ? {} : { description }),
      ...(owner === "" ? {} : { owner }),
    };
    creating.mutate({
      edits: [{ type: "createRole", id, ...role }],
      key: roleKey(realm, id),
      text: say.created(wanted),
      href: hrefOf.role(realm, id),
    });
  };
  return (
    <CreatePanel
      say={say}
      name={name}
      setName={setName}
      problem={taken ? say.taken(wanted) : roleName.safeParse(wanted).error?.issues[0]?.message}
      taken={taken}
      creating={creating}
      create={create}
      close={close}
    >
      <NativeSelect
        label={say.owner}
        value={owner}
        data={[
          { value: "", label: say.realm },
          ...clients.map(({ id, clientId }) => ({ value: id, label: say.ownerOf(clientId) })),
        ]}
        onChange={(event) => setOwner(event.currentTarget.value)}
      />
      <TextInput
        label={say.description}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
    </CreatePanel>
  );
}
