import { PerformanceObserver } from "node:perf_hooks";
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/**
 * V8 lets the heap grow to several times what lives. With this an import over a realm of 10,000 clients takes 400 MB
 * instead of 660, and no longer.
 */
export function growHeapSlowly(): void {
  setFlagsFromString("--heap-growing-percent=40");
}

/** For a server, which waits more than it works: after 20,000 tokens that saves 20 MiB, and a token costs no more. */
export function keepHeapSmall(): void {
  setFlagsFromString("--heap-growing-percent=20");
  keepYoungSpaceSmall();
}

/** Two halves of 4 MiB: a token is some 30 kB of garbage, so the young are collected every hundred tokens. */
const YOUNG_BYTES = 8 * 1024 * 1024;

/** V8 takes the greatest size of the young space at start only; so its growth is stopped while it has the size wanted. */
function keepYoungSpaceSmall(): void {
  let factor = 2; // V8's own
  const observer = new PerformanceObserver(() => {
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space");
    const wanted = (young?.space_size ?? 0) < YOUNG_BYTES ? 2 : 1;
    if (wanted !== factor) setFlagsFromString(`--semi-space-growth-factor=${wanted}`);
    factor = wanted;
  });
  observer.observe({ entryTypes: ["gc"] });
}
