import { Button } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { useCallback, useMemo } from "react";
import type { TokenPreview } from "../../src/contract/index.ts";
import { sentenceOf } from "../api.ts";
import type { ClientDraft } from "../draft/use-client-draft.ts";
import { useLatest } from "../draft/use-latest.ts";
import { CopyButton } from "../parts/CopyButton.tsx";
import { Disclosure } from "../parts/Disclosure.tsx";
import { Loading } from "../parts/Loading.tsx";
import { Mark } from "../parts/Mark.tsx";
import { Note } from "../parts/Note.tsx";
import { openInConsole } from "../screens/console/console-form.ts";
import { words } from "../words.ts";
import { FieldList } from "./FieldList.tsx";
import type { OnMend } from "./Mends.tsx";
import { ScopeChips } from "./ScopeChips.tsx";
import { scopeChoices } from "./scope-words.ts";
import { TokenClaims } from "./TokenClaims.tsx";
import { TraceSteps } from "./TraceSteps.tsx";
import styles from "./token.module.css";
import { countDifferences, type Changes as FieldChanges } from "./token-differences.ts";
import type { ShownPreview } from "./use-token-preview.ts";

interface PreviewPaneProps {
  readonly draft: ClientDraft;
  readonly preview: ShownPreview;
}

/** The token beside the form: as it would be with the draft, each line with its reason, each gap with its mend. */
export function PreviewPane({ draft, preview }: PreviewPaneProps) {
  const { clientScopes } = draft.page;
  const defaults = clientScopes.filter((scope) => scope.assignment === "default").map((scope) => scope.name);
  const { token } = preview;
  return (
    <aside className={styles["pane"]} aria-label={words.token.title}>
      <div className={styles["paneHead"]}>
        <div className={styles["paneTitle"]}>
          <h2>{words.token.title}</h2>
          <Changes draft={draft} preview={preview} />
        </div>
        <ScopeChips
          label={words.token.scope}
          locked={defaults}
          choices={scopeChoices(clientScopes)}
          ticked={preview.ticked}
          onChange={preview.tick}
        />
      </div>
      <div className={styles["paneBody"]}>
        {preview.error && (
          <Note tone="bad" live>
            <strong>{words.token.cannotPreview}</strong> <span>{sentenceOf(preview.error)}</span>{" "}
            {token && words.token.savedInstead}
          </Note>
        )}
        {token ? (
          <Shown draft={draft} token={token} preview={preview} />
        ) : (
          !preview.error && <Loading error={null} again={() => {}} />
        )}
      </div>
      <div className={styles["paneFoot"]}>
        <Button
          leftSection={<IconSend size={14} aria-hidden />}
          onClick={() => openInConsole(draft.realm, draft.saved.client.id, preview.ticked)}
        >
          {words.token.sendInConsole}
        </Button>
        {token && token.refused === null && (
          <CopyButton label={words.token.copy} text={JSON.stringify(token.claims, null, 2)} />
        )}
        {draft.edits.length > 0 && <span className="quiet small">{words.token.draftNotSent}</span>}
      </div>
    </aside>
  );
}

function Changes({ draft, preview }: PreviewPaneProps) {
  if (draft.edits.length === 0 || preview.error || preview.differences.refusedBefore || preview.token?.refused)
    return null;
  const count = countDifferences(preview.differences);
  return (
    <span role="status">
      {count > 0 ? (
        <Mark tone="changed">{words.token.changeCount(count)}</Mark>
      ) : (
        <span className="quiet small">{words.token.noChange}</span>
      )}
    </span>
  );
}

interface MarkedProps {
  readonly title: string;
  readonly changes: FieldChanges;
}

/** A closed part says that something in it changes. */
const Marked = ({ title, changes }: MarkedProps) => (
  <span>
    {title}{" "}
    {changes.size > 0 && (
      <Mark tone="changed">{`${[...changes.keys()].join(", ")}: ${words.token.changes.changed}`}</Mark>
    )}
  </span>
);

interface ShownProps extends PreviewPaneProps {
  readonly token: TokenPreview;
}

function Shown({ draft, token, preview }: ShownProps) {
  const latest = useLatest(draft);
  const onMend = useCallback<OnMend>((mend) => latest.current.add(mend.edits), [latest]);
  const iat = Number(token.claims["iat"] ?? 0);
  const iatBefore = Number(preview.saved?.claims["iat"] ?? iat);
  const clock = useMemo(() => ({ nowSeconds: iat, iatBefore }), [iat, iatBefore]);
  if (token.refused) {
    const { status, error, description } = token.refused;
    return (
      <>
        <Note tone="bad" live>
          <strong>{words.token.refused(status)}</strong>
          <code>{error}</code>
          {description && <span>{description}</span>}
        </Note>
        <section aria-label={words.token.failingStep}>
          <TraceSteps trace={token.trace.filter((step) => step.outcome === "failed")} onMend={onMend} />
        </section>
      </>
    );
  }
  return (
    <>
      <TokenClaims
        claims={token.claims}
        explanation={token.explanation}
        differences={preview.differences}
        clock={clock}
        onMend={onMend}
      />
      <div>
        <Disclosure summary={<Marked title={words.token.header} changes={preview.differences.header} />}>
          <FieldList fields={token.header} changes={preview.differences.header} />
        </Disclosure>
        <Disclosure summary={<Marked title={words.token.answer} changes={preview.differences.answer} />}>
          <FieldList fields={token.answer} changes={preview.differences.answer} />
        </Disclosure>
      </div>
    </>
  );
}
