import { Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import type { AttachedClientScope, ClientScopeAssignment } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import { withoutNew } from "../../draft/draft.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { words } from "../../words.ts";
import styles from "./grid.module.css";
import { HEAD } from "./use-grid-focus.ts";

const say = words.matrix;
const types: readonly ClientScopeAssignment[] = ["none", "default", "optional"];

interface ScopeHeadProps {
  readonly draft: ClientDraft;
  readonly scope: AttachedClientScope;
  readonly tabIndex: number;
}

/** A client scope at the head of its column, with how the client has it: None, Default or Optional. */
export function ScopeHead({ draft, scope, tabIndex }: ScopeHeadProps) {
  const { id, name, assignment } = scope;
  const saved = draft.saved.clientScopes.find((one) => one.id === id);
  const client = draft.saved.client.id;
  return (
    <Menu
      position="bottom-start"
      withinPortal={false}
      floatingStrategy="fixed"
      withInitialFocusPlaceholder={false}
      transitionProps={{ duration: 0 }}
      shadow="md"
    >
      <Menu.Target>
        <button
          type="button"
          className={styles["scopeHead"]}
          aria-label={say.scopeMenu(name, words.assignedTypes[assignment])}
          title={scope.description}
          tabIndex={tabIndex}
          data-row={HEAD}
          data-column={id}
        >
          <span className={styles["columnTitle"]}>{name}</span>
          <span className={styles["columnSub"]} data-changed={(saved?.assignment ?? null) !== assignment}>
            {words.assignedTypes[assignment]}
            <IconChevronDown size={12} aria-hidden />
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={assignment}
          onChange={(type) =>
            draft.add([{ type: "assignClientScope", client, clientScope: id, as: type as ClientScopeAssignment }])
          }
        >
          {types.map((type) => (
            <Menu.RadioItem key={type} value={type} closeMenuOnClick>
              {words.assignedTypes[type]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        {!saved && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => draft.replace(withoutNew(draft.edits, id))}>{words.roles.remove}</Menu.Item>
          </>
        )}
        {saved && (
          <>
            <Menu.Divider />
            <Menu.Item component="a" href={hrefOf.clientScope(draft.realm, id)}>
              {say.openScope}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
