import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { listVariables, removeVariable, setVariable } from "../../../src/contract/index.ts";
import { call, sentenceOf } from "../../api.ts";
import { Disclosure } from "../../parts/Disclosure.tsx";
import { Mark } from "../../parts/Mark.tsx";
import { Note } from "../../parts/Note.tsx";
import { keys } from "../../queries.ts";
import { words } from "../../words.ts";
import shared from "./console.module.css";
import keptStyles from "./kept.module.css";
import requestStyles from "./request.module.css";

const say = words.console.variables;

/** Values that stand outside of requests: by name and where each comes from. A value is never shown again. */
export function VariablesPanel() {
  return (
    <Disclosure summary={say.title}>
      <VariableList />
    </Disclosure>
  );
}

function VariableList() {
  const queries = useQueryClient();
  const renew = () => queries.invalidateQueries({ queryKey: keys.variables });
  const list = useQuery({ queryKey: keys.variables, queryFn: ({ signal }) => call(listVariables, {}, signal) });
  const removing = useMutation({ mutationFn: (name: string) => call(removeVariable, { name }), onSuccess: renew });
  return (
    <div className={requestStyles["field"]}>
      {list.error && <Note tone="bad">{sentenceOf(list.error)}</Note>}
      {list.data && <p className="quiet small">{say.lead(list.data.file)}</p>}
      {list.data?.variables.length === 0 && <p className="quiet small">{say.none}</p>}
      <ul className={keptStyles["keptList"]} aria-label={say.title}>
        {list.data?.variables.map(({ name, from }) => (
          <li key={name} className={keptStyles["keptRow"]}>
            <code className={keptStyles["keptName"]}>{`{{${name}}}`}</code>
            {from.map((place) => (
              <Mark key={place}>{say.from[place]}</Mark>
            ))}
            {from.includes("file") && (
              <ActionIcon ml="auto" aria-label={say.remove(name)} onClick={() => removing.mutate(name)}>
                <IconX size={14} aria-hidden />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {removing.data && (
        <span role="status" className="quiet small">
          {say.removed(removing.data.removed)}
        </span>
      )}
      <SetForm renew={renew} />
    </div>
  );
}

function SetForm({ renew }: { readonly renew: () => Promise<void> }) {
  const [name, setName] = useState("");
  const [value, setValue] = useState("");
  const setting = useMutation({
    mutationFn: () => call(setVariable, { name: name.trim(), value }),
    onSuccess: () => {
      setName("");
      setValue("");
      return renew();
    },
  });
  return (
    <form
      className={shared["inlineForm"]}
      onSubmit={(event) => {
        event.preventDefault();
        setting.mutate();
      }}
    >
      <TextInput
        className={shared["grow"] ?? ""}
        aria-label={say.name}
        placeholder={say.name}
        spellCheck={false}
        autoComplete="off"
        value={name}
        error={setting.error && sentenceOf(setting.error)}
        onChange={(event) => {
          setting.reset();
          setName(event.currentTarget.value);
        }}
      />
      <TextInput
        className={shared["grow"] ?? ""}
        aria-label={say.value}
        placeholder={say.value}
        type="password"
        autoComplete="off"
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={name.trim() === ""}>
        {say.set}
      </Button>
      {setting.data && (
        <span role="status" className="quiet small">
          {say.saved(setting.data.name)}
        </span>
      )}
    </form>
  );
}
