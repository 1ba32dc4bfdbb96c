import { useVirtualizer, type VirtualizerOptions } from "@tanstack/react-virtual";
import { useEffect } from "react";
import { useMemoryStore } from "../memory-store.ts";
import { presenting, typeScale } from "../presenter.ts";

type RowOptions = Pick<VirtualizerOptions<HTMLDivElement, Element>, "count" | "getScrollElement"> &
  Partial<Pick<VirtualizerOptions<HTMLDivElement, Element>, "getItemKey" | "overscan" | "rangeExtractor">>;

/** Rows of one height, of which only those in view are in the page. In the presenter view they grow with the type. */
export function useRows(usualPx: number, options: RowOptions) {
  const rowPx = Math.round(usualPx * (useMemoryStore(presenting) ? typeScale() : 1));
  const virtual = useVirtualizer({ ...options, estimateSize: () => rowPx });
  useEffect(() => {
    if (rowPx > 0) virtual.measure(); // forgets the height that was
  }, [virtual, rowPx]);
  return { virtual, rowPx };
}
