import { z } from "zod";
import type { TokenExplanation } from "../domain/explanation.ts";
import type { Claims } from "../domain/json.ts";
import type { Trace } from "../domain/trace.ts";
import type { Annotation } from "./calls.ts";
import { answers, endpoint } from "./endpoint.ts";

/** A request that the realm answered, on from the start of the server. */
export interface CallEvent {
  readonly kind: "call";
  /** For {@link readCall}. */
  readonly call: number;
  readonly atSeconds: number;
  /** `token`, `introspection`, `revocation`, `admin` … */
  readonly endpoint: string;
  readonly method: string;
  /** As far as the request says who it is of. */
  readonly clientId: string | null;
  readonly remoteAddress: string;
  readonly status: number;
  /** What stood on the wire. */
  readonly error: string | null;
  readonly description: string | null;
  /** Keycloak's own name for the event, `CLIENT_LOGIN_ERROR`, and for the error, `client_not_found`; null where it leaves none. */
  readonly keycloakEvent: { readonly type: string; readonly error: string | null } | null;
  /** An error in words: what it means and what to do. */
  readonly meaning: string | null;
  /** How the server judged the request, step by step; what failed is the reason. */
  readonly trace: Trace;
  /** Why it was refused: the rule that failed, else what stood on the wire; null where nothing did. */
  readonly cause: string | null;
}

/** A change of the realm, by whomever. */
export interface EditEvent {
  readonly kind: "edit";
  readonly revision: number;
  readonly atSeconds: number;
  readonly by: string;
  readonly summary: readonly string[];
}

export type RealmEvent = CallEvent | EditEvent;

/**
 * Calls and edits in one line of time, the newest first. Refused calls of the Admin API are in it, others show as the edits they
 * made. `clientId` is the public one, so that calls of clients that never were can be asked for. `before` is `next` of the page before.
 */
export const listEvents = endpoint(
  "GET",
  "/workbench/realms/:realm/events",
  z.strictObject({
    realm: z.string(),
    clientId: z.string().max(255).exactOptional(),
    only: z.enum(["accepted", "refused", "edits"]).exactOptional(),
    /** One of {@link listCauses}; edits are left out. */
    cause: z.string().max(300).exactOptional(),
    /** Calls of that endpoint alone; edits are left out. */
    endpoint: z.string().max(40).exactOptional(),
    before: z
      .string()
      .regex(/^\d{1,15}-\d{1,15}$/, "This is no place in the line of time")
      .exactOptional(),
    limit: z.coerce.number<number | string>().int().min(1).max(200).exactOptional(),
  }),
  answers<{ readonly events: readonly RealmEvent[]; readonly next: string | null }>(),
);

/** Why calls of a realm were refused, as far as they are kept, the most frequent cause first. */
export const listCauses = endpoint(
  "GET",
  "/workbench/realms/:realm/causes",
  z.strictObject({ realm: z.string() }),
  answers<{ readonly causes: readonly { readonly cause: string; readonly calls: number }[] }>(),
);

/** A request as it came; what proves somebody is masked, and was never kept. */
export interface ReceivedRequest {
  readonly text: string;
  readonly parts: readonly Annotation[];
}

/** Where the setting stands that a call was refused over, and the edits of it that are nearest to the call. */
export interface CauseSetting {
  readonly page: "client" | "realm-settings" | "resource-server";
  /** Of that page, as its address names it; empty for a page without sections. */
  readonly section: string;
  /** The internal id of the client; null for other pages. */
  readonly client: string | null;
  readonly before: SettingEdit | null;
  readonly after: SettingEdit | null;
}

export interface SettingEdit {
  readonly revision: number;
  readonly atSeconds: number;
  /** What was changed, in words. */
  readonly summary: string;
}

/** All that is known of one call: the request, what was issued, and why it is as it is. */
export interface CallDetails extends CallEvent {
  readonly claims: Claims | null;
  readonly explanation: TokenExplanation | null;
  /** Null for calls of the Admin API. */
  readonly request: ReceivedRequest | null;
  /** The parts of the answer, as far as it is kept. */
  readonly answerParts: readonly Annotation[];
  /** Null where no setting is the cause. */
  readonly setting: CauseSetting | null;
}

/** 404 once newer calls have taken its place. */
export const readCall = endpoint(
  "GET",
  "/workbench/realms/:realm/calls/:call",
  z.strictObject({ realm: z.string(), call: z.coerce.number<number | string>().int().min(0) }),
  answers<CallDetails>(),
);
