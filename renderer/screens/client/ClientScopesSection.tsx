import { SegmentedControl } from "@mantine/core";
import type { AttachedClientScope, ClientScopeAssignment } from "../../../src/contract/index.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { Mark } from "../../parts/Mark.tsx";
import { Toggle } from "../../parts/Toggle.tsx";
import type { ShownPreview } from "../../token/use-token-preview.ts";
import { words } from "../../words.ts";
import { LetThrough } from "./LetThrough.tsx";
import { Section } from "./Section.tsx";
import table from "./table.module.css";

const say = words.clientScopes;

interface ClientScopesSectionProps {
  readonly draft: ClientDraft;
  readonly preview: ShownPreview;
}

/** What is let through into the token: everything, or what the client and its client scopes name. */
export function ClientScopesSection({ draft }: ClientScopesSectionProps) {
  const { client, clientScopes } = draft.page;
  return (
    <Section name="client-scopes">
      <Toggle
        label={say.fullScopeAllowed}
        description={client.fullScopeAllowed ? say.fullScopeOn : say.fullScopeOff}
        checked={client.fullScopeAllowed}
        error={draft.errorAt("fullScopeAllowed")}
        onChange={(on) => draft.set({ fullScopeAllowed: on })}
      />
      {!client.fullScopeAllowed && <LetThrough draft={draft} />}
      <p className="quiet small">{say.lead}</p>
      <div className={table["tableWrap"]}>
        <table className={table["table"]}>
          <thead>
            <tr>
              <th scope="col">{say.columns.name}</th>
              <th scope="col">{say.columns.assignedType}</th>
            </tr>
          </thead>
          <tbody>
            {clientScopes.map((scope) => (
              <ScopeRow key={scope.id} draft={draft} scope={scope} />
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

const assignedTypes: readonly ClientScopeAssignment[] = ["none", "default", "optional"];

function ScopeRow({ draft, scope }: { readonly draft: ClientDraft; readonly scope: AttachedClientScope }) {
  const client = draft.saved.client.id;
  const before = draft.saved.clientScopes.find((one) => one.id === scope.id)?.assignment;
  return (
    <tr>
      <td className={table["nameCell"]} title={scope.description}>
        {scope.name} {!scope.includeInTokenScope && <Mark>{say.notNamed}</Mark>}{" "}
        {before !== scope.assignment && <Mark tone="changed">{words.token.changes.changed}</Mark>}
        <span className={table["sub"]} title={scope.mapperNames.join(", ")}>
          {say.brings(scope.mapperNames.length, scope.scopeMappings.length)}
        </span>
      </td>
      <td>
        <SegmentedControl
          aria-label={say.assignedTypeOf(scope.name)}
          value={scope.assignment}
          data={assignedTypes.map((type) => ({ value: type, label: words.assignedTypes[type] }))}
          onChange={(type) =>
            draft.add([{ type: "assignClientScope", client, clientScope: scope.id, as: type as ClientScopeAssignment }])
          }
        />
      </td>
    </tr>
  );
}
