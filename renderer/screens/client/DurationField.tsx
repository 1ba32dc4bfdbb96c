import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { DurationInput } from "../../parts/DurationInput.tsx";
import type { TermName } from "../../words/terms.ts";

interface DurationFieldProps {
  readonly draft: ClientDraft;
  /** Keycloak's name of the attribute, which holds seconds. */
  readonly attribute: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly term?: TermName;
  /** What holds while the attribute is not there, in words and in seconds. */
  readonly inherits: { readonly words: string; readonly seconds: number };
  readonly own: string;
  readonly numberLabel: string;
  readonly unitLabel: string;
}

/** A time of the client's own, or inherited from the realm. */
export function DurationField({ draft, attribute, ...field }: DurationFieldProps) {
  const value = draft.page.client.attributes[attribute];
  return (
    <DurationInput
      {...field}
      seconds={value === undefined ? null : Number(value)}
      error={draft.errorAt(attribute)}
      onChange={(seconds) => draft.set({ attributes: { [attribute]: seconds === null ? null : String(seconds) } })}
    />
  );
}
