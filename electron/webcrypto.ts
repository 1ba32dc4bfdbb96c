// What Electron 25's main process (Node 18, the oldest runtime we run on) lacks and we or our libraries read. Newer ones have all of it.
// It has no exports: main.ts imports it first, before anything that needs them.
import { webcrypto } from "node:crypto";

function provide(target: object, name: string, value: unknown): void {
  if (name in target && (target as Record<string, unknown>)[name] !== undefined) return;
  Object.defineProperty(target, name, { value, configurable: true, writable: true });
}

provide(globalThis, "crypto", webcrypto);
provide(Symbol, "asyncDispose", Symbol.for("Symbol.asyncDispose"));
provide(Symbol, "dispose", Symbol.for("Symbol.dispose"));
provide(URL, "canParse", (text: string, base?: string) => {
  try {
    return Boolean(new URL(text, base));
  } catch {
    return false;
  }
});
provide(Array.prototype, "toReversed", function (this: readonly unknown[]) {
  return [...this].reverse();
});
provide(AbortSignal, "any", (signals: readonly AbortSignal[]) => {
  const either = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) either.abort(signal.reason);
    signal.addEventListener("abort", () => either.abort(signal.reason), { signal: either.signal });
  }
  return either.signal;
});
