import type { ReactNode } from "react";
import { Termed } from "../parts/Term.tsx";
import type { TermName } from "../words/terms.ts";
import styles from "./page.module.css";
import { sectionId } from "./use-sections.ts";

interface SectionProps {
  readonly name: string;
  readonly title: string;
  /** What it is about, explained behind the title. */
  readonly term?: TermName;
  readonly children: ReactNode;
}

/** The frame of one section of a page. */
export const Section = ({ name, title, term, children }: SectionProps) => (
  <section id={sectionId(name)} className={styles["section"]} aria-labelledby={`${sectionId(name)}-title`}>
    <Termed term={term}>
      <h2 id={`${sectionId(name)}-title`} tabIndex={-1}>
        {title}
      </h2>
    </Termed>
    {children}
  </section>
);
