import { SegmentedControl, TextInput } from "@mantine/core";
import { memo, type RefObject, useMemo, useState } from "react";
import type { AttachedClientScope, ClientScopeAssignment } from "../../../src/contract/index.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { useLatest } from "../../draft/use-latest.ts";
import { Section } from "../../page/Section.tsx";
import { Mark } from "../../parts/Mark.tsx";
import { Table } from "../../parts/Table.tsx";
import { Toggle } from "../../parts/Toggle.tsx";
import table from "../../parts/table.module.css";
import type { ShownPreview } from "../../token/use-token-preview.ts";
import { words } from "../../words.ts";
import { LetThrough } from "./LetThrough.tsx";

const say = words.clientScopes;

interface ClientScopesSectionProps {
  readonly draft: ClientDraft;
  readonly preview: ShownPreview;
}

/** What is let through into the token: everything, or what the client and its client scopes name. */
export function ClientScopesSection({ draft }: ClientScopesSectionProps) {
  const { client } = draft.page;
  return (
    <Section name="client-scopes" title={words.page.sections["client-scopes"]} term="assignedType">
      <Toggle
        label={say.fullScopeAllowed}
        term="fullScopeAllowed"
        description={client.fullScopeAllowed ? say.fullScopeOn : say.fullScopeOff}
        checked={client.fullScopeAllowed}
        error={draft.errorAt("fullScopeAllowed")}
        onChange={(on) => draft.set({ fullScopeAllowed: on })}
      />
      {!client.fullScopeAllowed && <LetThrough draft={draft} />}
      <p className="quiet small">{say.lead}</p>
      <ScopeTable draft={draft} />
    </Section>
  );
}

/** From so many on a search is worth its place. */
const MANY = 8;

/** Those somebody made come before those that every realm has. */
function ScopeTable({ draft }: { readonly draft: ClientDraft }) {
  const [search, setSearch] = useState("");
  const { clientScopes } = draft.page;
  const latest = useLatest(draft);
  const savedTypes = useMemo(
    () => new Map(draft.saved.clientScopes.map(({ id, assignment }) => [id, assignment])),
    [draft.saved],
  );
  const wanted = search.trim().toLowerCase();
  const shown = clientScopes
    .filter(({ name, description }) => `${name} ${description}`.toLowerCase().includes(wanted))
    .toSorted((one, other) => Number(one.builtIn) - Number(other.builtIn));
  return (
    <>
      {clientScopes.length > MANY && (
        <TextInput
          type="search"
          aria-label={say.search}
          placeholder={say.search}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      {shown.length === 0 && <p role="status">{say.noMatch(search.trim())}</p>}
      {shown.length > 0 && (
        <Table titles={{ name: say.columns.name, assignedType: say.columns.assignedType }}>
          {shown.map((scope) => (
            <ScopeRow key={scope.id} latest={latest} scope={scope} saved={savedTypes.get(scope.id)} />
          ))}
        </Table>
      )}
    </>
  );
}

const assignedTypes: readonly ClientScopeAssignment[] = ["none", "default", "optional"];

interface ScopeRowProps {
  readonly latest: RefObject<ClientDraft>;
  readonly scope: AttachedClientScope;
  readonly saved: ClientScopeAssignment | undefined;
}

const ScopeRow = memo(function Row({ latest, scope, saved }: ScopeRowProps) {
  const assign = (as: ClientScopeAssignment) =>
    latest.current.add([
      { type: "assignClientScope", client: latest.current.saved.client.id, clientScope: scope.id, as },
    ]);
  return (
    <tr>
      <td className={table["nameCell"]} title={scope.description}>
        {scope.name} {!scope.includeInTokenScope && <Mark>{say.notNamed}</Mark>}{" "}
        {saved !== scope.assignment && <Mark tone="changed">{words.token.changes.changed}</Mark>}
        <span className={table["sub"]} title={scope.mapperNames.join(", ")}>
          {say.brings(scope.mapperNames.length, scope.scopeMappings.length)}
        </span>
      </td>
      <td>
        <SegmentedControl
          aria-label={say.assignedTypeOf(scope.name)}
          value={scope.assignment}
          data={assignedTypes.map((type) => ({ value: type, label: words.assignedTypes[type] }))}
          onChange={(type) => assign(type as ClientScopeAssignment)}
        />
      </td>
    </tr>
  );
});
