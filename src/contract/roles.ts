import { z } from "zod";
import { answers, endpoint } from "./endpoint.ts";
import type { RoleSummary } from "./realms.ts";

/** How often a role is named directly: what breaks when it goes. */
export interface RoleUse {
  readonly heldByServiceAccounts: number;
  readonly heldByUsers: number;
  readonly heldByGroups: number;
  /** Roles that include it. */
  readonly inComposites: number;
  /** Clients (their dedicated scopes) and client scopes that let it through. */
  readonly letThroughByClients: number;
  readonly letThroughByClientScopes: number;
}

export const listRoles = endpoint(
  "GET",
  "/workbench/realms/:realm/roles",
  z.strictObject({ realm: z.string() }),
  answers<{ readonly revision: number; readonly roles: readonly (RoleSummary & { readonly use: RoleUse })[] }>(),
);

/** Who has a role. `through` is the id of the role that is assigned and brings it along; null when it is assigned itself. */
export interface RoleHolder {
  readonly kind: "serviceAccount" | "user" | "group";
  /** Of the client for a service account, else of the user or the group. */
  readonly id: string;
  /** The clientId, the username or the group's path. */
  readonly name: string;
  readonly through: string | null;
}

/** What lets a role through; `through` as in {@link RoleHolder}. */
export interface RoleGate {
  readonly kind: "client" | "clientScope";
  readonly id: string;
  readonly name: string;
  readonly through: string | null;
}

/** All that the page of one role shows, in one read. */
export interface RolePage {
  readonly revision: number;
  readonly role: RoleSummary & { readonly attributes: Readonly<Record<string, readonly string[]>> };
  /** Ids of the roles that include it directly. */
  readonly memberOf: readonly string[];
  /** The first thousand, those who have it directly first. */
  readonly holders: { readonly total: number; readonly shown: readonly RoleHolder[] };
  readonly letThrough: { readonly total: number; readonly shown: readonly RoleGate[] };
  readonly use: RoleUse;
  /** Why it cannot be removed; null when it can. */
  readonly stays: string | null;
  /** All roles of the realm; `members` draws the graph. */
  readonly roles: readonly RoleSummary[];
}

export const readRole = endpoint(
  "GET",
  "/workbench/realms/:realm/roles/:role",
  z.strictObject({ realm: z.string(), role: z.string() }),
  answers<RolePage>(),
);
