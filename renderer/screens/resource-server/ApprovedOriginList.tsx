import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { approveOrigin, listApprovedOrigins, removeApprovedOrigin } from "../../../src/contract/index.ts";
import { call, sentenceOf } from "../../api.ts";
import { focusSoon } from "../../focus-soon.ts";
import { Section } from "../../page/Section.tsx";
import { Note } from "../../parts/Note.tsx";
import { keys } from "../../queries.ts";
import { words } from "../../words.ts";
import styles from "./resource-server.module.css";

const say = words.resourceServer.approvals;
const UNDO = "approval-undo";
const FIELD = "approval-field";

/** Whom on other machines the server may ask by itself, for all realms: taken back as easily as given. */
export function ApprovedOriginList({ realm }: { readonly realm: string }) {
  const queries = useQueryClient();
  const renew = () =>
    Promise.all(
      [keys.approvedOrigins, keys.resourceServer(realm)].map((queryKey) => queries.invalidateQueries({ queryKey })),
    );
  const list = useQuery({
    queryKey: keys.approvedOrigins,
    queryFn: ({ signal }) => call(listApprovedOrigins, {}, signal),
  });
  const removing = useMutation({
    mutationFn: (origin: string) => call(removeApprovedOrigin, { origin }),
    onSuccess: async () => {
      await renew();
      focusSoon(UNDO);
    },
  });
  const approving = useMutation({
    mutationFn: (origin: string) => call(approveOrigin, { origin }),
    onSuccess: async () => {
      removing.reset();
      await renew();
      focusSoon(FIELD);
    },
  });
  const { origins = [], named = [] } = list.data ?? {};
  const removed = removing.data?.removed;
  return (
    <Section name="approvals" title={say.title}>
      <p className="quiet small">{say.lead}</p>
      {list.error && <Note tone="bad">{sentenceOf(list.error)}</Note>}
      {list.data && origins.length === 0 && <p className="quiet small">{say.none}</p>}
      {origins.length + named.length > 0 && (
        <ul className={styles["origins"]} aria-label={say.title}>
          {origins.map((origin) => (
            <Origin key={origin} origin={origin} say={say.remove} label={say.removeOf} act={removing.mutate} />
          ))}
          {named.map((origin) => (
            <Origin
              key={origin}
              origin={origin}
              note={say.named}
              say={say.approve}
              label={say.approveOf}
              act={approving.mutate}
            />
          ))}
        </ul>
      )}
      {removing.error && <Note tone="bad">{sentenceOf(removing.error)}</Note>}
      {removed !== undefined && (
        <Note live>
          {say.removed(removed)}
          <Button id={UNDO} size="compact-xs" variant="default" onClick={() => approving.mutate(removed)}>
            {say.undo}
          </Button>
        </Note>
      )}
      <ApproveForm approve={approving.mutate} error={approving.error} />
    </Section>
  );
}

interface OriginProps {
  readonly origin: string;
  readonly note?: string;
  readonly say: string;
  readonly label: (origin: string) => string;
  readonly act: (origin: string) => void;
}

const Origin = ({ origin, note, say: text, label, act }: OriginProps) => (
  <li>
    <span>
      <code>{origin}</code> {note !== undefined && <span className="quiet small">{note}</span>}
    </span>
    <Button size="compact-xs" variant="default" aria-label={label(origin)} onClick={() => act(origin)}>
      {text}
    </Button>
  </li>
);

interface ApproveFormProps {
  readonly approve: (origin: string, options: { readonly onSuccess: () => void }) => void;
  readonly error: Error | null;
}

function ApproveForm({ approve, error }: ApproveFormProps) {
  const [typed, setTyped] = useState("");
  return (
    <form
      className={styles["approve"]}
      onSubmit={(event) => {
        event.preventDefault();
        approve(typed.trim(), { onSuccess: () => setTyped("") });
      }}
    >
      <TextInput
        id={FIELD}
        size="xs"
        label={say.field}
        placeholder={say.placeholder}
        spellCheck={false}
        autoComplete="off"
        value={typed}
        error={error && sentenceOf(error)}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="default" disabled={typed.trim() === ""}>
        {say.approve}
      </Button>
    </form>
  );
}
