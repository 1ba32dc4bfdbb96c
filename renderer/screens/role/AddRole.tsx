import type { RoleSummary } from "../../../src/contract/index.ts";
import { PickByName } from "../../parts/PickByName.tsx";
import { words } from "../../words.ts";

interface AddRoleProps {
  readonly label: string;
  /** To choose from. */
  readonly roles: readonly RoleSummary[];
  readonly add: (role: string) => void;
}

const named = ({ name, owner }: RoleSummary): string => (owner ? `${owner.clientId} · ${name}` : name);

export function AddRole({ label, roles, add }: AddRoleProps) {
  const pick = (name: string): string | null => {
    const role = roles.find((one) => named(one) === name);
    if (role) add(role.id);
    return role ? null : words.roleList.page.noSuchRole(name);
  };
  return <PickByName label={label} names={roles.map(named)} pick={pick} />;
}
