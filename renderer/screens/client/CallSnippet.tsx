import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { CopyButton } from "../../parts/CopyButton.tsx";
import { Disclosure } from "../../parts/Disclosure.tsx";
import { useServer } from "../../queries.ts";
import { words } from "../../words.ts";
import { callSnippet } from "./call-snippet.ts";
import styles from "./client.module.css";

const say = words.credentials;

/** How a program asks for a token with what is set above, to copy. */
export function CallSnippet({ draft }: { readonly draft: ClientDraft }) {
  const realm = useServer().data?.realms.find(({ name }) => name === draft.realm);
  const snippet = realm && callSnippet(draft.page, realm);
  if (!snippet) return null;
  return (
    <Disclosure summary={say.howToCall}>
      <div className={styles["snippet"]}>
        <pre>{snippet}</pre>
        <div>
          <CopyButton label={say.copySnippet} text={snippet} />
        </div>
      </div>
    </Disclosure>
  );
}
