import { z } from "zod";
import type { ClientScopeAssignment } from "../domain/edit.ts";
import { answers, endpoint } from "./endpoint.ts";
import type { Mapper } from "./mappers.ts";
import type { RoleSummary } from "./realms.ts";

export interface ClientScopeSummary {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly protocol: string;
  /** How clients get it that are made from now on. */
  readonly assignedToNewClients: ClientScopeAssignment;
  readonly includeInTokenScope: boolean;
  readonly mapperCount: number;
  /** How many clients have it. */
  readonly usedBy: { readonly default: number; readonly optional: number };
  /** Comes with every realm: email, profile, roles … */
  readonly builtIn: boolean;
}

export const listClientScopes = endpoint(
  "GET",
  "/workbench/realms/:realm/client-scopes",
  z.strictObject({ realm: z.string() }),
  answers<{ readonly revision: number; readonly clientScopes: readonly ClientScopeSummary[] }>(),
);

/** All that the page of one client scope shows, in one read. */
export interface ClientScopePage {
  readonly revision: number;
  readonly clientScope: ClientScopeSummary & { readonly attributes: Readonly<Record<string, string>> };
  readonly mappers: readonly Mapper[];
  /** Ids of the roles it lets through. */
  readonly scopeMappings: readonly string[];
  readonly usedBy: readonly {
    readonly id: string;
    readonly clientId: string;
    readonly as: Exclude<ClientScopeAssignment, "none">;
  }[];
  /** All roles of the realm. */
  readonly roles: readonly RoleSummary[];
}

export const readClientScope = endpoint(
  "GET",
  "/workbench/realms/:realm/client-scopes/:clientScope",
  z.strictObject({ realm: z.string(), clientScope: z.string() }),
  answers<ClientScopePage>(),
);
