import { TextInput } from "@mantine/core";
import { ScopeChips } from "../../token/ScopeChips.tsx";
import { scopeChoices, toScope } from "../../token/scope-words.ts";
import { words } from "../../words.ts";
import shared from "./console.module.css";
import type { Target } from "./console-call.ts";
import type { ConsoleForm } from "./console-form.ts";
import type { ChangeForm } from "./RequestForm.tsx";
import requestStyles from "./request.module.css";
import { useDiscovery } from "./use-discovery.ts";

const say = words.console;
const NAMED_AT_MOST = 20;

interface ScopeFieldProps {
  readonly form: ConsoleForm;
  readonly target: Target;
  readonly change: ChangeForm;
}

/** The words of the scope parameter: ticked from what the client has, or typed. */
export function ScopeField({ form, target, change }: ScopeFieldProps) {
  const { data: discovery } = useDiscovery(form);
  const named = (discovery?.scopes ?? []).slice(0, NAMED_AT_MOST);
  const known = target.kind === "here" ? scopeChoices(target.page?.clientScopes ?? []) : named;
  const gone = form.ticked.filter((word) => !known.includes(word)); // ticked before the client lost it
  const choices = [...known, ...gone];
  return (
    <div className={requestStyles["field"]}>
      <span className={shared["label"]}>{say.scope}</span>
      {choices.length > 0 && (
        <ScopeChips
          label={say.scope}
          locked={[]}
          choices={choices}
          ticked={form.ticked}
          onChange={(ticked) => change({ ticked })}
        />
      )}
      <TextInput
        aria-label={say.scopeOther}
        placeholder={say.scopeOther}
        description={toScope(form.ticked, form.typedScope) === undefined ? say.scopeNone : say.scopeOtherHelp}
        inputWrapperOrder={["input", "description"]}
        autoComplete="off"
        spellCheck={false}
        value={form.typedScope}
        onChange={(event) => change({ typedScope: event.currentTarget.value })}
      />
    </div>
  );
}
