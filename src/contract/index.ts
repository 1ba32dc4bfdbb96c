/** The Workbench API: every endpoint, for the server to serve and the window to call. */

export type {
  ClientScopeAssignment,
  ClientScopeSettings,
  ClientSettings,
  CreateClientScope,
  Edit,
  EditOf,
  RealmSettings,
  RoleSettings,
  ScopeMappingTarget,
} from "../domain/edit.ts";
export type {
  ClaimVerdict,
  RoleVerdict,
  TokenExplanation,
  TokenPreview,
} from "../domain/explanation.ts";
export type { Claims, JsonValue } from "../domain/json.ts";
export type { ResourceServerSettings } from "../domain/resource-server/resource-settings.ts";
export type { AskedOnTheWay, Mend, Trace, TraceLink, TraceStep } from "../domain/trace.ts";
export * from "./approved-origins.ts";
export * from "./call-history.ts";
export * from "./calls.ts";
export * from "./changes.ts";
export * from "./client-export.ts";
export * from "./client-keys.ts";
export * from "./client-scopes.ts";
export * from "./comparisons.ts";
export * from "./copies.ts";
export * from "./edits.ts";
export * from "./endpoint.ts";
export * from "./events.ts";
export * from "./fields.ts";
export * from "./follow-ups.ts";
export * from "./jobs.ts";
export * from "./keys.ts";
export * from "./mappers.ts";
export * from "./preview.ts";
export * from "./promotion.ts";
export * from "./realm-life.ts";
export * from "./realm-settings.ts";
export * from "./realms.ts";
export * from "./received-calls.ts";
export * from "./resource-server.ts";
export * from "./roles.ts";
export * from "./saved-calls.ts";
export * from "./search.ts";
export * from "./secret-texts.ts";
export * from "./sessions.ts";
export * from "./sign-in.ts";
export * from "./token-readings.ts";
export * from "./transfer.ts";
export * from "./trust.ts";
export * from "./understanding.ts";
export * from "./variables.ts";
