import { TextInput } from "@mantine/core";
import { roleSettings } from "../../../src/contract/index.ts";
import page from "../../page/page.module.css";
import { Section } from "../../page/Section.tsx";
import { words } from "../../words.ts";
import { isRoleNameTaken } from "../client/role-rows.ts";
import type { RoleDraft } from "./use-role-draft.ts";

const say = words.roleList.page;

export function DetailsSection({ draft }: { readonly draft: RoleDraft }) {
  const { role, roles } = draft.page;
  const others = roles.filter(({ id }) => id !== role.id);
  const taken = isRoleNameTaken(others, role.name, role.owner?.id) ? words.roleList.create.taken(role.name) : undefined;
  const problem = roleSettings.shape.name.safeParse(role.name).error?.issues[0]?.message;
  return (
    <Section name="details" title={say.sections.details}>
      <div className={page["pair"]}>
        <TextInput
          label={say.name}
          description={say.nameHelp}
          inputWrapperOrder={["label", "input", "error", "description"]}
          autoComplete="off"
          spellCheck={false}
          value={role.name}
          error={draft.errorAt(role.id) ?? problem ?? taken}
          onChange={(event) => draft.set({ name: event.currentTarget.value })}
        />
        <TextInput
          label={say.description}
          value={role.description}
          onChange={(event) => draft.set({ description: event.currentTarget.value })}
        />
      </div>
    </Section>
  );
}
