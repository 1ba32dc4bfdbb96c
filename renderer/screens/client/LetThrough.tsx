import { Checkbox } from "@mantine/core";
import { useState } from "react";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import page from "../../page/page.module.css";
import { Mark } from "../../parts/Mark.tsx";
import { Table } from "../../parts/Table.tsx";
import { Toggle } from "../../parts/Toggle.tsx";
import table from "../../parts/table.module.css";
import { words } from "../../words.ts";
import { type MappedRoleRow, toMappedRoleRows } from "./scope-rows.ts";

const say = words.clientScopes;

/** With Full scope allowed off: which of the roles held the client's dedicated scope lets through. */
export function LetThrough({ draft }: { readonly draft: ClientDraft }) {
  const [hideBuiltIn, setHideBuiltIn] = useState(true);
  const rows = toMappedRoleRows(draft.page);
  const shown = rows.filter((row) => !hideBuiltIn || !row.role.builtIn);
  const hidden = rows.filter((row) => row.role.builtIn);
  return (
    <fieldset className={page["fieldset"]}>
      <legend>{say.dedicated}</legend>
      <p className="quiet small">{say.dedicatedHelp(`${draft.page.client.clientId}-dedicated`)}</p>
      {hidden.length > 0 && (
        <div className={page["inline"]}>
          <Toggle label={words.roles.hideBuiltIn} checked={hideBuiltIn} onChange={setHideBuiltIn} />
          {hideBuiltIn && <span className="quiet small">{words.roles.hides(hidden.length, 0)}</span>}
        </div>
      )}
      {shown.length === 0 ? (
        <p className="quiet small">{say.noRoles}</p>
      ) : (
        <Table titles={say.mappedColumns}>
          {shown.map((row) => (
            <MappedRole key={row.role.id} draft={draft} row={row} />
          ))}
        </Table>
      )}
    </fieldset>
  );
}

function MappedRole({ draft, row }: { readonly draft: ClientDraft; readonly row: MappedRoleRow }) {
  const { role, mapped, own } = row;
  const client = draft.saved.client.id;
  const owner = role.owner === undefined ? words.roles.realm : role.owner.clientId;
  return (
    <tr>
      <td>
        <Checkbox
          checked={mapped || own}
          disabled={own}
          label={role.name}
          aria-label={say.letThrough(role.name)}
          onChange={(event) =>
            draft.add([
              {
                type: event.currentTarget.checked ? "addScopeMapping" : "removeScopeMapping",
                to: { client },
                role: role.id,
              },
            ])
          }
        />
      </td>
      <td className={table["owner"]}>{owner}</td>
      <td>
        <State row={row} />
      </td>
    </tr>
  );
}

function State({ row: { mapped, held, own, alsoThrough } }: { readonly row: MappedRoleRow }) {
  if (!held) return <Mark tone="changed">{say.mappedNotHeld}</Mark>;
  if (own) return <Mark tone="good">{say.ownRole}</Mark>;
  if (!mapped && alsoThrough.length === 0) return <Mark tone="changed">{words.token.cut}</Mark>;
  return (
    <>
      {mapped && <Mark tone="good">{say.viaClient}</Mark>}{" "}
      {alsoThrough.length > 0 && <span className="quiet">{say.viaScope(alsoThrough)}</span>}
    </>
  );
}
