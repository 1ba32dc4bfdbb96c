import type { ReactNode } from "react";
import { takeLostFocus } from "../lost-focus.ts";
import styles from "./page.module.css";

interface PageHeadProps {
  readonly title: string;
  /** The list that the page's thing is one of. */
  readonly under?: { readonly title: string; readonly href: string };
  readonly children?: ReactNode;
}

/** The title of a page, and the way back to the list it belongs to. */
export const PageHead = ({ title, under, children }: PageHeadProps) => (
  <div className={styles["head"]}>
    {under && (
      <>
        <a className={styles["crumb"]} href={under.href}>
          {under.title}
        </a>
        <span className="quiet" aria-hidden="true">
          ›
        </span>
      </>
    )}
    <h1 className={styles["title"]} tabIndex={-1} ref={takeLostFocus}>
      {title}
    </h1>
    {children}
  </div>
);
