import { Button } from "@mantine/core";
import { hrefOf } from "../../address.ts";
import { ListTable } from "../../list/ListTable.tsx";
import styles from "../../list/list.module.css";
import { removeId } from "../../list/list-focus.ts";
import type { Selection } from "../../list/selection.ts";
import { Mark } from "../../parts/Mark.tsx";
import { words } from "../../words.ts";
import { roleUseInWords } from "../client/own-roles.ts";
import type { ListedRole } from "./role-list.ts";

const say = words.roleList;

interface RoleTableProps {
  readonly realm: string;
  readonly roles: readonly ListedRole[];
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
  readonly remove: (id: string) => void;
}

export const RoleTable = ({ realm, roles, selection, select, remove }: RoleTableProps) => (
  <ListTable
    label={say.title}
    titles={Object.values(say.columns)}
    widths={{ columns: "minmax(12rem, 1.3fr) 9rem minmax(9rem, 1fr) minmax(9rem, 1.3fr) 4.2rem", least: "50rem" }}
    rows={roles}
    selection={selection}
    select={select}
    selectAllLabel={say.selectAll}
    selectLabel={({ name }) => say.select(name)}
    cellsOf={(role) => [
      <Name key="name" realm={realm} role={role} />,
      <Composite key="composite" role={role} />,
      <Quiet key="use" text={roleUseInWords(role.use) || words.ownRoles.unused} />,
      <Quiet key="description" text={role.description} />,
      <Button
        key="remove"
        id={removeId(role.id)}
        size="compact-xs"
        variant="subtle"
        color="gray"
        aria-label={say.removeOf(role.name)}
        onClick={() => remove(role.id)}
      >
        {words.list.remove}
      </Button>,
    ]}
  />
);

const Name = ({ realm, role }: { readonly realm: string; readonly role: ListedRole }) => (
  <>
    <a className={styles["name"]} href={hrefOf.role(realm, role.id)}>
      {role.name}
    </a>{" "}
    {role.builtIn && <Mark>{say.builtIn}</Mark>}
    {role.owner && <span className={styles["sub"]}>{role.owner.clientId}</span>}
  </>
);

const Composite = ({ role: { members, includes } }: { readonly role: ListedRole }) =>
  members.length === 0 ? null : (
    <>
      <Mark tone="accent">{say.composite}</Mark> <span className="quiet small">{say.brings(includes.length)}</span>
    </>
  );

const Quiet = ({ text }: { readonly text: string }) => (
  <span className={styles["sub"]} title={text}>
    {text}
  </span>
);
