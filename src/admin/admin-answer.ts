/** An answer of the Admin REST API. Errors come in Keycloak's three shapes, so their bodies are written out where they arise. */
export interface AdminAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: object;
}

export const unauthorized: AdminAnswer = { status: 401, json: { error: "HTTP 401 Unauthorized" } };
export const forbidden: AdminAnswer = { status: 403, json: { error: "HTTP 403 Forbidden" } };
export const realmNotFound: AdminAnswer = { status: 404, json: { error: "Realm not found." } };
export const wrongContentType: AdminAnswer = {
  status: 415,
  json: { error: "The content-type header value did not match the value in @Consumes" },
};
export const unreadable: AdminAnswer = { status: 400, json: { errorMessage: "unable to read contents from stream" } };

export const badRequest = (errorMessage: string): AdminAnswer => ({ status: 400, json: { errorMessage } });
export const conflict = (errorMessage: string): AdminAnswer => ({ status: 409, json: { errorMessage } });
