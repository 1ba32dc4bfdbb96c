import { type RefObject, useLayoutEffect, useRef } from "react";

/**
 * The value of the last drawing, in a box that stays the same: for handlers in rows of long lists, which are drawn anew
 * only when what they show has changed.
 */
export function useLatest<Value>(value: Value): RefObject<Value> {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}
