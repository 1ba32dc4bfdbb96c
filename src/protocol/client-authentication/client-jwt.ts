import { failed } from "../../domain/trace.ts";
import { isJwsOf } from "../../keys/jws.ts";
import { isAsymmetric } from "../../keys/signature-algorithms.ts";
import { refusals } from "../oauth-error.ts";
import type { Gap } from "./authenticator.ts";
import { createJwtAuthenticator } from "./signed-jwt.ts";

const FAILED = "Client authentication with signed JWT failed: ";

/** `private_key_jwt` (OpenID Connect Core §9): an assertion signed with a private key whose public half the client registered. */
export const clientJwt = createJwtAuthenticator({
  id: "client-jwt",
  displayName: "Signed JWT",
  methods: ["private_key_jwt"],
  unparsable: (problem) => refusals.badAssertion(`${FAILED}${problem}`),
  algorithms: "RS, PS or ES of 256, 384 or 512, or EdDSA: a signature with a private key",
  mayUse: isAsymmetric,
  findGap: async (client, findKeys) => {
    if (client.attribute("use.jwks.url") === "true") return undefined; // nothing is fetched for a preview
    const keys = await findKeys(client, undefined);
    return "problem" in keys ? noKey(keys.problem) : undefined;
  },
  verify: async (client, { text, header }, { findKeys }) => {
    const { alg } = header;
    const kid = typeof header["kid"] === "string" ? header["kid"] : undefined;
    const keys = await findKeys(client, kid);
    if ("problem" in keys) return keys.words === undefined ? noKey(keys.problem) : notLoaded(keys.problem, keys.words);
    const key = keys.find((each) => (kid === undefined ? each.alg === alg : each.kid === kid));
    if (!key)
      return noKey(
        kid === undefined
          ? `none of its keys is for ${String(alg)}, and the header has no kid`
          : `it has no key with the kid ${kid}`,
        keys.map((each) => each.kid ?? "a key without kid").join(", "),
      );
    if (typeof alg === "string" && (await isJwsOf(text, key.key, alg))) return undefined;
    return {
      refusal: refusals.badAssertion(`${FAILED}Signature on JWT token failed validation`),
      step: failed("the client's key signed the assertion", {
        expected: `a signature by the key ${key.kid ?? ""}`,
        actual: "another key's signature, or claims that were changed after signing",
      }),
    };
  },
});

const RULE = "the client's public key is there";

const notLoaded = (actual: string, words: string): Gap => ({
  refusal: refusals.keysNotLoaded(`${FAILED}Error when loading public keys: ${words}`),
  step: failed(RULE, { expected: "a JWKS URL that answers with the client's keys", actual }),
});

const noKey = (actual: string, known?: string): Gap => ({
  refusal: refusals.badAssertion("Unable to load public key"),
  step: failed(RULE, {
    expected:
      known === undefined
        ? "a key of the client to verify with (Credentials, Keys)"
        : `one of ${known || "its keys, of which none is for signatures (use sig)"}`,
    actual,
  }),
});
