import { CloseButton, Kbd } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { Fragment, useEffect, useRef } from "react";
import { useMemoryStore } from "../memory-store.ts";
import { words } from "../words.ts";
import styles from "./palette.module.css";
import { shortcutsShown, showShortcuts } from "./shortcuts-shown.ts";

const say = words.shortcuts;

/** `?`: what the keys do, beside the work and not over it all. */
export function Shortcuts() {
  const shown = useMemoryStore(shortcutsShown);
  useHotkeys([
    ["shift+?", () => showShortcuts(!shown)],
    ["?", () => showShortcuts(!shown)],
  ]);
  return shown ? <ShortcutList /> : null;
}

function ShortcutList() {
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    list.current?.focus();
    const makeRoom = () => {
      if (list.current && isCovered(document.activeElement, list.current)) showShortcuts(false);
    };
    const afterScrolling = () => {
      makeRoom();
      requestAnimationFrame(makeRoom);
    };
    document.addEventListener("focusin", afterScrolling);
    return () => document.removeEventListener("focusin", afterScrolling);
  }, []);
  useHotkeys([["Escape", () => showShortcuts(false)]], []);
  return (
    <section className={styles["shortcuts"]} aria-label={say.title} tabIndex={-1} ref={list}>
      <div className={styles["shortcutsHead"]}>
        <h2>{say.title}</h2>
        <CloseButton aria-label={say.close} onClick={() => showShortcuts(false)} />
      </div>
      {say.lists.map(({ title, keys }) => (
        <div key={title}>
          <h3>{title}</h3>
          <dl className={styles["keys"]}>
            {keys.map(({ keys: together, does }) => (
              <Fragment key={does}>
                <dt>
                  {together.map((key) => (
                    <Kbd key={key} size="xs" mr={4}>
                      {key}
                    </Kbd>
                  ))}
                </dt>
                <dd>{does}</dd>
              </Fragment>
            ))}
          </dl>
        </div>
      ))}
    </section>
  );
}

/** In a small window the list lies over some of the work; what has the focus there must be seen. */
function isCovered(focused: Element | null, list: HTMLElement): boolean {
  if (!focused || focused === document.body || list.contains(focused)) return false;
  const [own, over] = [focused.getBoundingClientRect(), list.getBoundingClientRect()];
  return own.left < over.right && own.right > over.left && own.top < over.bottom && own.bottom > over.top;
}
