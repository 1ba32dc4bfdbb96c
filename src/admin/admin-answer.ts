/** An answer of the Admin REST API. Errors come in Keycloak's three shapes, so their bodies are written out where they arise. */
export interface AdminAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** A body that is not JSON, with its type. */
  readonly content?: { readonly type: string; readonly body: string | Uint8Array };
  /** `no-cache` where Keycloak says so on more than a GET; `unsaid` where not even there. */
  readonly cache?: "no-cache" | "unsaid";
  /** Without the security headers: what Keycloak answers from below its own resources. */
  readonly bare?: true;
  /** What the realm's admin events tell of it. */
  readonly event?: AdminAction;
  /** Why, for people; never goes over the wire. */
  readonly reason?: string;
}

/** A change that was made through the Admin API, as admin events name it. */
export interface AdminAction {
  readonly operation: "CREATE" | "UPDATE" | "DELETE" | "ACTION";
  /** `CLIENT`, `REALM_ROLE` … */
  readonly resourceType: string;
  /** Below the realm: `clients/<id>/client-secret`; empty for the realm itself. */
  readonly resourcePath: string;
  /** What came in, or went away; kept only where the realm wants details. */
  readonly representation?: unknown;
}

/** An answer that ends the work on a request, from wherever it is seen: within a pure edit as well, which then changes nothing. */
export class AdminRefused extends Error {
  override readonly name = "AdminRefused";
  readonly answer: AdminAnswer;

  constructor(answer: AdminAnswer) {
    super(answer.reason ?? `refused with ${answer.status}`);
    this.answer = answer;
  }
}

export const unauthorized = (reason: string): AdminAnswer => ({
  status: 401,
  json: { error: "HTTP 401 Unauthorized" },
  reason,
});
export const forbidden = (reason: string): AdminAnswer => ({
  status: 403,
  json: { error: "HTTP 403 Forbidden" },
  reason,
});
export const noSuchPath: AdminAnswer = { status: 404, json: { error: "HTTP 404 Not Found" } };
export const wrongMethod: AdminAnswer = { status: 405, json: { error: "HTTP 405 Method Not Allowed" } };
export const wrongContentType: AdminAnswer = {
  status: 415,
  json: { error: "The content-type header value did not match the value in @Consumes" },
};

export const ok = (json: unknown, event?: AdminAction): AdminAnswer => ({ status: 200, json, ...(event && { event }) });
export const noContent = (event?: AdminAction): AdminAnswer => ({ status: 204, ...(event && { event }) });
/** @param location the whole address. */
export const created = (location: string, event?: AdminAction): AdminAnswer => ({
  status: 201,
  headers: { Location: location },
  ...(event && { event }),
});

/** `{"error": …}`: plain refusals. */
export const notFound = (error: string): AdminAnswer => ({ status: 404, json: { error } });
export const badRequest = (error: string): AdminAnswer => ({ status: 400, json: { error } });
/** `{"errorMessage": …}`: what people are shown. */
export const invalid = (errorMessage: string): AdminAnswer => ({ status: 400, json: { errorMessage } });
export const conflict = (errorMessage: string): AdminAnswer => ({ status: 409, json: { errorMessage } });
/** `{"error": …, "error_description": …}`: validation. */
export const invalidWith = (error: string, description: string): AdminAnswer => ({
  status: 400,
  json: { error, error_description: description },
});
/** What Keycloak's database says to a name or an id that stands twice. */
export const duplicate: AdminAnswer = {
  status: 409,
  json: { error: "conflict", error_description: "Duplicate resource error" },
  bare: true,
};

/** Ends the work on a request with an answer. */
export function refuse(answer: AdminAnswer): never {
  throw new AdminRefused(answer);
}
