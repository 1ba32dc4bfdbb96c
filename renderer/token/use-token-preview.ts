import { useDebouncedValue } from "@mantine/hooks";
import { useMemo, useState } from "react";
import type { Edit, TokenPreview } from "../../src/contract/index.ts";
import type { ClientDraft } from "../draft/use-client-draft.ts";
import { usePreview } from "../queries.ts";
import { toScope } from "./scope-words.ts";
import { noDifferences, type TokenDifferences, tokenDifferences } from "./token-differences.ts";

const DEBOUNCE_MS = 120;
const noEdits: readonly Edit[] = [];

export interface ShownPreview {
  readonly token: TokenPreview | undefined;
  readonly saved: TokenPreview | undefined;
  readonly differences: TokenDifferences;
  readonly error: Error | null;
  readonly ticked: readonly string[];
  readonly tick: (ticked: readonly string[]) => void;
}

/** The token of the draft and that of the saved client, for the same `scope`, and what is between them. */
export function useTokenPreview(
  { realm, saved: page, edits, saving }: ClientDraft,
  tickedAtFirst: readonly string[] = [],
): ShownPreview {
  const client = page.client.id;
  const [ticked, tick] = useState<readonly string[]>(tickedAtFirst);
  const [debounced] = useDebouncedValue(edits, DEBOUNCE_MS);
  const settled = edits.length === 0 ? noEdits : debounced;
  const scope = toScope(ticked);
  const drafted = usePreview({ realm, client, edits: settled, scope }, !saving); // edits just saved do not fit any more
  const saved = usePreview({ realm, client, edits: noEdits, scope });
  const differences = useMemo(
    () =>
      drafted.data && saved.data && settled.length > 0 ? tokenDifferences(saved.data, drafted.data) : noDifferences,
    [drafted.data, saved.data, settled],
  );
  // A draft that cannot be previewed leaves the saved client's token in view; the pane says which one it is.
  const token = drafted.data ?? (drafted.error ? saved.data : undefined);
  return { token, saved: saved.data, differences, error: drafted.error, ticked, tick };
}
