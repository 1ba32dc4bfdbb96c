import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { memo } from "react";
import type { RoleVerdict } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import { Mark } from "../../parts/Mark.tsx";
import { words } from "../../words.ts";
import type { RoleRow } from "../client/role-rows.ts";
import { Glyph, type Sign } from "./Glyph.tsx";
import styles from "./grid.module.css";
import { type Cell, type CellState, type MatrixModel, roleNamed, toCell } from "./matrix-cells.ts";
import type { Column } from "./matrix-columns.ts";
import { type TokenCell, toTokenCell } from "./matrix-token.ts";

const say = words.matrix;

interface MatrixRowProps {
  readonly realm: string;
  readonly model: MatrixModel;
  readonly columns: readonly Column[];
  readonly row: RoleRow;
  /** Whether there is a token to speak of. */
  readonly known: boolean;
  readonly index: number;
  readonly start: number;
  /** The column whose cell is the grid's stop of Tab; null in the other rows. */
  readonly stop: string | null;
}

/** One role through all columns. Presses and keys are heard by the grid, so that a row is drawn anew only when it changes. */
export const MatrixRow = memo(({ realm, model, columns, row, known, index, start, stop }: MatrixRowProps) => {
  const { role, isNew, verdict } = row;
  const tabIndex = (column: string) => (stop === column ? 0 : -1);
  return (
    // biome-ignore-start lint/a11y/useSemanticElements: rows that are placed by hand cannot be a <table>
    // biome-ignore-start lint/a11y/useFocusableInteractive: what stands in the cells has the focus
    <div
      role="row"
      aria-rowindex={index + 2}
      className={`${styles["row"]} ${styles["bodyRow"]}`}
      style={{ transform: `translateY(${start}px)` }}
    >
      <div role="rowheader" className={`${styles["cell"]} ${styles["roleCell"]}`} title={role.description}>
        {isNew ? (
          <NewRoleName
            name={role.name}
            place={{ "data-row": role.id, "data-column": "role" }}
            tabIndex={tabIndex("role")}
          />
        ) : (
          <a
            className={styles["roleLink"]}
            href={hrefOf.role(realm, role.id)}
            tabIndex={tabIndex("role")}
            data-row={role.id}
            data-column="role"
          >
            {role.name}
          </a>
        )}
        {role.owner && <span className={styles["owner"]}>{role.owner.clientId}</span>}
      </div>
      {columns.map((column) => (
        <div key={column.key} role="gridcell" className={`${styles["cell"]} ${styles[column.kind]}`}>
          {column.kind === "token" ? (
            <TokenState row={row} cell={tokenCellOf(model, row, verdict, known)} tabIndex={tabIndex(column.key)} />
          ) : (
            <Switchable
              cell={toCell(model, column, role)}
              sign={signsOf(column)}
              place={{ "data-row": role.id, "data-column": column.key }}
              tabIndex={tabIndex(column.key)}
              idle={column.kind !== "held" && model.page.client.fullScopeAllowed}
            />
          )}
        </div>
      ))}
    </div>
    // biome-ignore-end lint/a11y/useFocusableInteractive: see above
    // biome-ignore-end lint/a11y/useSemanticElements: see above
  );
});

interface NewRoleNameProps {
  readonly name: string;
  readonly place: Place;
  readonly tabIndex: number;
}

/** A role that the draft makes has no page yet, but can be taken out again. */
const NewRoleName = ({ name, place, tabIndex }: NewRoleNameProps) => (
  <>
    <span className={styles["roleLink"]}>{name}</span> <Mark tone="good">{words.roles.isNew}</Mark>
    <ActionIcon size="sm" aria-label={say.removeRole(name)} title={words.roles.remove} tabIndex={tabIndex} {...place}>
      <IconX size={13} aria-hidden />
    </ActionIcon>
  </>
);

type Place = Readonly<Record<`data-${string}`, string>>;

const tokenCellOf = (model: MatrixModel, { role }: RoleRow, verdict: RoleVerdict | undefined, known: boolean) =>
  toTokenCell(model, role, verdict, known);

const held: Readonly<Record<CellState, Sign>> = { direct: "held", through: "heldThrough", own: "held", none: "none" };
const gate: Readonly<Record<CellState, Sign>> = {
  direct: "mapped",
  through: "mappedThrough",
  own: "mapped",
  none: "none",
};
const signsOf = ({ kind }: Column) => (kind === "held" ? held : gate);
const pressed = { direct: true, own: true, through: "mixed", none: false } as const;

interface SwitchableProps {
  readonly cell: Cell;
  readonly sign: Readonly<Record<CellState, Sign>>;
  readonly place: Place;
  readonly tabIndex: number;
  readonly idle: boolean;
}

/** A cell that can be pressed. One that cannot keeps the focus all the same, so that it can say why. */
const Switchable = ({ cell, sign, place, tabIndex, idle }: SwitchableProps) => (
  <button
    type="button"
    className={styles["press"]}
    aria-label={cell.label}
    aria-pressed={pressed[cell.state]}
    aria-disabled={cell.edit === null}
    title={cell.reason}
    tabIndex={tabIndex}
    data-changed={cell.changed}
    data-idle={idle}
    {...place}
  >
    <Glyph sign={sign[cell.state]} />
    {cell.state === "own" && <span className={styles["own"]}>{say.own}</span>}
  </button>
);

const tokenSigns: Readonly<Record<TokenCell["state"], Sign>> = {
  in: "in",
  ask: "mapped",
  cut: "cut",
  notHeld: "none",
  neither: "none",
  unknown: "none",
};

interface TokenStateProps {
  readonly row: RoleRow;
  readonly cell: TokenCell;
  readonly tabIndex: number;
}

/** Whether the role reaches the token; where one step would bring it there, that step is a button. */
function TokenState({ row: { role }, cell, tabIndex }: TokenStateProps) {
  const { state, text, reason, action } = cell;
  const place = { "data-row": role.id, "data-column": "token", tabIndex };
  const shown = (
    <>
      <Glyph sign={tokenSigns[state]} />
      <span className={styles["why"]}>{text}</span>
    </>
  );
  if (action === null)
    return (
      <span
        className={styles["state"]}
        data-state={state}
        title={reason}
        role="note"
        aria-label={say.token.state(roleNamed(role), text)}
        {...place}
      >
        {shown}
      </span>
    );
  return (
    <span className={styles["state"]} data-state={state} title={reason}>
      {shown}
      <button type="button" className={styles["mend"]} aria-label={action.label} title={reason} {...place}>
        {action.text}
      </button>
    </span>
  );
}
