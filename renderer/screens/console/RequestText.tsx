import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { showTokenRequest } from "../../../src/contract/index.ts";
import { call, sentenceOf } from "../../api.ts";
import { CopyButton } from "../../parts/CopyButton.tsx";
import { Note } from "../../parts/Note.tsx";
import { keys } from "../../queries.ts";
import { words } from "../../words.ts";
import styles from "./console.module.css";
import { type ConsoleForm, toTokenRequest } from "./console-form.ts";

const say = words.console;
const DEBOUNCE_MS = 120;

interface RequestTextProps {
  readonly realm: string;
  readonly client: string;
  readonly form: ConsoleForm;
}

/** The request before it is sent, byte for byte but for the secret. */
export function RequestText({ realm, client, form }: RequestTextProps) {
  const [settled] = useDebouncedValue(form, DEBOUNCE_MS);
  const shown = useQuery({
    queryKey: [...keys.request(realm), client, settled],
    queryFn: ({ signal }) => call(showTokenRequest, toTokenRequest(realm, client, settled), signal),
    placeholderData: (before) => before,
  });
  return (
    <div className={styles["field"]}>
      <div className={styles["labelRow"]}>
        <span className={styles["label"]}>{say.willBeSent}</span>
        {shown.data && <CopyButton label={say.copyAsCurl} text={shown.data.curl} variant="subtle" />}
      </div>
      {shown.error && (
        <Note tone="bad" live>
          {sentenceOf(shown.error)}
        </Note>
      )}
      {shown.data && <pre className={styles["raw"]}>{shown.data.requestText}</pre>}
      {shown.data && <p className="quiet small">{say.curlNote}</p>}
    </div>
  );
}
