import { Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { ClientPage, ClientScopePage, ClientSummary } from "../../../src/contract/index.ts";
import { type Address, clientScopeSections, hrefOf } from "../../address.ts";
import { MapperList } from "../../mappers/MapperList.tsx";
import { DraftPane } from "../../page/DraftPane.tsx";
import { PageHead } from "../../page/PageHead.tsx";
import { PageSections } from "../../page/PageSections.tsx";
import { Section } from "../../page/Section.tsx";
import { useSections } from "../../page/use-sections.ts";
import { usePageActions } from "../../palette/page-actions.ts";
import { Mark } from "../../parts/Mark.tsx";
import { usePreview } from "../../queries.ts";
import { WithPreview } from "../../token/WithPreview.tsx";
import { words } from "../../words.ts";
import { LetsThroughSection } from "./LetsThroughSection.tsx";
import { RemoveThisScope } from "./RemoveThisScope.tsx";
import { ScopePreview } from "./ScopePreview.tsx";
import { ScopeSettings } from "./ScopeSettings.tsx";
import { UsedBySection } from "./UsedBySection.tsx";
import { type ClientScopeDraft, useClientScopeDraft } from "./use-client-scope-draft.ts";

const say = words.clientScopeList;
const DEBOUNCE_MS = 120;

interface ClientScopeWorkProps {
  readonly realm: string;
  readonly address: Extract<Address, { screen: "clientScope" }>;
  readonly saved: ClientScopePage;
  readonly clients: readonly ClientSummary[];
  /** The clients that have it and can get a token. */
  readonly candidates: readonly ClientSummary[];
  readonly previewed: ClientPage | undefined;
  readonly pick: (client: string) => void;
}

/** All sections of a client scope with one draft, and beside them the token of a client that has it. */
export function ClientScopeWork(props: ClientScopeWorkProps) {
  const { realm, address, saved, clients, candidates, previewed, pick } = props;
  const draft = useClientScopeDraft(realm, saved, previewed);
  const sections = useSections(clientScopeSections, address.section);
  const [removing, setRemoving] = useState(false);
  const { id, name, builtIn } = saved.clientScope;
  const links = clientScopeSections.map((section) => ({
    name: section,
    title: say.page.sections[section],
    href: hrefOf.clientScope(realm, id, section),
  }));
  const remove = () => setRemoving(true);
  usePageActions([{ id: "remove", label: say.page.remove, run: remove }]);
  return (
    <WithPreview
      bothFromPx={900}
      previewWidth="clamp(22.5rem, 32vw, 34rem)"
      preview={<ScopePreview draft={draft} candidates={candidates} previewed={previewed} pick={pick} />}
    >
      {(show) => (
        <DraftPane draft={draft}>
          <PageHead title={name} under={{ title: say.title, href: hrefOf.clientScopes(realm) }}>
            {builtIn && <Mark>{say.builtIn}</Mark>}
            <Button size="compact-xs" variant="default" onClick={remove}>
              {say.page.remove}
            </Button>
            {show}
          </PageHead>
          {removing && <RemoveThisScope draft={draft} close={() => setRemoving(false)} />}
          <PageSections links={links} sections={sections}>
            <ScopeSettings draft={draft} />
            <Mappers draft={draft} previewed={previewed} />
            <LetsThroughSection draft={draft} />
            <UsedBySection draft={draft} clients={clients} />
          </PageSections>
        </DraftPane>
      )}
    </WithPreview>
  );
}

interface MappersProps {
  readonly draft: ClientScopeDraft;
  readonly previewed: ClientPage | undefined;
}

/** What each mapper writes is looked up in the token that names the scope, whatever is ticked in the preview. */
function Mappers({ draft, previewed }: MappersProps) {
  const { realm, page: drafted, saved, edits, saving } = draft;
  const [settled] = useDebouncedValue(edits, DEBOUNCE_MS);
  const { id, name } = drafted.clientScope;
  const as = drafted.usedBy.find((user) => user.id === previewed?.client.id)?.as;
  const preview = usePreview(
    { realm, client: previewed?.client.id ?? "", edits: settled, scope: as === "optional" ? name : undefined },
    previewed !== undefined && !saving,
  );
  return (
    <Section name="mappers" title={say.page.sections.mappers} term="mapper">
      <p className="quiet small">{say.page.mappersLead}</p>
      <MapperList
        draft={draft}
        to={{ clientScope: id }}
        mappers={drafted.mappers}
        savedMappers={saved.mappers}
        roles={drafted.roles}
        token={preview.data}
      />
    </Section>
  );
}
