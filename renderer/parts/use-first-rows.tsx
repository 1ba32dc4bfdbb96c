import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { words } from "../words.ts";
import { Note } from "./Note.tsx";

/** More than a usual window shows at once; drawing hundreds with their controls takes longer than opening the screen should. */
const DRAWN_AT_FIRST = 20;

/**
 * The first of many rows, and what stands below them: how many there are, and the button that draws the rest.
 *
 * @param showing says so; of roles, unless it says otherwise
 */
export function useFirstRows<Row>(
  rows: readonly Row[],
  showing: (drawn: number, all: number) => string = words.roles.showing,
): { readonly drawn: readonly Row[]; readonly rest: ReactNode } {
  const [all, setAll] = useState(false);
  const drawn = all ? rows : rows.slice(0, DRAWN_AT_FIRST);
  const rest = drawn.length < rows.length && (
    <Note>
      {showing(drawn.length, rows.length)}
      <Button size="compact-xs" variant="default" onClick={() => setAll(true)}>
        {words.roles.showAll}
      </Button>
    </Note>
  );
  return { drawn, rest };
}
