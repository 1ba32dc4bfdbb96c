import { NumberInput } from "@mantine/core";
import type { RealmDraft } from "../../draft/use-realm-draft.ts";
import page from "../../page/page.module.css";
import { Section } from "../../page/Section.tsx";
import { words } from "../../words.ts";
import { hmacAlgorithms, signatureAlgorithms } from "../client/signature-algorithms.ts";
import { belowInput, labelOf, RealmChoice, RealmSwitch, RealmTime } from "./RealmFields.tsx";

const say = words.realmSettings;
const algorithms = [...signatureAlgorithms, ...hmacAlgorithms].map((value) => ({ value, label: value }));

/** How tokens are signed, and how long they last. */
export function TokensSection({ draft }: { readonly draft: RealmDraft }) {
  const { settings } = draft.page;
  return (
    <Section name="tokens" title={say.sections.tokens}>
      <div className={page["pair"]}>
        <RealmChoice draft={draft} name="defaultSignatureAlgorithm" options={algorithms} />
        <RealmTime draft={draft} name="accessTokenLifespan" term="accessTokenLifespan" />
      </div>
      <RealmSwitch draft={draft} name="revokeRefreshToken" />
      {settings.revokeRefreshToken && (
        <NumberInput
          w={220}
          min={0}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          label={labelOf("refreshTokenMaxReuse")}
          description={say.fields["refreshTokenMaxReuse"]?.help}
          inputWrapperOrder={belowInput}
          value={settings.refreshTokenMaxReuse}
          error={draft.errorAt("refreshTokenMaxReuse")}
          onChange={(typed) => draft.set({ refreshTokenMaxReuse: Number(typed) })}
        />
      )}
    </Section>
  );
}
