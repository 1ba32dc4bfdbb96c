import type { JSX } from "react";
import styles from "./grid.module.css";

export type Sign = "held" | "heldThrough" | "mapped" | "mappedThrough" | "in" | "cut" | "none";

const diamond = (radius: number) => `M8 ${8 - radius} L${8 + radius} 8 L8 ${8 + radius} L${8 - radius} 8 Z`;

const shapes: Readonly<Record<Sign, JSX.Element>> = {
  held: <circle cx="8" cy="8" r="4.6" fill="currentColor" />,
  heldThrough: <circle cx="8" cy="8" r="4" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  mapped: <path d={diamond(5.2)} fill="none" stroke="currentColor" strokeWidth="2" />,
  mappedThrough: <path d={diamond(3.8)} fill="none" stroke="currentColor" strokeWidth="1.2" />,
  in: <path d={diamond(6)} fill="currentColor" />,
  cut: <path d="M4 4 L12 12 M12 4 L4 12" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  none: <circle cx="8" cy="8" r="1.2" fill="currentColor" />,
};

/** A sign of the matrix, drawn because fonts differ in them. What it means stands in the cell's name and description. */
export const Glyph = ({ sign }: { readonly sign: Sign }) => (
  <svg className={styles["glyph"]} data-sign={sign} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    {shapes[sign]}
  </svg>
);
