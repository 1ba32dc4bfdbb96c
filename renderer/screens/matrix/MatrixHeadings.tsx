import type { ClientDraft } from "../../draft/use-client-draft.ts";
import type { ShownPreview } from "../../token/use-token-preview.ts";
import { words } from "../../words.ts";
import styles from "./grid.module.css";
import type { Column } from "./matrix-columns.ts";
import { ScopeHead } from "./ScopeHead.tsx";
import { HEAD } from "./use-grid-focus.ts";

const say = words.matrix;

interface MatrixHeadingsProps {
  readonly draft: ClientDraft;
  readonly preview: ShownPreview;
  readonly columns: readonly Column[];
  /** The column whose heading is the grid's stop of Tab. */
  readonly stop: string | null;
}

/** The columns by name; a client scope with how the client has it. */
export function MatrixHeadings({ draft, preview, columns, stop }: MatrixHeadingsProps) {
  const tabIndex = (column: string) => (stop === column ? 0 : -1);
  const { clientId } = draft.page.client;
  const asked = preview.ticked.length > 0 ? say.columns.tokenWith(preview.ticked.join(" ")) : say.columns.tokenPlain;
  const titles = {
    held: { title: say.columns.held, sub: say.columns.heldBy, help: words.roles.lead },
    dedicated: {
      title: say.columns.dedicated,
      sub: say.columns.always,
      help: say.columns.dedicatedHelp(`${clientId}-dedicated`),
    },
    token: { title: say.columns.token, sub: asked, help: words.token.lead },
  };
  return (
    // biome-ignore-start lint/a11y/useSemanticElements: rows that are placed by hand cannot be a <table>
    // biome-ignore-start lint/a11y/useFocusableInteractive: what stands in the cells has the focus
    <div role="rowgroup" className={styles["headings"]}>
      <div role="row" aria-rowindex={1} className={styles["row"]}>
        <div
          role="columnheader"
          className={`${styles["heading"]} ${styles["roleCell"]}`}
          tabIndex={tabIndex("role")}
          data-row={HEAD}
          data-column="role"
        >
          <span className={styles["columnTitle"]}>{say.columns.role}</span>
        </div>
        {columns.map((column) =>
          column.kind === "scope" ? (
            <div key={column.key} role="columnheader" className={styles["heading"]}>
              <ScopeHead draft={draft} scope={column.scope} tabIndex={tabIndex(column.key)} />
            </div>
          ) : (
            <div
              key={column.key}
              role="columnheader"
              className={`${styles["heading"]} ${styles[column.kind]}`}
              title={titles[column.kind].help}
              tabIndex={tabIndex(column.key)}
              data-row={HEAD}
              data-column={column.key}
            >
              <span className={styles["columnTitle"]}>{titles[column.kind].title}</span>
              <span className={styles["columnSub"]}>{titles[column.kind].sub}</span>
            </div>
          ),
        )}
      </div>
    </div>
    // biome-ignore-end lint/a11y/useFocusableInteractive: see above
    // biome-ignore-end lint/a11y/useSemanticElements: see above
  );
}
