import type { ReactNode } from "react";
import { type JumpLink, JumpTo } from "./JumpTo.tsx";
import page from "./page.module.css";
import type { Sections } from "./use-sections.ts";

interface PageSectionsProps<Name extends string> {
  readonly links: readonly JumpLink<Name>[];
  readonly sections: Sections<Name>;
  readonly children: ReactNode;
}

/** The sections of a page below one another, and above them the way to each. */
export const PageSections = <Name extends string>({ links, sections, children }: PageSectionsProps<Name>) => (
  <>
    <JumpTo links={links} current={sections.current} onJump={sections.jump} />
    <div className={page["scroll"]} ref={sections.container} onScroll={sections.onScroll}>
      <div className={page["sections"]}>{children}</div>
    </div>
  </>
);
