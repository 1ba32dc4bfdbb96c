import { Button, Checkbox } from "@mantine/core";
import { withoutNewRole } from "../../draft/draft.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { Mark } from "../../parts/Mark.tsx";
import { words } from "../../words.ts";
import type { RoleRow } from "./role-rows.ts";
import table from "./table.module.css";

const say = words.roles;

interface RoleTableRowProps {
  readonly draft: ClientDraft;
  readonly row: RoleRow;
}

/** One role: assigned or not, whose it is, how it is held, and whether it reaches the token. */
export function RoleTableRow({ draft, row }: RoleTableRowProps) {
  const { role, assigned, inheritedFrom, isNew } = row;
  const client = draft.saved.client.id;
  const error = draft.errorAt(role.id);
  return (
    <tr>
      <td>
        <Checkbox
          checked={assigned}
          aria-label={say.assign(role.name)}
          onChange={(event) =>
            draft.add([{ type: event.currentTarget.checked ? "assignRole" : "unassignRole", client, role: role.id }])
          }
        />
      </td>
      <td className={table["nameCell"]} title={role.description}>
        {role.name} {isNew && <Mark tone="good">{say.isNew}</Mark>}
        {inheritedFrom.length > 0 && <span className={table["sub"]}>{say.inheritedFrom(inheritedFrom)}</span>}
        {error && <Mark tone="bad">{error}</Mark>}
        {isNew && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            onClick={() => draft.replace(withoutNewRole(draft.edits, role.id))}
          >
            {say.remove}
          </Button>
        )}
      </td>
      <td className={table["owner"]}>{role.owner?.clientId ?? say.realm}</td>
      <td>
        <State row={row} />
      </td>
    </tr>
  );
}

function State({ row: { verdict } }: { readonly row: RoleRow }) {
  if (verdict?.inToken) return <Mark tone="good">{words.token.inToken}</Mark>;
  if (!verdict?.heldThrough) return <span className="quiet">{say.notHeld}</span>;
  return (
    <>
      <Mark tone="changed">{words.token.cut}</Mark>
      <span className={table["sub"]}>{verdict.reason}</span>
    </>
  );
}
