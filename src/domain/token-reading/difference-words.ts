type Kind = "role" | "audience" | "scope" | "lifetime" | "header" | "claim" | "answer";

/** What follows from a difference and where it comes from; `first` or `second` is null where that token has nothing. */
export function explainDifference(kind: Kind, at: string, first: string | null, second: string | null): string {
  const which = second === null ? "first" : "second";
  const word = first ?? second ?? "";
  switch (kind) {
    case "role":
      return `Only the ${which} token carries ${word}: whoever asks for it refuses the other. A role has to be assigned to the service account, and let through by Full scope allowed or a scope mapping.`;
    case "audience":
      return `Only the ${which} token is meant for ${word}, which refuses the other if it looks at aud. An audience mapper puts it there, or a client role of ${word} in the token.`;
    case "scope":
      return `Only the ${which} token has the scope ${word}. A default client scope always gives it, an optional one when the request names it.`;
    case "lifetime":
      return `One lives for ${first ?? "an unknown time"}, the other for ${second ?? "an unknown time"}: the client's Access Token Lifespan, else that of the realm.`;
    case "header":
      return HEADERS.get(at) ?? "The header says something else, which most resource servers pass over.";
    case "answer":
      return ANSWERS.get(at) ?? "The answers say different things.";
    case "claim":
      return explainClaim(at, first, second);
  }
}

const HEADERS: ReadonlyMap<string, string> = new Map([
  ["alg", "They are signed by different algorithms: a resource server that allows only one refuses the other."],
  [
    "typ",
    "They say differently what kind of token they are: a resource server that asks for at+jwt refuses JWT (RFC 9068 §4).",
  ],
]);

const ANSWERS: ReadonlyMap<string, string> = new Map([
  ["status", "One request was granted and the other was not, or both were refused for different reasons."],
  ["error", "They were refused by different codes (RFC 6749 §5.2)."],
  [
    "refresh_token",
    "Only one server gives a refresh token; Keycloak does when Use refresh tokens for client credentials grant is on.",
  ],
  ["id_token", "Only one server gives an ID token; Keycloak does when the scope openid is asked for."],
  ["token_type", "One token is bound to a key, the other is not (Bearer, DPoP)."],
]);

const CLAIMS: ReadonlyMap<string, string> = new Map([
  ["azp", "They were issued to different clients."],
  ["client_id", "They were issued to different clients."],
  ["typ", "They are tokens of different kinds."],
  ["acr", "The client or person proved itself with different strength."],
  ["cnf", "One is bound to a key or certificate that must come with it, the other is not or to another (RFC 7800)."],
  ["preferred_username", "They speak for different users: service-account-… is a client's own."],
  ["allowed-origins", "Pages of different origins may use them (Web origins of the client)."],
]);

function explainClaim(at: string, first: string | null, second: string | null): string {
  const known = CLAIMS.get(at);
  if (known !== undefined) return known;
  if (first !== null && second !== null) return "Both say it, and differently: compare the mappers that write it.";
  return `Only the ${second === null ? "first" : "second"} token says it: a mapper, or the client scope that holds it, is missing on the other side.`;
}
