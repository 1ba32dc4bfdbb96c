import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { MapperList } from "../../mappers/MapperList.tsx";
import { Section } from "../../page/Section.tsx";
import type { ShownPreview } from "../../token/use-token-preview.ts";
import { words } from "../../words.ts";

interface MappersSectionProps {
  readonly draft: ClientDraft;
  readonly preview: ShownPreview;
}

/** The mappers of the client's own, which Keycloak calls its dedicated scope. */
export const MappersSection = ({ draft, preview }: MappersSectionProps) => (
  <Section name="mappers" title={words.page.sections.mappers} term="mapper">
    <p className="quiet small">{words.mappers.lead}</p>
    <MapperList
      draft={draft}
      to={{ client: draft.saved.client.id }}
      mappers={draft.page.mappers}
      savedMappers={draft.saved.mappers}
      roles={draft.page.roles}
      token={preview.token}
    />
  </Section>
);
