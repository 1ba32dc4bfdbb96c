import { Button, Checkbox, TextInput } from "@mantine/core";
import { useState } from "react";
import type { RealmDraft } from "../../draft/use-realm-draft.ts";
import page from "../../page/page.module.css";
import { Section } from "../../page/Section.tsx";
import { Disclosure } from "../../parts/Disclosure.tsx";
import { words } from "../../words.ts";
import { labelOf, RealmSwitch, RealmTime } from "./RealmFields.tsx";
import styles from "./realm-settings.module.css";

const say = words.realmSettings;
const A_DAY = 86_400;

/** Which events the Admin API shows; our own log records in any case. */
export function EventsSection({ draft }: { readonly draft: RealmDraft }) {
  return (
    <Section name="events" title={say.sections.events}>
      <h3>{say.eventsSettings}</h3>
      <div className={page["pair"]}>
        <RealmSwitch draft={draft} name="eventsEnabled" />
        <RealmTime draft={draft} name="eventsExpiration" none={{ words: say.never, seconds: A_DAY }} />
      </div>
      <EventTypes draft={draft} />
      <h3>{say.adminEventsSettings}</h3>
      <div className={page["pair"]}>
        <RealmSwitch draft={draft} name="adminEventsEnabled" />
        <RealmSwitch draft={draft} name="adminEventsDetailsEnabled" />
      </div>
    </Section>
  );
}

/** None named means Keycloak's usual ones, so what is ticked then becomes a list of its own only when it is changed. */
function EventTypes({ draft }: { readonly draft: RealmDraft }) {
  const [search, setSearch] = useState("");
  const { known, keptByDefault } = draft.saved.eventTypes;
  const named = draft.page.settings.enabledEventTypes;
  const kept = new Set(named.length === 0 ? keptByDefault : named);
  const wanted = search.trim().toUpperCase().replaceAll(" ", "_");
  const tick = (type: string, on: boolean) =>
    draft.set({ enabledEventTypes: known.filter((one) => (one === type ? on : kept.has(one))) });
  return (
    <Disclosure summary={`${labelOf("enabledEventTypes")}: ${say.types(kept.size, named.length === 0)}`}>
      <div className={page["fieldset"]}>
        <div className={page["inline"]}>
          <TextInput
            type="search"
            aria-label={say.typeSearch}
            placeholder={say.typeSearch}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <Button variant="default" disabled={named.length === 0} onClick={() => draft.set({ enabledEventTypes: [] })}>
            {say.allTypes}
          </Button>
        </div>
        <div className={styles["types"]}>
          {known
            .filter((type) => type.includes(wanted))
            .map((type) => (
              <Checkbox
                key={type}
                size="xs"
                label={type}
                checked={kept.has(type)}
                onChange={(event) => tick(type, event.currentTarget.checked)}
              />
            ))}
        </div>
      </div>
    </Disclosure>
  );
}
