import { useHotkeys } from "@mantine/hooks";
import type { ReactNode } from "react";
import { type AnyDraft, focusSaveBar, SaveBar } from "../draft/SaveBar.tsx";
import { words } from "../words.ts";
import page from "./page.module.css";

interface DraftPaneProps {
  readonly draft: AnyDraft;
  readonly children: ReactNode;
}

/** A page that is edited as one draft: its Save bar below, the way there, and the key that saves. */
export function DraftPane({ draft, children }: DraftPaneProps) {
  useHotkeys([["mod+S", draft.save]], []);
  return (
    <div className={page["pane"]}>
      <button type="button" className={page["skip"]} onClick={focusSaveBar}>
        {words.page.skipToSave}
      </button>
      {children}
      <SaveBar draft={draft} />
    </div>
  );
}
