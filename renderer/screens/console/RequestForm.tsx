import { useHotkeys } from "@mantine/hooks";
import { useId } from "react";
import type { ClientSummary, RealmSummary } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import { drafts } from "../../draft/draft-store.ts";
import { takeLostFocus } from "../../lost-focus.ts";
import { useMemoryStore } from "../../memory-store.ts";
import { Note } from "../../parts/Note.tsx";
import { words } from "../../words.ts";
import { ClientPicker } from "./ClientPicker.tsx";
import type { Target } from "./console-call.ts";
import { type ConsoleForm, changeForm, consoleForms, freshForm } from "./console-form.ts";
import { HistoryPanel } from "./HistoryPanel.tsx";
import { IssuerFields } from "./IssuerFields.tsx";
import keptStyles from "./kept.module.css";
import { PairRows } from "./PairRows.tsx";
import { PasteBox } from "./PasteBox.tsx";
import { ProofFields } from "./ProofFields.tsx";
import { RawRequest } from "./RawRequest.tsx";
import { RequestText } from "./RequestText.tsx";
import requestStyles from "./request.module.css";
import { SavedPanel } from "./SavedPanel.tsx";
import { ScopeField } from "./ScopeField.tsx";
import { SendBar } from "./SendBar.tsx";
import { TargetField } from "./TargetField.tsx";
import type { Pasting } from "./use-pasting.ts";
import type { Sending } from "./use-sending.ts";
import { VariablesPanel } from "./VariablesPanel.tsx";

const say = words.console;

export type ChangeForm = (part: Partial<ConsoleForm>) => void;

interface RequestFormProps {
  readonly realm: RealmSummary;
  readonly realms: readonly RealmSummary[];
  readonly clients: readonly ClientSummary[];
  readonly target: Target | null;
  readonly formKey: string | null;
  readonly sending: Sending;
  readonly pasting: Pasting;
}

/** Who is asked, who asks and how it proves itself, and for what; the request as it will go over the wire; what was kept of others. */
export function RequestForm({ realm, realms, clients, target, formKey, sending, pasting }: RequestFormProps) {
  const title = useId();
  useHotkeys([["mod+Enter", sending.send]], []);
  const form = useMemoryStore(consoleForms)[formKey ?? ""] ?? freshForm;
  const change: ChangeForm = (part) => formKey !== null && changeForm(formKey, part);
  return (
    <section className={requestStyles["request"]} aria-label={say.request}>
      <div className={requestStyles["requestScroll"]}>
        <div>
          <div className={requestStyles["titleRow"]}>
            <h1 id={title} tabIndex={-1} ref={takeLostFocus}>
              {say.title}
            </h1>
            <PasteBox pasting={pasting} />
          </div>
          <p className="quiet small">{say.lead}</p>
        </div>
        <div className={requestStyles["pair"]}>
          <TargetField realm={realm} realms={realms} elsewhere={target?.kind === "elsewhere"} />
          {target?.kind !== "elsewhere" && (
            <ClientPicker realm={realm.name} clients={clients} client={target?.client ?? null} typed={realm.issuer} />
          )}
        </div>
        {target?.kind === "elsewhere" && <IssuerFields form={form} change={change} />}
        {target?.kind === "here" && <UnsavedNote formKey={formKey} target={target} />}
        {target && (form.raw === null ? <Composed form={form} target={target} change={change} /> : null)}
        {target && form.raw !== null && <RawRequest raw={form.raw} form={form} target={target} change={change} />}
        <div className={keptStyles["kept"]}>
          <SavedPanel realm={realm.name} realms={realms} form={form} target={target} />
          <HistoryPanel realm={realm.name} realms={realms} formKey={formKey} />
          <VariablesPanel />
        </div>
      </div>
      <SendBar ready={target !== null} sending={sending} />
    </section>
  );
}

interface UnsavedNoteProps {
  readonly formKey: string | null;
  readonly target: Extract<Target, { kind: "here" }>;
}

function UnsavedNote({ formKey, target }: UnsavedNoteProps) {
  const unsaved = useMemoryStore(drafts)[formKey ?? ""] !== undefined;
  if (!unsaved) return null;
  return (
    <Note tone="changed">
      {say.notSaved}
      <a href={hrefOf.client(target.realm.name, target.client.id)}>{say.openClient}</a>
    </Note>
  );
}

interface ComposedProps {
  readonly form: ConsoleForm;
  readonly target: Target;
  readonly change: ChangeForm;
}

const Composed = ({ form, target, change }: ComposedProps) => (
  <>
    <ProofFields form={form} target={target} change={change} />
    <ScopeField form={form} target={target} change={change} />
    <PairRows form={form} change={change} />
    <RequestText form={form} target={target} change={change} />
  </>
);
