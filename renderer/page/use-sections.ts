import { type RefObject, useEffect, useRef, useState } from "react";

export interface Sections<Name extends string> {
  readonly current: Name;
  readonly container: RefObject<HTMLDivElement | null>;
  readonly onScroll: () => void;
  readonly jump: (section: Name) => void;
}

export const sectionId = (section: string): string => `section-${section}`;

const REACHED_PX = 60;

/** Keeps the list of sections, the address and what is in view together. */
export function useSections<Name extends string>(
  names: readonly [Name, ...Name[]],
  asked: Name | null,
): Sections<Name> {
  const container = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<Name>(asked ?? names[0]);

  const jump = (section: Name) => {
    const element = document.getElementById(sectionId(section));
    element?.scrollIntoView({ block: "start" });
    element?.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
    setCurrent(section);
  };

  // Back, forward and a pasted address change the section from outside of React, after the page is drawn.
  useEffect(() => {
    if (asked) document.getElementById(sectionId(asked))?.scrollIntoView({ block: "start" });
  }, [asked]);

  const onScroll = () => {
    const box = container.current;
    if (!box) return;
    const top = box.getBoundingClientRect().top + REACHED_PX;
    const atEnd = box.scrollTop > 0 && box.scrollTop + box.clientHeight >= box.scrollHeight - 2;
    const reached = names.filter(
      (section) => (document.getElementById(sectionId(section))?.getBoundingClientRect().top ?? Infinity) <= top,
    );
    setCurrent((atEnd ? names.at(-1) : reached.at(-1)) ?? names[0]);
  };

  return { current, container, onScroll, jump };
}
