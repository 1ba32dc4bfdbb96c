import { Button, TextInput } from "@mantine/core";
import { memo, type RefObject } from "react";
import type { Edit, RoleSummary, RoleUse } from "../../../src/contract/index.ts";
import { withoutNew } from "../../draft/draft.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { focusSoon } from "../../focus-soon.ts";
import { Mark } from "../../parts/Mark.tsx";
import table from "../../parts/table.module.css";
import { words } from "../../words.ts";
import styles from "./client.module.css";
import { roleUseInWords } from "./own-roles.ts";

const say = words.ownRoles;
const keepId = (role: string) => `keep-role-${role}`;
const nameId = (role: string) => `role-name-${role}`;

interface OwnRoleRowProps {
  readonly latest: RefObject<ClientDraft>;
  readonly role: RoleSummary;
  /** Undefined for one that the draft makes. */
  readonly saved: RoleSummary | undefined;
  readonly use: RoleUse | undefined;
  readonly error: string | undefined;
}

/** One role: its name and description are fields; what they say goes into the draft as it is typed. */
export const OwnRoleRow = memo(function Row({ latest, role, saved, use, error }: OwnRoleRowProps) {
  const { id, name, description } = role;
  const spoken = saved?.name ?? name;
  const change = (changed: RoleChange) => latest.current.add([roleEdit(latest.current, role, changed)]);
  const remove = () => {
    const { add, replace, edits } = latest.current;
    if (saved) add([{ type: "removeRole", role: id }]);
    else replace(withoutNew(edits, id));
    if (saved) focusSoon(keepId(id));
  };
  return (
    <tr>
      <td className={styles["roleName"]}>
        <TextInput
          id={nameId(id)}
          aria-label={say.name(spoken)}
          autoComplete="off"
          spellCheck={false}
          disabled={role.builtIn}
          value={name}
          error={error}
          rightSectionWidth={52}
          rightSection={saved ? undefined : <Mark tone="good">{words.roles.isNew}</Mark>}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
      </td>
      <td className={styles["roleDescription"]}>
        <TextInput
          aria-label={say.description(spoken)}
          placeholder={say.noDescription}
          value={description}
          disabled={role.builtIn}
          onChange={(event) => change({ description: event.currentTarget.value })}
        />
      </td>
      <td className={styles["use"]}>{saved && use ? roleUseInWords(use) || say.unused : ""}</td>
      <td>
        {!role.builtIn && (
          <Button size="compact-xs" variant="subtle" color="gray" aria-label={say.removeOf(spoken)} onClick={remove}>
            {say.remove}
          </Button>
        )}
      </td>
    </tr>
  );
});

interface RemovedRoleRowProps {
  readonly draft: ClientDraft;
  readonly role: RoleSummary;
  readonly use: RoleUse | undefined;
}

/** A role that Save deletes, and who loses it. */
export function RemovedRoleRow({ draft, role, use }: RemovedRoleRowProps) {
  const from = roleUseInWords(use);
  const keep = () => {
    draft.replace(draft.edits.filter((edit) => edit.type !== "removeRole" || edit.role !== role.id));
    focusSoon(nameId(role.id));
  };
  return (
    <tr>
      <td className={`${table["nameCell"]} ${styles["struck"]}`}>{role.name}</td>
      <td colSpan={2}>{from === "" ? say.goes : <Mark tone="bad">{say.goesFrom(from)}</Mark>}</td>
      <td>
        <Button
          id={keepId(role.id)}
          size="compact-xs"
          variant="default"
          aria-label={say.keepOf(role.name)}
          onClick={keep}
        >
          {say.keep}
        </Button>
      </td>
    </tr>
  );
}

interface RoleChange {
  readonly name?: string;
  readonly description?: string;
}

/** A role that the draft makes is made anew with what changed, so that the draft stays one edit. */
function roleEdit({ saved }: ClientDraft, role: RoleSummary, changed: RoleChange): Edit {
  const { id, name, description } = { ...role, ...changed };
  if (saved.roles.some((one) => one.id === id)) return { type: "updateRole", role: id, settings: changed };
  const owner = saved.client.id;
  return { type: "createRole", id, name, owner, ...(description === "" ? {} : { description }) };
}
