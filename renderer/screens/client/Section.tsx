import type { ReactNode } from "react";
import type { Section as SectionName } from "../../address.ts";
import { words } from "../../words.ts";
import styles from "./client.module.css";
import { sectionId } from "./use-sections.ts";

/** The frame of one section of the client page. */
export const Section = ({ name, children }: { readonly name: SectionName; readonly children: ReactNode }) => (
  <section id={sectionId(name)} className={styles["section"]} aria-labelledby={`${sectionId(name)}-title`}>
    <h2 id={`${sectionId(name)}-title`} tabIndex={-1}>
      {words.page.sections[name]}
    </h2>
    {children}
  </section>
);
