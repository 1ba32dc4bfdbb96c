import { attributeNames } from "../../client-attributes.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { lifespanInWords } from "../../times-in-words.ts";
import { words } from "../../words.ts";
import { DurationField } from "./DurationField.tsx";

const say = words.settings;

/** How long this client's access tokens live. */
export function LifespanField({ draft }: { readonly draft: ClientDraft }) {
  const inherited = draft.page.realmDefaults.accessTokenLifespanSeconds;
  return (
    <DurationField
      draft={draft}
      attribute={attributeNames.lifespan}
      label={say.accessTokenLifespan}
      term="accessTokenLifespan"
      inherits={{ words: say.inherits(lifespanInWords(inherited)), seconds: inherited }}
      own={say.expiresIn}
      numberLabel={say.lifespanValue}
      unitLabel={say.lifespanUnit}
    />
  );
}
