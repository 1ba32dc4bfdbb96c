import type { ClientScopeAssignment } from "./edit.ts";
import type { Claims, JsonValue } from "./json.ts";
import type { Mend, Trace, TraceLink } from "./trace.ts";

/** A role of the token, or one that might have been, and the two chains that decide it. */
export interface RoleVerdict {
  readonly roleId: string;
  readonly name: string;
  /** The clientId of the owner of a client role; absent for a realm role. */
  readonly owner?: string;
  readonly inToken: boolean;
  /** How the service account comes to hold it: the role assigned to it first, then each composite down to this role. Null: not held. */
  readonly heldThrough: readonly TraceLink[] | null;
  /** How it comes into scope: full scope, own role, or the client or client scope and the mapped role it comes from. Null: not in scope. */
  readonly inScopeThrough: readonly TraceLink[] | null;
  /** One sentence: why it is in the token, or the first link that is missing. */
  readonly reason: string;
  /** Ways to bring it into the token; empty when it is in, or when nothing here can. */
  readonly mends: readonly Mend[];
}

/** A client scope that the client has, or that a request named, and whether it takes part in the token. */
export interface ClientScopeVerdict {
  readonly clientScopeId: string;
  readonly name: string;
  readonly assignment: ClientScopeAssignment;
  readonly requested: boolean;
  readonly granted: boolean;
  /** Whether its name is written into `scope`. */
  readonly named: boolean;
  readonly reason: string;
  readonly mends: readonly Mend[];
}

/** Who wrote a claim, and from what. */
export interface ClaimVerdict {
  /** The way to the claim; one element for a claim at the top. */
  readonly path: readonly string[];
  readonly value: JsonValue;
  /** What writes it: "the token itself" for claims every token has, else the mapper and where it stands. */
  readonly rule: string;
  readonly links: readonly TraceLink[];
  /** What the mapper read, in words: "user attribute team = blue". */
  readonly input?: string;
}

/** A mapper that ran and wrote nothing, or was not asked, and why. */
export interface SilentMapper {
  readonly links: readonly TraceLink[];
  readonly reason: string;
}

/** Everything about one token that a person can ask "why?" of. Made by the very computation that makes the token. */
export interface TokenExplanation {
  readonly roles: readonly RoleVerdict[];
  readonly clientScopes: readonly ClientScopeVerdict[];
  readonly claims: readonly ClaimVerdict[];
  readonly silentMappers: readonly SilentMapper[];
}

/** A token as it would be issued now, or the refusal that would come instead. */
export interface TokenPreview {
  readonly revision: number;
  readonly refused: null | { readonly status: number; readonly error: string; readonly description?: string };
  readonly trace: Trace;
  readonly header: Claims;
  readonly claims: Claims;
  /** The fields of the answer beside the tokens: `expires_in`, `token_type`, `scope` … */
  readonly answer: Claims;
  readonly explanation: TokenExplanation;
}
