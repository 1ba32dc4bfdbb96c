import { z } from "zod";

export const webAddress = z.url({ protocol: /^https?$/, error: "An address of http or https is needed" }).max(2048);

/** An address, or a text that becomes one once its `{{variables}}` are filled in. */
export const addressToFill = z
  .string()
  .max(2048)
  .refine((text) => text.includes("{{") || webAddress.safeParse(text).success, "An address of http or https is needed");

export const pem = z.string().max(100_000);

/** By host, with its port where the address has one: whom to believe there. `ca` (PEM) takes the place of the system's authorities. */
export const trust = z.record(
  z.string().max(300),
  z.strictObject({ ca: pem.exactOptional(), unverified: z.boolean().exactOptional() }),
);
export type Trust = z.output<typeof trust>;
