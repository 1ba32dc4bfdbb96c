import { Button } from "@mantine/core";
import type { RealmDraft } from "../../draft/use-realm-draft.ts";
import page from "../../page/page.module.css";
import { Section } from "../../page/Section.tsx";
import { Note } from "../../parts/Note.tsx";
import { utcTime } from "../../times-in-words.ts";
import { words } from "../../words.ts";
import { RealmSwitch, RealmTime } from "./RealmFields.tsx";

const say = words.realmSettings;

/** How long sessions, and the refresh tokens they stand behind, last. */
export function SessionsSection({ draft }: { readonly draft: RealmDraft }) {
  const { notBefore, offlineSessionMaxLifespanEnabled: isLimited } = draft.page.settings;
  return (
    <Section name="sessions" title={say.sections.sessions}>
      {notBefore > 0 && (
        <Note tone="changed">
          {say.notBeforeAt(utcTime(notBefore))}
          <Button size="compact-xs" variant="default" onClick={() => draft.set({ notBefore: 0 })}>
            {say.clearNotBefore}
          </Button>
        </Note>
      )}
      <h3>{say.sso}</h3>
      <div className={page["pair"]}>
        <RealmTime draft={draft} name="ssoSessionIdleTimeout" />
        <RealmTime draft={draft} name="ssoSessionMaxLifespan" />
      </div>
      <h3>{say.clientSessions}</h3>
      <div className={page["pair"]}>
        <RealmTime draft={draft} name="clientSessionIdleTimeout" from="ssoSessionIdleTimeout" />
        <RealmTime draft={draft} name="clientSessionMaxLifespan" from="ssoSessionMaxLifespan" />
      </div>
      <h3>{say.offline}</h3>
      <div className={page["pair"]}>
        <RealmTime draft={draft} name="offlineSessionIdleTimeout" />
        <RealmTime draft={draft} name="clientOfflineSessionIdleTimeout" from="offlineSessionIdleTimeout" />
      </div>
      <RealmSwitch draft={draft} name="offlineSessionMaxLifespanEnabled" />
      {isLimited && (
        <div className={page["pair"]}>
          <RealmTime draft={draft} name="offlineSessionMaxLifespan" />
          <RealmTime draft={draft} name="clientOfflineSessionMaxLifespan" from="offlineSessionMaxLifespan" />
        </div>
      )}
    </Section>
  );
}
