import { Button } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";
import { Mark } from "../parts/Mark.tsx";
import parts from "../parts/parts.module.css";
import { words } from "../words.ts";
import type { MapperSample } from "./mapper-sample.ts";
import styles from "./mappers.module.css";

const say = words.mappers;

interface MapperItemProps {
  readonly lineId: string;
  readonly name: string;
  readonly typeName: string;
  readonly state: "new" | "changed" | null;
  readonly sample: MapperSample | null;
  readonly open: boolean;
  readonly toggle: () => void;
  readonly remove: () => void;
  readonly children: ReactNode;
}

/** One mapper on a line with what it writes now; opened, its form. */
export function MapperItem({ lineId, name, typeName, state, sample, open, toggle, remove, children }: MapperItemProps) {
  const body = useId();
  return (
    <li className={styles["item"]}>
      <div className={styles["head"]}>
        <button
          type="button"
          id={lineId}
          className={parts["disclosureButton"]}
          aria-expanded={open}
          aria-controls={open ? body : undefined}
          onClick={toggle}
        >
          <IconChevronRight className={parts["chevron"]} size={11} stroke={2.5} aria-hidden />
          <span className={styles["summary"]}>
            <span className={styles["name"]}>
              {name}
              {state === "new" && <Mark tone="good">{say.isNew}</Mark>}
              {state === "changed" && <Mark tone="changed">{say.changed}</Mark>}
              {typeName !== name && <span className={styles["kind"]}>{typeName}</span>}
            </span>
            <span className={styles["writes"]}>
              <Sample sample={sample} />
            </span>
          </span>
        </button>
        <Button size="compact-xs" variant="subtle" color="gray" aria-label={say.removeOf(name)} onClick={remove}>
          {say.remove}
        </Button>
      </div>
      {open && (
        <div id={body} className={parts["disclosureBody"]}>
          {children}
        </div>
      )}
    </li>
  );
}

function Sample({ sample }: { readonly sample: MapperSample | null }) {
  if (sample === null) return null;
  if (sample.claims.length === 0) return <span className="quiet">{sample.silent ?? say.nothing}</span>;
  return sample.claims.map(({ path, value }) => (
    <span key={path} className={styles["claim"]}>
      {path} = {value}
    </span>
  ));
}

interface RemovedMapperProps {
  readonly keepId: string;
  readonly name: string;
  readonly typeName: string;
  readonly keep: () => void;
}

/** A mapper that the draft deletes, until it is saved. */
export const RemovedMapper = ({ keepId, name, typeName, keep }: RemovedMapperProps) => (
  <li className={`${styles["item"]} ${styles["head"]}`}>
    <span className="small">
      <span className={`${styles["name"]} ${styles["struck"]}`}>{name}</span> <Mark tone="bad">{say.removed}</Mark>
      <span className={styles["kind"]}>{typeName}</span>
    </span>
    <Button size="compact-xs" variant="default" id={keepId} aria-label={say.keepOf(name)} onClick={keep}>
      {say.keep}
    </Button>
  </li>
);
