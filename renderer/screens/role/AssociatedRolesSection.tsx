import { Section } from "../../page/Section.tsx";
import { Note } from "../../parts/Note.tsx";
import { words } from "../../words.ts";
import { AddRole } from "./AddRole.tsx";
import { RoleTree } from "./RoleTree.tsx";
import styles from "./role.module.css";
import { toRoleGraph } from "./role-graph.ts";
import type { RoleDraft } from "./use-role-draft.ts";

const say = words.roleList.page;

/** The role between what brings it along and what it brings along, each as a tree to the last role. */
export function AssociatedRolesSection({ draft }: { readonly draft: RoleDraft }) {
  const { role, roles } = draft.page;
  const above = toRoleGraph(roles, role.id, "parents");
  const below = toRoleGraph(roles, role.id, "members");
  const around = (ids: readonly string[]) => roles.filter(({ id }) => id !== role.id && !ids.includes(id));
  const members = roles.find(({ id }) => id === role.id)?.members ?? [];
  const parents = roles.filter((each) => each.members.includes(role.id)).map(({ id }) => id);
  return (
    <Section name="associated-roles" title={say.sections["associated-roles"]} term="composite">
      <div className={styles["sides"]}>
        <section className={styles["side"]} aria-labelledby="is-part-of">
          <h3 id="is-part-of">{say.partOf}</h3>
          <p className="quiet small">{above.nodes.length === 0 ? say.partOfNone : say.partOfHelp}</p>
          <RoleTree draft={draft} nodes={above.nodes} direction="parents" label={say.partOf} />
          {above.cut && <Note>{say.cut(above.drawn)}</Note>}
          <AddRole
            label={say.addParent}
            roles={around(parents)}
            add={(parent) => draft.add([{ type: "addComposite", role: parent, member: role.id }])}
          />
        </section>
        <section className={styles["side"]} aria-labelledby="brings-along">
          <h3 id="brings-along">{say.bringsAlong}</h3>
          <p className="quiet small">{below.nodes.length === 0 ? say.bringsNone : say.bringsHelp}</p>
          <RoleTree draft={draft} nodes={below.nodes} direction="members" label={say.bringsAlong} />
          {below.cut && <Note>{say.cut(below.drawn)}</Note>}
          <AddRole
            label={say.addMember}
            roles={around(members)}
            add={(member) => draft.add([{ type: "addComposite", role: role.id, member }])}
          />
        </section>
      </div>
    </Section>
  );
}
