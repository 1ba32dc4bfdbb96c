import type { SessionSummary } from "../../../src/contract/index.ts";

/** An offline session has the id of the regular one it came from. */
export const keyOf = ({ id, kind }: SessionSummary): string => `${kind} ${id}`;
