import { z } from "zod";
import { answers, endpoint } from "./endpoint.ts";

/** One client as Keycloak's console exports it, as JSON text. Its secrets are left out unless a person asked for them. */
export const exportClient = endpoint(
  "POST",
  "/workbench/realms/:realm/clients/:client/export",
  z.strictObject({ realm: z.string(), client: z.string(), secrets: z.boolean() }),
  answers<{ readonly text: string }>(),
);
