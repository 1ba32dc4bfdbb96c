import { Button, Checkbox } from "@mantine/core";
import { memo, type RefObject } from "react";
import { withoutNew } from "../../draft/draft.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { Mark } from "../../parts/Mark.tsx";
import table from "../../parts/table.module.css";
import { words } from "../../words.ts";
import { isSameRow, type RoleRow } from "./role-rows.ts";

const say = words.roles;

interface RoleTableRowProps {
  readonly latest: RefObject<ClientDraft>;
  readonly row: RoleRow;
  readonly error: string | undefined;
}

/** One role: assigned or not, whose it is, how it is held, and whether it reaches the token. */
export const RoleTableRow = memo(
  Row,
  (one, other) => one.latest === other.latest && one.error === other.error && isSameRow(one.row, other.row),
);

function Row({ latest, row, error }: RoleTableRowProps) {
  const { role, assigned, inheritedFrom, isNew } = row;
  return (
    <tr>
      <td>
        <Checkbox
          checked={assigned}
          aria-label={say.assign(role.name)}
          onChange={(event) => {
            const { add, saved } = latest.current;
            const type = event.currentTarget.checked ? "assignRole" : "unassignRole";
            add([{ type, client: saved.client.id, role: role.id }]);
          }}
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
            onClick={() => latest.current.replace(withoutNew(latest.current.edits, role.id))}
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
