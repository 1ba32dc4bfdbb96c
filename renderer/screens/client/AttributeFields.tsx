import { NativeSelect, TextInput } from "@mantine/core";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { Toggle } from "../../parts/Toggle.tsx";
import type { TermName } from "../../words/terms.ts";

interface AttributeProps {
  readonly draft: ClientDraft;
  /** Keycloak's name of the attribute. */
  readonly name: string;
  readonly label: string;
  /** What changes in the token, or in who gets one. */
  readonly help?: string | undefined;
}

const belowInput: ("label" | "input" | "error" | "description")[] = ["label", "input", "error", "description"];

const terms = new Map<string, TermName>([
  ["use.jwks.url", "jwks"],
  ["access.token.header.type.rfc9068", "accessTokenType"],
  ["client.use.lightweight.access.token.enabled", "lightweight"],
  ["dpop.bound.access.tokens", "dpop"],
  ["tls.client.certificate.bound.access.tokens", "certificateBound"],
]);

const termOf = (name: string): TermName | undefined => terms.get(name);

/** Back to how it was saved: the attribute is removed again where it was not there. */
const unsetOr = (draft: ClientDraft, name: string, value: string): string | null =>
  draft.saved.client.attributes[name] === undefined ? null : value;

interface AttributeToggleProps extends AttributeProps {
  /** What holds while the attribute is not there. */
  readonly otherwise?: boolean;
}

/** A switch over an attribute that holds "true" or "false". */
export function AttributeToggle({ draft, name, label, help, otherwise = false }: AttributeToggleProps) {
  const value = draft.page.client.attributes[name];
  const write = (on: boolean) => (on === otherwise ? unsetOr(draft, name, String(on)) : String(on));
  return (
    <Toggle
      label={label}
      description={help}
      term={termOf(name)}
      checked={value === undefined ? otherwise : value === "true"}
      error={draft.errorAt(name)}
      onChange={(on) => draft.set({ attributes: { [name]: write(on) } })}
    />
  );
}

interface AttributeSelectProps extends AttributeProps {
  /** What an absent or empty attribute means, in words. */
  readonly none: string;
  readonly options: readonly string[];
}

/** One of a few values, or none of them. A value that is not offered stays to be seen. */
export function AttributeSelect({ draft, name, label, help, none, options }: AttributeSelectProps) {
  const value = draft.page.client.attributes[name] ?? "";
  const offered = value === "" || options.includes(value) ? options : [value, ...options];
  return (
    <NativeSelect
      label={label}
      description={help}
      inputWrapperOrder={belowInput}
      value={value}
      error={draft.errorAt(name)}
      data={[{ value: "", label: none }, ...offered.map((option) => ({ value: option, label: option }))]}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        draft.set({ attributes: { [name]: chosen === "" ? null : chosen } });
      }}
    />
  );
}

interface AttributeTextProps extends AttributeProps {
  readonly placeholder?: string;
  readonly problem?: string | undefined;
}

/** Text; empty is none. */
export function AttributeText({ draft, name, label, help, placeholder = "", problem }: AttributeTextProps) {
  return (
    <TextInput
      label={label}
      description={help}
      inputWrapperOrder={belowInput}
      autoComplete="off"
      spellCheck={false}
      placeholder={placeholder}
      value={draft.page.client.attributes[name] ?? ""}
      error={draft.errorAt(name) ?? problem}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        draft.set({ attributes: { [name]: typed === "" ? null : typed } });
      }}
    />
  );
}
