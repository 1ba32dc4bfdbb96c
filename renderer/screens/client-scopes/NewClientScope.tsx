import { SegmentedControl } from "@mantine/core";
import { useId, useState } from "react";
import {
  type AnswerOf,
  type ClientScopeAssignment,
  clientScopeName,
  type Edit,
  type listClientScopes,
} from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import { CreatePanel } from "../../list/CreatePanel.tsx";
import { useCreate } from "../../list/use-create.ts";
import { newId } from "../../new-id.ts";
import { Toggle } from "../../parts/Toggle.tsx";
import { words } from "../../words.ts";
import { clientScopeKey } from "../client-scope/client-scope-kind.ts";
import { newScopeAttributes } from "./new-scope.ts";

const say = words.clientScopeList.create;
const types: readonly ClientScopeAssignment[] = ["none", "default", "optional"];

interface NewClientScopeProps {
  readonly realm: string;
  readonly list: AnswerOf<typeof listClientScopes>;
  readonly close: () => void;
}

/** A new client scope in one panel: a name and Enter, then its page. */
export function NewClientScope({ realm, list, close }: NewClientScopeProps) {
  const [name, setName] = useState("");
  const [include, setInclude] = useState(true);
  const [as, setAs] = useState<ClientScopeAssignment>("none");
  const creating = useCreate(realm, list.revision);
  const wanted = name.trim();
  const taken = list.clientScopes.some((scope) => scope.name === wanted);
  const create = () => {
    const id = newId();
    const attributes = { ...newScopeAttributes, "include.in.token.scope": String(include) };
    const edits: Edit[] = [{ type: "createClientScope", id, settings: { name: wanted, attributes } }];
    if (as !== "none") edits.push({ type: "assignRealmClientScope", clientScope: id, as });
    creating.mutate({
      edits,
      key: clientScopeKey(realm, id),
      text: say.created(wanted),
      href: hrefOf.clientScope(realm, id),
    });
  };
  const label = useId();
  return (
    <CreatePanel
      say={say}
      name={name}
      setName={setName}
      problem={taken ? say.taken(wanted) : clientScopeName.safeParse(wanted).error?.issues[0]?.message}
      taken={taken}
      creating={creating}
      create={create}
      close={close}
    >
      <Toggle label={say.include} description={say.includeHelp} checked={include} onChange={setInclude} />
      <div>
        <p id={label} className="small">
          {words.clientScopeList.columns.newClients}
        </p>
        <SegmentedControl
          aria-labelledby={label}
          value={as}
          data={types.map((type) => ({ value: type, label: words.assignedTypes[type] }))}
          onChange={(type) => setAs(type as ClientScopeAssignment)}
        />
      </div>
    </CreatePanel>
  );
}
