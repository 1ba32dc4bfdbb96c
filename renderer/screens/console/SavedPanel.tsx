import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  listSavedCalls,
  type RealmSummary,
  removeSavedCall,
  type SavedCall,
  saveCall,
} from "../../../src/contract/index.ts";
import { call, Refusal, sentenceOf } from "../../api.ts";
import { Disclosure } from "../../parts/Disclosure.tsx";
import { Note } from "../../parts/Note.tsx";
import { keys } from "../../queries.ts";
import { words } from "../../words.ts";
import shared from "./console.module.css";
import { type Target, toCall } from "./console-call.ts";
import type { ConsoleForm } from "./console-form.ts";
import keptStyles from "./kept.module.css";
import { openCall } from "./open-call.ts";
import requestStyles from "./request.module.css";

const say = words.console.saved;

interface SavedPanelProps {
  readonly realm: string;
  readonly realms: readonly RealmSummary[];
  readonly form: ConsoleForm;
  readonly target: Target | null;
}

/** Requests with a name, kept in the workspace. */
export function SavedPanel(props: SavedPanelProps) {
  const saved = useQuery({
    queryKey: keys.savedCalls,
    queryFn: ({ signal }) => call(listSavedCalls, {}, signal),
  });
  const count = saved.data?.calls.length ?? 0;
  return (
    <Disclosure summary={count === 0 ? say.title : `${say.title} (${count})`}>
      <div className={requestStyles["field"]}>
        {saved.error && <Note tone="bad">{sentenceOf(saved.error)}</Note>}
        {saved.data?.unfit.map(({ name, problem }) => (
          <Note key={name} tone="changed">
            {say.unfit(name, problem)}
          </Note>
        ))}
        <SavedList {...props} calls={saved.data?.calls ?? []} />
        {props.target && <SaveForm form={props.form} target={props.target} />}
      </div>
    </Disclosure>
  );
}

function SavedList({ realm, realms, calls }: SavedPanelProps & { readonly calls: readonly SavedCall[] }) {
  const queries = useQueryClient();
  const renew = () => queries.invalidateQueries({ queryKey: keys.savedCalls });
  const removing = useMutation({ mutationFn: (name: string) => call(removeSavedCall, { name }), onSuccess: renew });
  const restoring = useMutation({
    mutationFn: (removed: SavedCall) => call(saveCall, removed),
    onSuccess: () => {
      removing.reset();
      return renew();
    },
  });
  return (
    <>
      {calls.length === 0 && <p className="quiet small">{say.none}</p>}
      <ul className={keptStyles["keptList"]}>
        {calls.map((saved) => (
          <li key={saved.name} className={keptStyles["keptRow"]}>
            <button
              type="button"
              className={keptStyles["keptOpen"]}
              aria-label={say.open(saved.name)}
              onClick={() => void openCall(realm, realms, saved.call)}
            >
              <span className={keptStyles["keptName"]}>{saved.name}</span>
              <span className="quiet">{saved.call.clientId}</span>
            </button>
            <ActionIcon aria-label={say.remove(saved.name)} onClick={() => removing.mutate(saved.name)}>
              <IconX size={14} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {removing.data && (
        <Note live>
          {say.removed(removing.data.removed.name)}
          <Button size="compact-xs" variant="default" onClick={() => restoring.mutate(removing.data.removed)}>
            {say.undo}
          </Button>
        </Note>
      )}
    </>
  );
}

/** Secrets are not kept: what is typed as one is refused, and the reason says what to do. */
function SaveForm({ form, target }: { readonly form: ConsoleForm; readonly target: Target }) {
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const saving = useMutation({
    mutationFn: (replace: boolean) => call(saveCall, { name: name.trim(), call: toCall(form, target), replace }),
    onSuccess: () => {
      setName("");
      return queries.invalidateQueries({ queryKey: keys.savedCalls });
    },
  });
  const taken = saving.error instanceof Refusal && saving.error.status === 409;
  return (
    <form
      className={shared["inlineForm"]}
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate(false);
      }}
    >
      <TextInput
        className={shared["grow"] ?? ""}
        aria-label={say.name}
        placeholder={say.name}
        autoComplete="off"
        value={name}
        error={saving.error && sentenceOf(saving.error)}
        onChange={(event) => {
          saving.reset();
          setName(event.currentTarget.value);
        }}
      />
      <Button type="submit" variant="default" disabled={name.trim() === ""}>
        {say.save}
      </Button>
      {taken && (
        <Button variant="default" onClick={() => saving.mutate(true)}>
          {say.replace}
        </Button>
      )}
      {saving.data && (
        <span role="status" className="quiet small">
          {say.saved(saving.data.saved.name)}
        </span>
      )}
    </form>
  );
}
