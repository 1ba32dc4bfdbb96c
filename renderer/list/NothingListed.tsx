import { Button } from "@mantine/core";
import { EmptyState } from "../parts/EmptyState.tsx";
import { words } from "../words.ts";

interface NothingListedProps {
  readonly say: {
    readonly none: string;
    readonly noneHelp: string;
    readonly noneFound: (search: string) => string;
    readonly noneFoundHelp: string;
  };
  /** What was looked for; empty: nothing. */
  readonly search: string;
  readonly clear: () => void;
  /** How the first one is made. */
  readonly make?: { readonly title: string; readonly run: () => void };
}

/** In place of a list that has nothing to show: how the first one is made, or how to see all again. */
export const NothingListed = ({ say, search, clear, make }: NothingListedProps) =>
  search === "" ? (
    <EmptyState title={say.none} help={say.noneHelp}>
      {make && <Button onClick={make.run}>{make.title}</Button>}
    </EmptyState>
  ) : (
    <EmptyState title={say.noneFound(search)} help={say.noneFoundHelp}>
      <Button variant="default" onClick={clear}>
        {words.list.clearSearch}
      </Button>
    </EmptyState>
  );
