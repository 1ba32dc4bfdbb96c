import type { ReactNode } from "react";
import { hrefOf } from "../../address.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { takeLostFocus } from "../../lost-focus.ts";
import { Mark } from "../../parts/Mark.tsx";
import { words } from "../../words.ts";
import styles from "./client.module.css";

export const ClientHead = ({ draft, children }: { readonly draft: ClientDraft; readonly children: ReactNode }) => (
  <div className={styles["head"]}>
    <a className={styles["crumb"]} href={hrefOf.clients(draft.realm)}>
      {words.clients.title}
    </a>
    <span className="quiet" aria-hidden="true">
      ›
    </span>
    <h1 className={styles["title"]} tabIndex={-1} ref={takeLostFocus}>
      {draft.saved.client.clientId}
    </h1>
    {!draft.saved.client.enabled && <Mark tone="changed">{words.page.disabled}</Mark>}
    {draft.saved.client.builtIn && (
      <span title={words.page.builtInHelp}>
        <Mark>{words.page.builtIn}</Mark>
      </span>
    )}
    {children}
  </div>
);
