import { createSecretKey } from "node:crypto";
import { failed } from "../../domain/trace.ts";
import { isJwsOf } from "../../keys/jws.ts";
import { refusals } from "../oauth-error.ts";
import type { Gap } from "./authenticator.ts";
import { rotatedSecretOf } from "./rotated-secret.ts";
import { createJwtAuthenticator } from "./signed-jwt.ts";

const FAILED = "Client authentication with client secret signed JWT failed: ";

const NO_SECRET: Gap = {
  refusal: refusals.unprovenClient,
  step: failed("the client has a secret", { expected: "a client with a secret of its own", actual: "none is stored" }),
};

/** `client_secret_jwt` (OpenID Connect Core §9): an assertion whose HMAC key is the client secret. */
export const clientSecretJwt = createJwtAuthenticator({
  id: "client-secret-jwt",
  displayName: "Signed JWT with Client Secret",
  methods: ["client_secret_jwt"],
  unparsable: (problem) => refusals.badSecretAssertion(`${FAILED}${problem}`),
  algorithms: "HS256, HS384 or HS512",
  mayUse: (alg) => alg !== "none",
  findGap: async ({ representation }) => (representation.secret === undefined ? NO_SECRET : undefined),
  verify: async (client, { text, header }, { nowSeconds }) => {
    const { alg } = header;
    const { secret } = client.representation;
    if (secret === undefined) return NO_SECRET;
    if (typeof alg !== "string" || !/^HS(256|384|512)$/.test(alg))
      return {
        refusal: refusals.badSecretAssertion(`${FAILED}Signature on JWT token by client secret failed validation`),
        step: failed("the assertion's algorithm is an HMAC (alg)", {
          expected: "HS256, HS384 or HS512",
          actual: String(alg),
        }),
      };
    const rotated = rotatedSecretOf(client, nowSeconds);
    for (const each of rotated.good ? [secret, rotated.secret] : [secret])
      if (each !== "" && (await isJwsOf(text, createSecretKey(Buffer.from(each)), alg))) return undefined;
    return {
      refusal: refusals.badSecretAssertion(`${FAILED}Signature on JWT token by client secret  failed validation`),
      step: failed("the client's secret signed the assertion", {
        expected: `the secret of ${client.clientId} as HMAC key, its bytes as UTF-8`,
        actual: "another secret, or claims that were changed after signing",
      }),
    };
  },
});
