import { type Claims, isNestedTooDeeply, isObject } from "../domain/json.ts";

/** The JSON object that a text is; undefined for anything else, and for one that nests without end. */
export function parseJsonObject(text: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && !isNestedTooDeeply(value, text) ? (value as Claims) : undefined;
  } catch {
    return undefined;
  }
}
