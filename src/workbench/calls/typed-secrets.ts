import type { RawCall, TokenCall } from "../../contract/calls.ts";
import type { FollowUp, FollowUpStep } from "../../contract/follow-ups.ts";
import {
  isSecretHeader,
  isSecretParameter,
  isTypedSecret,
  withoutSecrets,
  withSecretsEmptied,
} from "../../contract/secret-texts.ts";

const isTyped = (text: string | undefined): text is string => text !== undefined && isTypedSecret(text);

const PROOF_SECRETS = ["secret", "key", "privateKey"] as const;

type Pairs = NonNullable<TokenCall["headers"]>;

const typedIn = (pairs: Pairs | undefined, isSecret: (name: string) => boolean): string[] =>
  (pairs ?? []).flatMap(([name, value]) => (isSecret(name) && isTyped(value) ? [name] : []));

const ADDRESSES = ["issuer", "tokenUrl"] as const;

/** The fields of a call that hold a secret or a private key which somebody typed, be it in an address. */
export function typedSecretsOf({ proof, parameters, headers, ...call }: TokenCall): string[] {
  const values: Readonly<Record<string, unknown>> = proof;
  return [
    ...ADDRESSES.filter((name) => call[name] !== undefined && withoutSecrets(call[name]) !== call[name]),
    ...PROOF_SECRETS.filter((name) => isTyped(values[name] as string | undefined)).map((name) => `proof.${name}`),
    ...typedIn(parameters, isSecretParameter).map((name) => `parameters.${name}`),
    ...typedIn(headers, isSecretHeader).map((name) => `headers.${name}`),
  ];
}

/** A call that can be kept: the stored client or a variable proves it, or whoever sends it is asked again. */
export function withoutTypedSecrets({ id: _id, chain: _chain, ...call }: TokenCall): TokenCall {
  return {
    ...call,
    issuer: withSecretsEmptied(call.issuer),
    ...(call.tokenUrl !== undefined && { tokenUrl: withSecretsEmptied(call.tokenUrl) }),
    proof: keptProof(call.proof),
    ...(call.parameters && { parameters: keptPairs(call.parameters, isSecretParameter) }),
    ...(call.headers && { headers: keptPairs(call.headers, isSecretHeader) }),
  };
}

/** The same for what goes on from a token, which is emptied as well unless it is a variable. */
export function followUpWithoutSecrets({ id: _id, chain: _chain, ...call }: FollowUp): FollowUp {
  return {
    ...call,
    issuer: withSecretsEmptied(call.issuer),
    proof: keptProof(call.proof),
    ...(call.headers && { headers: keptPairs(call.headers, isSecretHeader) }),
    what: keptStep(call.what),
  };
}

const TOKENS = ["token", "accessToken", "refreshToken", "subjectToken"];

const keptStep = (step: FollowUpStep): FollowUpStep =>
  Object.fromEntries(
    Object.entries(step).map(([name, value]) => [
      name,
      TOKENS.includes(name) && isTyped(value) ? "" : withSecretsEmptied(value),
    ]),
  ) as FollowUpStep;

/** The same for a request byte by byte, in which a mask stands for each secret; null where it is no text, or too long a one. */
export function rawWithoutSecrets(
  { id: _id, chain: _chain, bytes, text: said = "", ...call }: RawCall,
  longest: number,
): RawCall | null {
  const text = bytes === undefined ? said : Buffer.from(bytes, "base64").toString("utf8");
  if (text.length > longest || (bytes !== undefined && Buffer.from(text).toString("base64") !== bytes)) return null;
  const { certificate: pair } = call;
  const certificate = pair && { ...pair, privateKey: isTyped(pair.privateKey) ? "" : pair.privateKey };
  return { ...call, url: withoutSecrets(call.url), text: withoutSecrets(text), ...(certificate && { certificate }) };
}

const keptPairs = (pairs: Pairs, isSecret: (name: string) => boolean) =>
  pairs.filter(([name, value]) => !isSecret(name) || !isTyped(value));

function keptProof(proof: TokenCall["proof"]): TokenCall["proof"] {
  if (proof.method === "tls_client_auth")
    return { ...proof, privateKey: isTyped(proof.privateKey) ? "" : proof.privateKey };
  const kept = Object.entries(proof).filter(
    ([name, value]) => !(PROOF_SECRETS as readonly string[]).includes(name) || !isTyped(value as string),
  );
  return Object.fromEntries(kept) as TokenCall["proof"];
}
