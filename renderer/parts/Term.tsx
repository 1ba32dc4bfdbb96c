import { Popover } from "@mantine/core";
import { type ReactNode, useId, useState } from "react";
import { copyText } from "../clipboard.ts";
import type { TermName } from "../words/terms.ts";
import { words } from "../words.ts";
import styles from "./term.module.css";

const say = words.terms;

/**
 * A question mark that explains a term while it is pointed at or has the focus; Escape puts the explanation away. Pressed, it
 * copies where the term is written down: nothing in the window leads out of it.
 */
export function Term({ name }: { readonly name: TermName }) {
  const { title, text, reference } = say.of[name];
  const [open, setOpen] = useState(false);
  const [copied, setCopied] = useState(false);
  const id = useId();
  const show = (shown: boolean) => {
    setOpen(shown);
    setCopied(false);
  };
  return (
    <Popover
      opened={open}
      position="bottom-end"
      width={330}
      shadow="md"
      transitionProps={{ duration: 0 }}
      withinPortal={false}
      withRoles={false}
    >
      <Popover.Target>
        <button
          type="button"
          className={styles["ask"]}
          aria-label={say.explained(title)}
          aria-describedby={open ? id : undefined}
          onMouseEnter={() => show(true)}
          onMouseLeave={() => show(false)}
          onFocus={() => show(true)}
          onBlur={() => show(false)}
          onClick={() => void copyText(reference).then(setCopied)}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || !open) return;
            event.stopPropagation();
            show(false);
          }}
        />
      </Popover.Target>
      <Popover.Dropdown className={styles["explained"] ?? ""} role="tooltip" id={id}>
        <strong>{title}</strong>
        <span>{text}</span>
        <span className={styles["reference"]}>{reference}</span>
        <span className="quiet small">{copied ? say.copied : say.copies}</span>
      </Popover.Dropdown>
    </Popover>
  );
}

interface TermedProps {
  readonly term: TermName | undefined;
  /** A field with its label above it, which takes all the width there is; anything else takes what its words need. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A field, and behind its name what that means. */
export const Termed = ({ term, wide = false, children }: TermedProps) =>
  term === undefined ? (
    children
  ) : (
    <div className={styles["termed"]} data-wide={wide}>
      {children}
      <Term name={term} />
    </div>
  );
