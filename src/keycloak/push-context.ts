import type { PushStep } from "../domain/promotion/push-step.ts";
import type { Connection } from "./connection.ts";
import type { LiveNames } from "./live-names.ts";

/** The realm that steps are taken in. */
export interface PushContext {
  readonly connection: Connection;
  readonly realm: string;
  readonly live: LiveNames;
}

export type StepOf<Type extends PushStep["type"]> = Extract<PushStep, { type: Type }>;
