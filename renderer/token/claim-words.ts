import type { JsonValue } from "../../src/contract/index.ts";

const TIMES = new Set(["exp", "iat", "nbf", "auth_time"]);

/** Whether a claim is a moment: whole epoch seconds under one of the registered names. */
export const isMoment = (name: string, value: JsonValue): value is number =>
  TIMES.has(name) && typeof value === "number" && value > 0;

/** A claim's value on one line: text without quotes, everything else as JSON. */
export const valueInLine = (value: JsonValue): string =>
  typeof value === "string"
    ? value || '""'
    : Array.isArray(value)
      ? value.map(valueInLine).join(", ") || "[]"
      : JSON.stringify(value);

/** A claim's value in full. */
export const valueInFull = (value: JsonValue): string =>
  typeof value === "string" ? value : JSON.stringify(value, null, 2);
