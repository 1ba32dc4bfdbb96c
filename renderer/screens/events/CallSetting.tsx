import { Button } from "@mantine/core";
import type { CallDetails, CauseSetting, SettingEdit } from "../../../src/contract/index.ts";
import { hrefOf, realmSections, sections } from "../../address.ts";
import { Note } from "../../parts/Note.tsx";
import { lifespanInWords } from "../../times-in-words.ts";
import { words } from "../../words.ts";
import styles from "./events.module.css";

const say = words.events;

interface CallSettingProps {
  readonly realm: string;
  readonly call: Pick<CallDetails, "atSeconds">;
  readonly setting: CauseSetting;
}

/** The way to the setting that a call was refused over, and what was done to it just before and after. */
export function CallSetting({ realm, call, setting }: CallSettingProps) {
  const { before, after } = setting;
  return (
    <>
      {before && (
        <Edited realm={realm} edit={before} when={say.before(lifespanInWords(call.atSeconds - before.atSeconds))} />
      )}
      {after && (
        <Edited realm={realm} edit={after} when={say.after(lifespanInWords(after.atSeconds - call.atSeconds))} />
      )}
      <div className={styles["actions"]}>
        <Button component="a" href={hrefOfSetting(realm, setting)} variant="default">
          {say.setting}: {nameOf(setting)}
        </Button>
      </div>
    </>
  );
}

interface EditedProps {
  readonly realm: string;
  readonly edit: SettingEdit;
  readonly when: string;
}

const Edited = ({ realm, edit, when }: EditedProps) => (
  <Note tone="changed">
    <span>
      {edit.summary} {when}
    </span>
    <a href={hrefOf.events(realm, { open: `edit-${edit.revision}` })}>{say.toEdit}</a>
  </Note>
);

const clientSectionOf = ({ section }: CauseSetting) => sections.find((name) => name === section);
const realmSectionOf = ({ section }: CauseSetting) => realmSections.find((name) => name === section);

function hrefOfSetting(realm: string, setting: CauseSetting): string {
  if (setting.page === "resource-server") return hrefOf.resourceServer(realm);
  if (setting.page === "realm-settings") return hrefOf.realmSettings(realm, realmSectionOf(setting));
  return setting.client === null
    ? hrefOf.clients(realm)
    : hrefOf.client(realm, setting.client, clientSectionOf(setting));
}

function nameOf(setting: CauseSetting): string {
  if (setting.page === "resource-server") return words.resourceServer.title;
  const section = clientSectionOf(setting);
  if (setting.page === "client") return section ? words.page.sections[section] : words.frame.clients;
  const ofRealm = realmSectionOf(setting);
  return ofRealm
    ? `${words.realmSettings.title} › ${words.realmSettings.sections[ofRealm]}`
    : words.realmSettings.title;
}
