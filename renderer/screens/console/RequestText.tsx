import { Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPencil } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { showCall, type TokenCall, writeCall } from "../../../src/contract/index.ts";
import { call, sentenceOf } from "../../api.ts";
import { focusSoon } from "../../focus-soon.ts";
import { Note } from "../../parts/Note.tsx";
import { keys } from "../../queries.ts";
import { words } from "../../words.ts";
import { CopyAs } from "./CopyAs.tsx";
import shared from "./console.module.css";
import { type Target, toCall } from "./console-call.ts";
import type { ConsoleForm } from "./console-form.ts";
import { RAW_TEXT_ID } from "./RawRequest.tsx";
import type { ChangeForm } from "./RequestForm.tsx";
import requestStyles from "./request.module.css";
import { useDiscovery } from "./use-discovery.ts";

const say = words.console;
const DEBOUNCE_MS = 120;

interface RequestTextProps {
  readonly form: ConsoleForm;
  readonly target: Target;
  readonly change: ChangeForm;
}

/** The request before it is sent, byte for byte but for what proves the client. */
export function RequestText({ form, target, change }: RequestTextProps) {
  const asked = useAddressed(form, target);
  const [settled] = useDebouncedValue(JSON.stringify(asked), DEBOUNCE_MS);
  const ready = asked.tokenUrl !== undefined && asked.clientId !== "";
  const shown = useQuery({
    queryKey: [...keys.request(target.kind === "here" ? target.realm.name : ""), settled],
    queryFn: ({ signal }) => call(showCall, JSON.parse(settled), signal),
    enabled: ready,
    placeholderData: (before) => before,
  });
  const writing = useMutation({
    mutationFn: () => call(writeCall, asked),
    onSuccess: ({ url, text }) => {
      change({ raw: { url, text: text.replaceAll("\r\n", "\n") } });
      focusSoon(RAW_TEXT_ID);
    },
  });
  const error = writing.error ?? shown.error;
  return (
    <div className={requestStyles["field"]}>
      <div className={shared["labelRow"]}>
        <span className={shared["label"]}>{say.willBeSent}</span>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          title={say.rawHelp}
          disabled={!ready}
          leftSection={<IconPencil size={13} aria-hidden />}
          onClick={() => writing.mutate()}
        >
          {say.raw}
        </Button>
        <CopyAs asked={asked} disabled={!ready} />
      </div>
      {ready && error && (
        <Note tone="bad" live>
          {sentenceOf(error)}
        </Note>
      )}
      {!ready && <p className="quiet small">{say.nothingToShow}</p>}
      {ready && shown.data && !shown.error && <pre className={shared["raw"]}>{shown.data.requestText}</pre>}
    </div>
  );
}

/** With the token endpoint as it was read, so that showing a request asks nobody anew. */
function useAddressed(form: ConsoleForm, target: Target): TokenCall {
  const { data: discovery } = useDiscovery(form);
  const asked = toCall(form, target);
  if (target.kind === "here" || asked.tokenUrl !== undefined || !discovery?.tokenUrl) return asked;
  return { ...asked, issuer: discovery.issuer, tokenUrl: discovery.tokenUrl };
}
