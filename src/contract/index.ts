/** The Workbench API: every endpoint, for the server to serve and the window to call. */

export type {
  ClientScopeAssignment,
  ClientSettings,
  CreateRole,
  Edit,
  ScopeMappingTarget,
} from "../domain/edit.ts";
export type {
  ClaimVerdict,
  RoleVerdict,
  TokenExplanation,
  TokenPreview,
} from "../domain/explanation.ts";
export type { Claims, JsonValue } from "../domain/json.ts";
export type { Mend, Trace, TraceLink, TraceStep } from "../domain/trace.ts";
export * from "./changes.ts";
export * from "./edits.ts";
export * from "./endpoint.ts";
export * from "./exchanges.ts";
export * from "./jobs.ts";
export * from "./preview.ts";
export * from "./promotion.ts";
export * from "./realms.ts";
export * from "./sign-in.ts";
export * from "./transfer.ts";
