import { Button } from "@mantine/core";
import { useState } from "react";
import type { RolePage } from "../../../src/contract/index.ts";
import { type Address, hrefOf, roleSections } from "../../address.ts";
import { Refusal } from "../../api.ts";
import { DraftPane } from "../../page/DraftPane.tsx";
import { PageHead } from "../../page/PageHead.tsx";
import { PageSections } from "../../page/PageSections.tsx";
import { useSections } from "../../page/use-sections.ts";
import { usePageActions } from "../../palette/page-actions.ts";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Loading } from "../../parts/Loading.tsx";
import { Mark } from "../../parts/Mark.tsx";
import parts from "../../parts/parts.module.css";
import { useRole } from "../../queries.ts";
import { words } from "../../words.ts";
import { AssociatedRolesSection } from "./AssociatedRolesSection.tsx";
import { AttributesSection } from "./AttributesSection.tsx";
import { DetailsSection } from "./DetailsSection.tsx";
import { RemoveThisRole } from "./RemoveThisRole.tsx";
import { GatesSection, HoldersSection } from "./RoleUseSections.tsx";
import { useRoleDraft } from "./use-role-draft.ts";

const say = words.roleList;

interface RoleScreenProps {
  readonly realm: string;
  readonly address: Extract<Address, { screen: "role" }>;
}

/** One role: what it brings along, what brings it along, who has it and what lets it through. */
export function RoleScreen({ realm, address }: RoleScreenProps) {
  const role = useRole(realm, address.role);
  if (role.error instanceof Refusal && role.error.status === 404)
    return (
      <div className={parts["fullPage"]}>
        <EmptyState wholeScreen title={say.page.missing} help={say.page.missingHelp}>
          <a href={hrefOf.roles(realm)}>{say.page.toList}</a>
        </EmptyState>
      </div>
    );
  if (!role.data) return <Loading error={role.error} again={role.refetch} />;
  return <RoleWork realm={realm} address={address} saved={role.data} />;
}

interface RoleWorkProps extends RoleScreenProps {
  readonly saved: RolePage;
}

function RoleWork({ realm, address, saved }: RoleWorkProps) {
  const draft = useRoleDraft(realm, saved);
  const sections = useSections(roleSections, address.section);
  const [removing, setRemoving] = useState(false);
  const { id, name, owner, builtIn, members } = saved.role;
  const links = roleSections.map((section) => ({
    name: section,
    title: say.page.sections[section],
    href: hrefOf.role(realm, id, section),
  }));
  const remove = () => setRemoving(true);
  usePageActions([{ id: "remove", label: say.page.remove, run: remove }]);
  return (
    <DraftPane draft={draft}>
      <PageHead title={name} under={{ title: say.title, href: hrefOf.roles(realm) }}>
        <Mark>{owner ? say.page.ofClient(owner.clientId) : say.page.realmRole}</Mark>
        {members.length > 0 && <Mark tone="accent">{say.composite}</Mark>}
        {builtIn && <Mark>{say.builtIn}</Mark>}
        <Button size="compact-xs" variant="default" onClick={remove}>
          {say.page.remove}
        </Button>
      </PageHead>
      {removing && <RemoveThisRole draft={draft} close={() => setRemoving(false)} />}
      <PageSections links={links} sections={sections}>
        <DetailsSection draft={draft} />
        <AssociatedRolesSection draft={draft} />
        <AttributesSection draft={draft} />
        <HoldersSection draft={draft} />
        <GatesSection draft={draft} />
      </PageSections>
    </DraftPane>
  );
}
