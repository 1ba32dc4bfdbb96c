import { useHotkeys } from "@mantine/hooks";
import type { ResourceServerPage } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import { focusSoon } from "../../focus-soon.ts";
import { PageHead } from "../../page/PageHead.tsx";
import page from "../../page/page.module.css";
import { Section } from "../../page/Section.tsx";
import { CopyButton } from "../../parts/CopyButton.tsx";
import { Loading } from "../../parts/Loading.tsx";
import { Toggle } from "../../parts/Toggle.tsx";
import { useResourceServer } from "../../queries.ts";
import { words } from "../../words.ts";
import { ApprovedOriginList } from "./ApprovedOriginList.tsx";
import { ResourceCalls } from "./ResourceCalls.tsx";
import { ResourceChecks } from "./ResourceChecks.tsx";
import { ResourceSaveBar } from "./ResourceSaveBar.tsx";
import styles from "./resource-server.module.css";
import { type ResourceDraft, useResourceDraft } from "./use-resource-draft.ts";

const say = words.resourceServer;

/** A resource server to show tokens to: what it asks for above, who came below. */
export function ResourceServerScreen({ realm }: { readonly realm: string }) {
  const read = useResourceServer(realm);
  if (!read.data) return <Loading error={read.error} again={read.refetch} />;
  return <ResourceWork realm={realm} saved={read.data} />;
}

const SAVE_BAR = "resource-save";

function ResourceWork({ realm, saved }: { readonly realm: string; readonly saved: ResourceServerPage }) {
  const draft = useResourceDraft(realm, saved);
  useHotkeys([["mod+S", draft.save]], []);
  return (
    <div className={page["pane"]}>
      <button type="button" className={page["skip"]} onClick={() => focusSoon(SAVE_BAR)}>
        {words.page.skipToSave}
      </button>
      <PageHead title={say.title}>
        <p className="quiet small">{say.lead}</p>
      </PageHead>
      <div className={page["scroll"]}>
        <div className={styles["columns"]}>
          <div className={page["sections"]}>
            <Section name="settings" title={say.settings}>
              <Toggle
                label={say.on}
                description={say.onHelp}
                checked={draft.settings.enabled}
                onChange={(enabled) => draft.set({ enabled })}
              />
              {saved.settings.enabled && <HowToCall draft={draft} />}
            </Section>
            <ResourceChecks draft={draft} />
            <ApprovedOriginList realm={realm} />
          </div>
          <ResourceCalls realm={realm} isOn={saved.settings.enabled} />
        </div>
      </div>
      <div id={SAVE_BAR} tabIndex={-1}>
        <ResourceSaveBar draft={draft} />
      </div>
    </div>
  );
}

function HowToCall({ draft }: { readonly draft: ResourceDraft }) {
  const { url } = draft.page;
  return (
    <div className={styles["howToCall"]}>
      <h3>{say.call}</h3>
      <pre>{say.curl(url)}</pre>
      <div className={styles["copies"]}>
        <CopyButton label={say.copyCurl} text={say.curl(url)} />
        <CopyButton label={say.copyAddress} text={url} />
        <a href={hrefOf.console(draft.realm)}>{say.toConsole}</a>
      </div>
    </div>
  );
}
