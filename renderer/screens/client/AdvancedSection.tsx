import type { ClientDraft } from "../../draft/use-client-draft.ts";
import page from "../../page/page.module.css";
import { Section } from "../../page/Section.tsx";
import { lifespanInWords } from "../../times-in-words.ts";
import { words } from "../../words.ts";
import { AttributeSelect, AttributeToggle } from "./AttributeFields.tsx";
import { DurationField } from "./DurationField.tsx";
import { hmacAlgorithms, signatureAlgorithms } from "./signature-algorithms.ts";

const say = words.advanced;
const tokenAlgorithms = [...signatureAlgorithms, ...hmacAlgorithms];

const algorithmFields = ["access.token.signed.response.alg", "id.token.signed.response.alg"];
const switches: readonly { readonly name: string; readonly otherwise?: boolean }[] = [
  { name: "access.token.header.type.rfc9068" },
  { name: "client.use.lightweight.access.token.enabled" },
  { name: "token.response.type.bearer.lower-case" },
  { name: "use.refresh.tokens", otherwise: true },
  { name: "dpop.bound.access.tokens" },
  { name: "tls.client.certificate.bound.access.tokens" },
];
/** With how long to begin when a time of one's own is chosen: Keycloak's defaults. */
const times: Readonly<Record<string, number>> = {
  "client.session.idle.timeout": 1_800,
  "client.session.max.lifespan": 36_000,
  "client.offline.session.idle.timeout": 2_592_000,
  "client.offline.session.max.lifespan": 5_184_000,
};

const labelOf = (name: string) => say.fields[name]?.label ?? name;

const inheritsInWords = (seconds: number | null): string =>
  say.inherits(seconds === null ? say.noEnd : lifespanInWords(seconds));

/** The finer settings that this server acts on, each with what it changes in the token. */
export function AdvancedSection({ draft }: { readonly draft: ClientDraft }) {
  const { signatureAlgorithm, sessionSeconds } = draft.page.realmDefaults;
  return (
    <Section name="advanced" title={words.page.sections.advanced}>
      <p className="quiet small">{say.lead}</p>
      <div className={page["pair"]}>
        {algorithmFields.map((name) => (
          <AttributeSelect
            key={name}
            draft={draft}
            name={name}
            label={labelOf(name)}
            help={say.fields[name]?.help}
            none={say.inheritsAlgorithm(signatureAlgorithm)}
            options={tokenAlgorithms}
          />
        ))}
        {switches.map(({ name, otherwise }) => (
          <AttributeToggle
            key={name}
            draft={draft}
            name={name}
            label={labelOf(name)}
            help={say.fields[name]?.help}
            otherwise={otherwise ?? false}
          />
        ))}
      </div>
      <h3>{say.lifespans}</h3>
      <p className="quiet small">{say.lifespansHelp}</p>
      <div className={page["pair"]}>
        {Object.entries(times).map(([name, seconds]) => (
          <DurationField
            key={name}
            draft={draft}
            attribute={name}
            label={labelOf(name)}
            help={say.fields[name]?.help}
            inherits={{
              words: inheritsInWords(sessionSeconds[name] ?? null),
              seconds: sessionSeconds[name] ?? seconds,
            }}
            own={words.settings.expiresIn}
            numberLabel={say.number(labelOf(name))}
            unitLabel={say.unit(labelOf(name))}
          />
        ))}
      </div>
    </Section>
  );
}
