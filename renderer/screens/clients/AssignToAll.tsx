import { Button, NativeSelect, Select } from "@mantine/core";
import { useState } from "react";
import type { ClientScopeAssignment, ClientSummary } from "../../../src/contract/index.ts";
import styles from "../../list/list.module.css";
import { useClientScopes, useRoles } from "../../queries.ts";
import { words } from "../../words.ts";
import type { BulkChange } from "./BulkBar.tsx";
import { clientScopeEdits, roleEdits } from "./bulk-edits.ts";

const say = words.clients.selection;
const LISTED_AT_MOST = 50;

interface AssignToAllProps {
  readonly realm: string;
  readonly clients: readonly ClientSummary[];
  readonly apply: (change: BulkChange) => void;
}

/** A client scope attached to all selected clients, or a role assigned to them. */
export const AssignToAll = (props: AssignToAllProps) => (
  <div className={styles["bulkRow"]}>
    <ScopeForAll {...props} />
    <RoleForAll {...props} />
  </div>
);

const types: readonly ClientScopeAssignment[] = ["default", "optional", "none"];

function ScopeForAll({ realm, clients, apply }: AssignToAllProps) {
  const scopes = (useClientScopes(realm).data?.clientScopes ?? []).filter(({ protocol }) => protocol !== "saml");
  const [scope, setScope] = useState<string | null>(null);
  const [type, setType] = useState<ClientScopeAssignment>("default");
  const chosen = scopes.find(({ id }) => id === scope);
  return (
    <>
      <Picker
        label={say.clientScope}
        data={scopes.map(({ id, name }) => ({ value: id, label: name }))}
        value={scope}
        onChange={setScope}
      />
      <NativeSelect
        aria-label={say.assignedType}
        value={type}
        data={types.map((one) => ({ value: one, label: words.assignedTypes[one] }))}
        onChange={(event) => setType(event.currentTarget.value as ClientScopeAssignment)}
      />
      <Button
        variant="default"
        disabled={!chosen}
        onClick={() =>
          chosen &&
          apply({
            edits: clientScopeEdits(clients, chosen.id, type),
            text: say.scopeSet(chosen.name, words.assignedTypes[type], clients.length),
          })
        }
      >
        {say.setScope}
      </Button>
    </>
  );
}

function RoleForAll({ realm, clients, apply }: AssignToAllProps) {
  const roles = useRoles(realm).data?.roles ?? [];
  const [role, setRole] = useState<string | null>(null);
  const chosen = roles.find(({ id }) => id === role);
  const edits = roleEdits(clients, role ?? "");
  const without = clients.length - edits.length;
  const nameOf = ({ name, owner }: (typeof roles)[number]) => (owner ? `${owner.clientId} · ${name}` : name);
  return (
    <>
      <Picker
        label={say.role}
        data={roles.map((one) => ({ value: one.id, label: nameOf(one) }))}
        value={role}
        onChange={setRole}
      />
      <Button
        variant="default"
        disabled={!chosen || edits.length === 0}
        onClick={() => chosen && apply({ edits, text: say.roleAssigned(nameOf(chosen), edits.length) })}
      >
        {say.assignRole}
      </Button>
      {without > 0 && <span className="quiet small">{say.withoutAccount(without)}</span>}
    </>
  );
}

interface PickerProps {
  readonly label: string;
  readonly data: { readonly value: string; readonly label: string }[];
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
}

const Picker = ({ label, data, value, onChange }: PickerProps) => (
  <Select
    aria-label={label}
    placeholder={label}
    searchable
    limit={LISTED_AT_MOST}
    withScrollArea={false}
    comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
    data={data}
    value={value}
    onChange={onChange}
  />
);
