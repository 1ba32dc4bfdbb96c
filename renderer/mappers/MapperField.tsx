import { NativeSelect, TextInput } from "@mantine/core";
import type { FormProperty, RoleSummary } from "../../src/contract/index.ts";
import { NameInput } from "../parts/NameInput.tsx";
import { Toggle } from "../parts/Toggle.tsx";
import { useClients } from "../queries.ts";
import { words } from "../words.ts";

const say = words.mappers;

export interface MapperFieldProps {
  readonly realm: string;
  readonly roles: readonly RoleSummary[];
  readonly property: FormProperty;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One value of a mapper's configuration, by the type its metadata gives; an unknown type is text. */
export function MapperField(props: MapperFieldProps) {
  const { property, value, onChange } = props;
  switch (property.type) {
    case "boolean":
      return (
        <Toggle
          label={property.label}
          description={property.helpText}
          checked={value === "true"}
          onChange={(on) => onChange(String(on))}
        />
      );
    case "List":
      return (
        <NativeSelect
          {...described(property)}
          value={value}
          data={property.options.includes(value) ? [...property.options] : [value, ...property.options]}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case "ClientList":
      return <ClientField {...props} />;
    case "Role":
      return <RoleField {...props} />;
    default:
      return (
        <TextInput
          {...described(property)}
          autoComplete="off"
          spellCheck={false}
          value={value}
          error={property.required && value.trim() === "" ? say.needed(property.label) : undefined}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

const described = ({ label, helpText }: FormProperty) => ({
  label,
  description: helpText,
  inputWrapperOrder: ["label", "input", "error", "description"] as ("label" | "input" | "error" | "description")[],
});

function ClientField({ realm, property, value, onChange }: MapperFieldProps) {
  const names = useClients(realm).data?.clients.map(({ clientId }) => clientId);
  const unknown = names !== undefined && value !== "" && !names.includes(value);
  return (
    <Suggested
      property={property}
      value={value}
      onChange={onChange}
      among={names ?? []}
      error={unknown ? say.noSuchClient : undefined}
    />
  );
}

/** A role by its name, a client's own with its client before a dot, as Keycloak keeps it. */
function RoleField({ roles, property, value, onChange }: MapperFieldProps) {
  const names = roles.map(({ name, owner }) => (owner ? `${owner.clientId}.${name}` : name));
  const unknown = value !== "" && !names.includes(value);
  return (
    <Suggested
      property={property}
      placeholder={say.roleHint}
      value={value}
      onChange={onChange}
      among={names}
      error={unknown ? say.noSuchRole : undefined}
    />
  );
}

interface SuggestedProps extends Pick<MapperFieldProps, "property" | "value" | "onChange"> {
  readonly among: readonly string[];
  readonly placeholder?: string;
  readonly error: string | undefined;
}

const Suggested = ({ property, value, onChange, among, placeholder = "", error }: SuggestedProps) => (
  <NameInput
    {...described(property)}
    placeholder={placeholder}
    names={among}
    value={value}
    error={error}
    onChange={onChange}
  />
);
