// What Electron 25's main process (Node 18, the oldest runtime we run on) lacks and our libraries read. Newer ones have both.
// It has no exports: main.ts imports it first, before anything that needs them.
import { webcrypto } from "node:crypto";

function provide(target: object, name: string, value: unknown): void {
  if (name in target && (target as Record<string, unknown>)[name] !== undefined) return;
  Object.defineProperty(target, name, { value, configurable: true, writable: true });
}

provide(globalThis, "crypto", webcrypto);
provide(Symbol, "asyncDispose", Symbol.for("Symbol.asyncDispose"));
provide(Symbol, "dispose", Symbol.for("Symbol.dispose"));
