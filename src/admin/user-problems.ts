import { refuse } from "./admin-answer.ts";

/** Ends the call with what is wrong with one field of a user, in the words of Keycloak's user profile. */
export function refuseField(field: string, errorMessage: string, params: readonly (string | number)[]): never {
  return refuse({ status: 400, json: { field, errorMessage, params } });
}

export function refuseUnfitEmail(email: string | null | undefined): void {
  if (email && !/^[^\s@]+@[^\s@]+$/.test(email)) refuseField("email", "error-invalid-email", ["email", email]);
}

const SHORTEST = 3;
const LONGEST = 255;

export function refuseUnfitUsername(username: string): void {
  if (username.length < SHORTEST || username.length > LONGEST)
    refuseField("username", "error-invalid-length", ["username", LONGEST, SHORTEST]);
  if (/[<>&"'\s$%!#?§,;:*~/\\|^=[\]{}()`\p{Cc}]/u.test(username))
    refuseField("username", "error-username-invalid-character", ["username"]);
}
