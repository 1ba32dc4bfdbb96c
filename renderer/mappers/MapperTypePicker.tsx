import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { MapperType } from "../../src/contract/index.ts";
import { words } from "../words.ts";
import styles from "./mappers.module.css";

const say = words.mappers;

interface MapperTypePickerProps {
  readonly types: readonly MapperType[];
  readonly pick: (type: MapperType) => void;
  readonly close: () => void;
}

/** Every type of mapper with what it is for, found by typing. */
export function MapperTypePicker({ types, pick, close }: MapperTypePickerProps) {
  const [search, setSearch] = useState("");
  const found = findTypes(types, search);
  const pickFirst = (event: FormEvent) => {
    event.preventDefault();
    if (found[0]) pick(found[0]);
  };
  return (
    <form
      className={styles["picker"]}
      onSubmit={pickFirst}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
      <div className={styles["pickerHead"]}>
        <TextInput
          type="search"
          label={say.find}
          placeholder={say.findHint}
          autoComplete="off"
          data-autofocus
          ref={focusIt}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Button variant="default" onClick={close}>
          {say.close}
        </Button>
      </div>
      {found.length === 0 ? (
        <p role="status">{say.noType(search)}</p>
      ) : (
        <ul className={styles["types"]} aria-label={say.types}>
          {found.map((type) => (
            <li key={type.id}>
              <button type="button" className={styles["type"]} onClick={() => pick(type)}>
                <span className={styles["typeName"]}>{type.name}</span>{" "}
                <span className="quiet small">{type.helpText}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}

const focusIt = (input: HTMLInputElement | null): void => input?.focus();

/** Those whose name matches come before those whose help does. */
function findTypes(types: readonly MapperType[], search: string): readonly MapperType[] {
  const wanted = search.trim().toLowerCase();
  const named = types.filter(({ name, id }) => `${name} ${id}`.toLowerCase().includes(wanted));
  const helped = types.filter((type) => !named.includes(type) && type.helpText.toLowerCase().includes(wanted));
  return [...named.toSorted((one, other) => one.name.localeCompare(other.name)), ...helped];
}
