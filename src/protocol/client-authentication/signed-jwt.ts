import type { CompiledClient } from "../../domain/compiled-client.ts";
import { failed, passed, type Trace, type TraceStep } from "../../domain/trace.ts";
import type { EndpointRequest } from "../endpoint.ts";
import { type Refusal, refusals, refuse } from "../oauth-error.ts";
import { type Assertion, assertionIn, findFlaw, JWT_BEARER, maxAgeOf, usedUntil } from "./assertion.ts";
import type { AuthenticationAttempt, AuthenticationVerdict, ClientAuthenticator, Gap } from "./authenticator.ts";
import { describeProof } from "./client-credentials.ts";
import { refuseDisabled } from "./disabled-client.ts";
import { describeUnknown } from "./unknown-client.ts";

/** What the two kinds of signed assertion do differently. */
export interface SignedJwt extends Pick<ClientAuthenticator, "id" | "displayName" | "methods" | "findGap"> {
  /** How Keycloak words an assertion that cannot be taken apart. */
  readonly unparsable: (problem: string) => Refusal;
  /** Those it may sign with, in words. */
  readonly algorithms: string;
  /** Whether a client of this kind may sign with `alg` when its settings pin none. */
  mayUse(alg: string): boolean;
  /** Undefined when the client signed it. */
  verify(client: CompiledClient, assertion: Assertion, attempt: AuthenticationAttempt): Promise<Gap | undefined>;
}

/** An authenticator for signed assertions (RFC 7523 §3). The order of the checks is Keycloak's (reference §2.4). */
export const createJwtAuthenticator = (kind: SignedJwt): ClientAuthenticator => ({
  id: kind.id,
  displayName: kind.displayName,
  methods: kind.methods,
  ...(kind.findGap && { findGap: kind.findGap }),
  authenticate: (attempt) => {
    const { request, named } = attempt;
    const type = request.form.first("client_assertion_type");
    if (type === undefined && request.form.first("client_assertion") === undefined && !named) return NOTHING;
    const assertion = readAssertion(kind, request, type);
    if ("refusal" in assertion) return named ? { client: named, ...assertion } : { trace: assertion.trace };
    return judge(kind, attempt, assertion);
  },
});

const NOTHING: AuthenticationVerdict = { trace: [] };

function readAssertion(
  kind: SignedJwt,
  request: EndpointRequest,
  type: string | undefined,
): Assertion | { readonly refusal: Refusal; readonly trace: Trace } {
  const expected = `an assertion (${kind.methods.join()}): client_assertion_type=${JWT_BEARER} and client_assertion`;
  if (type === undefined)
    return refuse(refusals.noAssertion, "client_assertion_type is there", {
      expected,
      actual: `${describeProof(request)}, and no client_assertion_type`,
    });
  if (type !== JWT_BEARER)
    return refuse(refusals.otherAssertionType(type), "client_assertion_type is known", {
      expected: JWT_BEARER,
      actual: type,
    });
  const assertion = assertionIn(request.form);
  if (assertion === undefined)
    return refuse(refusals.noClientAssertion, "client_assertion is there", {
      expected,
      actual: "client_assertion_type without client_assertion",
    });
  return "problem" in assertion
    ? refuse(kind.unparsable(assertion.problem), "client_assertion is a signed JWT", {
        expected: "three parts in base64url with dots between them: header, claims, signature",
        actual: `a text that is none (${assertion.problem.replace(/^[\w.]+: /, "")})`,
      })
    : assertion;
}

/** The client that the assertion speaks for, and whether it may. */
function judge(
  kind: SignedJwt,
  attempt: AuthenticationAttempt,
  assertion: Assertion,
): AuthenticationVerdict | Promise<AuthenticationVerdict> {
  const { iss, sub } = assertion.claims;
  if (typeof sub !== "string" || iss !== sub)
    return silent(attempt.named, "iss and sub both name the client", {
      expected: "the client's own id as iss and as sub",
      actual: `iss ${JSON.stringify(iss) ?? "missing"}, sub ${JSON.stringify(sub) ?? "missing"}`,
    });
  const client = attempt.findClient(sub);
  if (!client)
    return endOf("the client is known", {
      subject: { clientId: sub },
      expected: `sub and iss that name a client of realm ${attempt.realm.name}`,
      actual: describeUnknown(attempt, sub),
    });
  const clientId = attempt.request.form.first("client_id");
  if (clientId !== undefined && clientId !== client.clientId)
    return {
      client,
      ...refuse(refusals.otherClientId, "client_id and the assertion name one client", {
        subject: { clientId: client.clientId },
        expected: `client_id=${sub}, or none`,
        actual: `client_id ${clientId}, sub ${sub}`,
      }),
    };
  return refuseDisabled(client) ?? judgeSigned(kind, client, attempt, assertion);
}

/** No verdict of this authenticator; whoever is named gets the common refusal. */
const silent = (
  client: CompiledClient | undefined,
  rule: string,
  more: Omit<TraceStep, "rule" | "outcome">,
): AuthenticationVerdict =>
  client ? { client, ...refuse(refusals.unprovenClient, rule, more) } : { trace: [failed(rule, more)] };

const endOf = (rule: string, more: Omit<TraceStep, "rule" | "outcome">): AuthenticationVerdict =>
  refuse(refusals.unknownClient, rule, more);

async function judgeSigned(
  kind: SignedJwt,
  client: CompiledClient,
  attempt: AuthenticationAttempt,
  assertion: Assertion,
): Promise<AuthenticationVerdict> {
  const subject = { clientId: client.clientId };
  const refused = (refusal: Refusal, step: TraceStep) => ({ client, refusal, trace: [{ subject, ...step }] });
  const pinned = client.attribute("token.endpoint.auth.signing.alg");
  const alg = assertion.header["alg"];
  if (typeof alg !== "string" || (pinned === undefined ? !kind.mayUse(alg) : alg !== pinned))
    return refused(
      refusals.badAssertion("Invalid signature algorithm"),
      failed("the assertion's algorithm is allowed (alg)", {
        expected: pinned ?? kind.algorithms,
        actual: String(alg ?? "none"),
      }),
    );
  const bad = await kind.verify(client, assertion, attempt);
  if (bad) return refused(bad.refusal, bad.step);
  const maxSeconds = maxAgeOf(client.attribute("token.endpoint.auth.signing.max.exp"));
  const flaw = findFlaw(assertion.claims, attempt, maxSeconds);
  if (flaw) return refused(refusals.badAssertion(flaw.description), failed(flaw.rule, flaw.more));
  const until = usedUntil(assertion.claims, attempt.nowSeconds, maxSeconds);
  if (!attempt.takeOnce(`assertion:${kind.id}:${String(assertion.claims["jti"])}`, until))
    return refused(
      refusals.badAssertion("Token reuse detected"),
      failed("the assertion is used once (jti)", {
        expected: "a new jti for each request",
        actual: "this jti was used before",
      }),
    );
  return { client, trace: [passed("signed assertion", { actual: `signed with ${alg} (${kind.methods.join()})` })] };
}
