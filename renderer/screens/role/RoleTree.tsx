import { Button } from "@mantine/core";
import type { Edit } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import { Mark } from "../../parts/Mark.tsx";
import { words } from "../../words.ts";
import styles from "./role.module.css";
import type { Direction, RoleNode } from "./role-graph.ts";
import type { RoleDraft } from "./use-role-draft.ts";

const say = words.roleList.page;

interface RoleTreeProps {
  readonly draft: RoleDraft;
  readonly nodes: readonly RoleNode[];
  readonly direction: Direction;
  readonly label: string;
}

/** Roles below roles, joined by lines; the nearest ones can be taken out. */
export function RoleTree({ draft, nodes, direction, label }: RoleTreeProps) {
  if (nodes.length === 0) return null;
  const { id, name } = draft.page.role;
  return (
    <div>
      <p className={styles["root"]}>
        {name} <span className="quiet small">{say.itself}</span>
      </p>
      <Branches nodes={nodes} draft={draft} direction={direction} of={id} label={label} />
    </div>
  );
}

interface BranchesProps extends RoleTreeProps {
  /** The role that the nodes are next to. */
  readonly of: string;
}

const Branches = ({ draft, nodes, direction, of, label }: BranchesProps) => (
  <ul className={styles["branches"]} aria-label={label}>
    {nodes.map((node) => (
      <li key={node.role.id} className={styles["branch"]}>
        <Leaf draft={draft} node={node} direction={direction} of={of} />
        {node.below.length > 0 && (
          <Branches draft={draft} nodes={node.below} direction={direction} of={node.role.id} label={node.role.name} />
        )}
      </li>
    ))}
  </ul>
);

interface LeafProps {
  readonly draft: RoleDraft;
  readonly node: RoleNode;
  readonly direction: Direction;
  readonly of: string;
}

function Leaf({ draft, node: { role, ends }, direction, of }: LeafProps) {
  const [composite, member] = direction === "members" ? [of, role.id] : [role.id, of];
  const nearest = of === draft.page.role.id;
  const before = draft.saved.roles.find(({ id }) => id === composite)?.members.includes(member) ?? false;
  const nameOf = (id: string) => draft.page.roles.find((one) => one.id === id)?.name ?? "";
  const edit: Edit = { type: "removeComposite", role: composite, member };
  return (
    <span className={styles["leaf"]}>
      <a href={hrefOf.role(draft.realm, role.id)} title={role.description}>
        {role.name}
      </a>
      {role.owner && <span className="quiet small">{role.owner.clientId}</span>}
      {!before && <Mark tone="good">{say.isNew}</Mark>}
      {ends === "cycle" && <Mark tone="changed">{say.cycle}</Mark>}
      {ends === "again" && <Mark>{say.again}</Mark>}
      {nearest && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          aria-label={say.removeMember(nameOf(member), nameOf(composite))}
          onClick={() => draft.add([edit])}
        >
          {say.remove1}
        </Button>
      )}
    </span>
  );
}
