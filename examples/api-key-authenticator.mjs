// A client authenticator of one's own: an API key in a header.
//
//   tokenbench serve --authenticator examples/api-key-authenticator.mjs
//
// A client uses it when its realm file says "clientAuthenticatorType": "client-api-key"; its key stands in the client
// attribute "api.key". It is asked like this:
//
//   curl -H "X-Api-Key: …" -d grant_type=client_credentials -d client_id=reports …/protocol/openid-connect/token
import { createHash, timingSafeEqual } from "node:crypto";

const digest = (text) => createHash("sha256").update(text).digest();

/** Compares in constant time, whatever the lengths. */
const areEqual = (a, b) => timingSafeEqual(digest(a), digest(b));

/** Refused in Keycloak's words; callers learn no more. The trace is for the person at Tokenbench, and holds no key. */
const REFUSAL = {
  status: 401,
  error: "invalid_client",
  description: "Invalid client or Invalid client credentials",
};

/** @type {import("tokenbench").ClientAuthenticator} */
export const authenticator = {
  id: "client-api-key",
  displayName: "API key",
  methods: ["api_key"],
  // `named` is the client that client_id names, if there is one. Without a client there is nothing to say: another
  // authenticator may find one.
  authenticate: ({ request, named: client }) => {
    if (!client) return { trace: [] };
    const step = {
      rule: "API key",
      subject: { clientId: client.clientId },
      expected: "the key in the header X-Api-Key",
    };
    const expected = client.attribute("api.key");
    const sent = request.header("x-api-key");
    if (expected !== undefined && sent !== undefined && areEqual(expected, sent))
      return { client, trace: [{ ...step, outcome: "passed", actual: "the right one" }] };
    const actual =
      expected === undefined ? "the client has no attribute api.key" : sent === undefined ? "none" : "another";
    return { client, refusal: REFUSAL, trace: [{ ...step, outcome: "failed", actual }] };
  },
};
