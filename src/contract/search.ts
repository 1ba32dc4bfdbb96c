import { z } from "zod";
import { answers, endpoint } from "./endpoint.ts";

/** Something of a realm that has a page of its own. */
export interface Found {
  readonly kind: "client" | "role" | "clientScope";
  readonly id: string;
  readonly name: string;
  /** What tells it from others: the name of a client, the owner of a role, a description. */
  readonly detail: string;
}

/** The thirty that fit `text` best, by name or id: whole names first, then beginnings, then words, then any part. */
export const searchRealm = endpoint(
  "GET",
  "/workbench/realms/:realm/search",
  z.strictObject({ realm: z.string(), text: z.string().max(255) }),
  answers<{ readonly found: readonly Found[] }>(),
);
