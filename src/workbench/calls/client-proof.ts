import type { Proof } from "../../contract/calls.ts";
import { MASK, withoutSignature } from "../../contract/secret-texts.ts";
import type { Claims } from "../../domain/json.ts";
import { parseSigningKey, type SigningKey, secretKey } from "../../keys/sign-compact.ts";
import { buildClientAssertion, JWT_BEARER } from "./client-assertion.ts";
import { type Filling, hasVariable, inTexts } from "./fill-in.ts";
import { filledField } from "./filled-fields.ts";
import { type Field, formEncoded } from "./http-text.ts";
import { NotComposed } from "./not-composed.ts";

/** What proving a client needs to know. */
export interface ProofFacts {
  /** As the issuer writes itself. */
  readonly issuer: string;
  readonly nowSeconds: number;
  readonly newId: () => string;
  /** Of the client of the workspace that was picked. */
  readonly stored?: { readonly secret?: string | undefined; readonly privateKey?: string | undefined } | undefined;
  readonly filling: Filling;
}

/** Who proves itself, and how. */
export interface Prover {
  readonly clientId: string;
  readonly proof: Proof;
}

/** What a request carries so that the server believes who asks. */
export interface ClientProof {
  readonly headers: readonly Field[];
  readonly form: readonly Field[];
  readonly certificate?: { readonly certificate: string; readonly privateKey: string };
}

/** Proves a client by the method of its choice (RFC 6749 §2.3, RFC 7523 §2.2, RFC 8705 §2). @throws NotComposed */
export function proveClient(call: Prover, facts: ProofFacts): ClientProof {
  const { proof } = call;
  const { fill, fillOpen } = facts.filling;
  const named = filledField("client_id", call.clientId, fillOpen);
  const clientId = named.value;
  switch (proof.method) {
    case "none":
      return { headers: [], form: [named] };
    case "tls_client_auth": {
      const certificate = { certificate: fill(proof.certificate), privateKey: fill(proof.privateKey) };
      return { headers: [], form: [named], certificate };
    }
    case "client_secret_basic": {
      const pair = `${formEncoded(clientId)}:${formEncoded(secretOf(proof, facts))}`;
      const value = `Basic ${Buffer.from(pair).toString("base64")}`;
      return { headers: [{ name: "Authorization", value, shown: `Basic ${MASK}` }], form: [] };
    }
    case "client_secret_post":
      return { headers: [], form: [named, { name: "client_secret", value: secretOf(proof, facts), shown: MASK }] };
    case "client_secret_jwt":
      return { headers: [], form: assertionFields(clientId, facts, secretKey(secretOf(proof, facts)), proof) };
    case "private_key_jwt":
      return { headers: [], form: assertionFields(clientId, facts, keyOf(proof, facts), proof) };
  }
}

function secretOf({ secret }: { readonly secret?: string }, { stored, filling }: ProofFacts): string {
  const known = secret === undefined ? stored?.secret : filling.fill(secret);
  if (known === undefined) throw new NotComposed("A client secret is needed for this method");
  return known;
}

interface GivenKey {
  readonly key?: string;
  readonly kid?: string;
}

function keyOf({ key, kid }: GivenKey, { stored, filling }: ProofFacts): SigningKey {
  const text = key === undefined ? stored?.privateKey : filling.fill(key);
  if (text === undefined) throw new NotComposed("A private key is needed for this method, in PEM or as a JWK");
  try {
    return { ...parseSigningKey(text), ...(kid !== undefined && { kid: filling.fill(kid) }) };
  } catch (error) {
    throw new NotComposed(`The private key cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

interface AssertionWish {
  readonly algorithm?: string;
  readonly header?: unknown;
  readonly claims?: unknown;
}

/** The wish is JSON: zod's word for it and the domain's differ only in what may be written. */
function assertionFields(clientId: string, facts: ProofFacts, key: SigningKey, wish: AssertionWish): Field[] {
  const { algorithm, header, claims } = wish;
  const said = { header: (header ?? {}) as Claims, claims: (claims ?? {}) as Claims };
  const filled = inTexts(said, facts.filling.fill);
  try {
    const value = buildClientAssertion({ ...facts, clientId, audience: facts.issuer }, key, {
      ...(algorithm !== undefined && { algorithm }),
      ...filled,
    });
    const shown = hasVariable(JSON.stringify(said)) ? MASK : withoutSignature(value);
    return [
      { name: "client_assertion_type", value: JWT_BEARER },
      { name: "client_assertion", value, shown },
    ];
  } catch (error) {
    throw new NotComposed(`The assertion cannot be signed: ${error instanceof Error ? error.message : String(error)}`);
  }
}
