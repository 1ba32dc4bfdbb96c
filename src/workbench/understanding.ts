import { understand } from "../contract/understanding.ts";
import { NotReadable } from "./calls/read-jwt.ts";
import { NotUnderstood } from "./paste/not-understood.ts";
import { understandText } from "./paste/understand-text.ts";
import { answered, refused, serve } from "./serve.ts";

/** Needs nothing of the world. */
export const serveUnderstanding = serve(understand, (_ctx: unknown, { text }) => {
  try {
    return answered(understandText(text));
  } catch (error) {
    if (error instanceof NotUnderstood || error instanceof NotReadable)
      return refused(422, error.message, { field: "text" });
    throw error;
  }
});
