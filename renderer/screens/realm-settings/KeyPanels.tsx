import { Button } from "@mantine/core";
import type { KeyProvider, RealmKeySummary } from "../../../src/contract/index.ts";
import { sentenceOf } from "../../api.ts";
import page from "../../page/page.module.css";
import { CopyButton } from "../../parts/CopyButton.tsx";
import { Note } from "../../parts/Note.tsx";
import parts from "../../parts/parts.module.css";
import { utcTime } from "../../times-in-words.ts";
import { FieldList } from "../../token/FieldList.tsx";
import { words } from "../../words.ts";
import styles from "./realm-settings.module.css";
import type { KeyAction, useKeyChanges } from "./use-key-changes.ts";

const say = words.realmKeys;

/** The public half, to be read and copied, and how its provider is configured. */
export function KeyDetails({ provider }: { readonly provider: KeyProvider }) {
  const { key, config } = provider;
  const settings = Object.fromEntries(Object.entries(config).filter(([name]) => name !== "certificate"));
  return (
    <div className={styles["keyPanel"]}>
      {key?.publicKey && <Pem title={say.publicKey} copy={say.copyPublicKey} pem={key.publicKey} />}
      {key?.certificate && <Pem title={say.certificate} copy={say.copyCertificate} pem={key.certificate} />}
      {key && !key.publicKey && <p className="quiet small">{say.secretKey}</p>}
      <h3>{say.configuration}</h3>
      <FieldList fields={{ ...(key && factsOf(key)), provider: provider.providerId, ...settings }} />
    </div>
  );
}

const factsOf = ({ kid, use, validToSeconds }: RealmKeySummary) => ({
  kid,
  use: say.use[use],
  ...(validToSeconds !== null && { [say.columns.validTo]: utcTime(validToSeconds) }),
});

const Pem = ({ title, copy, pem }: { readonly title: string; readonly copy: string; readonly pem: string }) => (
  <div>
    <div className={page["inline"]}>
      <h3>{title}</h3>
      <CopyButton label={copy} text={pem} variant="subtle" />
    </div>
    <pre className={styles["pem"]}>{pem}</pre>
  </div>
);

interface AskAboutKeyProps {
  readonly provider: KeyProvider;
  readonly action: KeyAction;
  readonly acting: ReturnType<typeof useKeyChanges>["acting"];
  readonly leave: () => void;
}

/** Says what the change does to tokens before it is made; it can be undone after. */
export function AskAboutKey({ provider, action, acting, leave }: AskAboutKeyProps) {
  const effects = effectsOf(provider, action);
  const breaks = action === "remove" || action === "disable";
  return (
    <Note tone={breaks ? "bad" : "changed"} live>
      <strong>{say.asks[action](provider.name)}</strong>
      <ul className={styles["effects"]}>
        {effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      <Button
        className={(breaks && parts["danger"]) || ""}
        size="compact-xs"
        variant="default"
        autoFocus
        loading={acting.isPending}
        onClick={() => acting.mutate({ action, provider }, { onSuccess: leave })}
      >
        {say[action]}
      </Button>
      <Button size="compact-xs" variant="subtle" color="gray" onClick={leave}>
        {say.keep}
      </Button>
      {acting.error && <span role="alert">{sentenceOf(acting.error)}</span>}
    </Note>
  );
}

/** What happens to tokens, and how many are out. */
function effectsOf(provider: KeyProvider, action: KeyAction): readonly string[] {
  const { key } = provider;
  const lines = linesOf(provider, action);
  return key?.use === "sig" && key.publicKey !== null ? [...lines, say.inFlight(key.tokensInFlight)] : lines;
}

function linesOf(provider: KeyProvider, action: KeyAction): readonly string[] {
  if (action === "rotate") return [say.rotating];
  if (action === "active") return [say.activating];
  if (action === "enable") return [say.enabling];
  const lines = { remove: provider.if.removed, disable: provider.if.disabled, passive: provider.if.passive }[action];
  return lines.length === 0 ? [say.nothing] : lines;
}
