import { TextInput } from "@mantine/core";
import { type FormProperty, type Mapper, type MapperType, mapperName } from "../../src/contract/index.ts";
import { Note } from "../parts/Note.tsx";
import { Termed } from "../parts/Term.tsx";
import { Toggle } from "../parts/Toggle.tsx";
import { words } from "../words.ts";
import { MapperField, type MapperFieldProps } from "./MapperField.tsx";
import type { MapperChange } from "./mapper-edits.ts";
import styles from "./mappers.module.css";

const say = words.mappers;
/** Into which tokens a mapper writes: one line of switches under one heading. */
const INTO = /\.claim$/;
const isTarget = ({ name, type }: FormProperty) => type === "boolean" && INTO.test(name);

interface MapperEditorProps extends Pick<MapperFieldProps, "realm" | "roles"> {
  readonly mapper: Mapper;
  /** Absent for a type that the server does not know. */
  readonly type: MapperType | undefined;
  readonly nameTaken: boolean;
  readonly error: string | undefined;
  /** Just made: the first thing to fill has the focus. */
  readonly fresh: boolean;
  readonly change: (change: MapperChange) => void;
}

const focusFirstField = (form: HTMLElement | null): void => {
  const fields = [...(form?.querySelectorAll<HTMLInputElement>("[data-own] input:not([role=switch])") ?? [])];
  (fields[0] ?? form?.querySelector("input"))?.focus();
};

/** The form of one mapper, made from its type's own metadata; each change goes into the draft as it is typed. */
export function MapperEditor({ mapper, type, nameTaken, error, fresh, change, realm, roles }: MapperEditorProps) {
  const { name, config } = mapper;
  const checked = mapperName.safeParse(name).error?.issues[0]?.message;
  const properties = type?.properties ?? [];
  const set = (key: string) => (value: string) => change({ config: { ...config, [key]: value } });
  const targets = properties.filter(isTarget);
  return (
    <div className={styles["form"]} ref={fresh ? focusFirstField : undefined}>
      {!type && <Note tone="changed">{say.unknownType}</Note>}
      <div className={styles["fields"]}>
        <TextInput
          label={say.name}
          description={type?.helpText}
          inputWrapperOrder={["label", "input", "error", "description"]}
          autoComplete="off"
          spellCheck={false}
          value={name}
          error={error ?? checked ?? (nameTaken ? say.nameTaken(name) : undefined)}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        {properties
          .filter((property) => !isTarget(property))
          .map((property) => (
            <div key={property.name} data-own>
              <Termed term={property.name === "included.custom.audience" ? "audience" : undefined} wide>
                <MapperField
                  realm={realm}
                  roles={roles}
                  property={property}
                  value={config[property.name] ?? ""}
                  onChange={set(property.name)}
                />
              </Termed>
            </div>
          ))}
      </div>
      {targets.length > 0 && (
        <div className={styles["switches"]}>
          {targets.map(({ name: key, label }) => (
            <Toggle key={key} label={label} checked={config[key] === "true"} onChange={(on) => set(key)(String(on))} />
          ))}
        </div>
      )}
    </div>
  );
}
