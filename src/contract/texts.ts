import { z } from "zod";

export const id = z.string().min(1, "An id is needed").max(36, "An id has 36 characters at the most");

export const text = (what: string) => z.string().max(255, `${what}: 255 characters at the most`);

export const name = (what: string) =>
  text(what)
    .min(1, `${what} is needed`)
    .regex(/^\P{Cc}*$/u, `${what} must not hold control characters`);
