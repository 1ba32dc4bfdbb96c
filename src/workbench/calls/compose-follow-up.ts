import type { Discovery } from "../../contract/calls.ts";
import type { FollowUp, FollowUpStep } from "../../contract/follow-ups.ts";
import { withoutSignature } from "../../contract/secret-texts.ts";
import { type ClientProof, type ProofFacts, proveClient } from "./client-proof.ts";
import { type ComposedCall, FORM_HEADERS, JSON_HEADERS, toComposed } from "./compose-call.ts";
import { asHeader, filledAddress, filledField } from "./filled-fields.ts";
import { describeFollowUp } from "./follow-up-parts.ts";
import type { Address, Field, HttpRequest } from "./http-text.ts";
import { NotComposed } from "./not-composed.ts";

/** What is asked with a token alone, by the token's bearer (RFC 6750). */
type BearerStep = Extract<FollowUpStep, { readonly accessToken: string }>;
type FormStep = Exclude<FollowUpStep, BearerStep>;

const isBearerStep = (step: FollowUpStep): step is BearerStep => "accessToken" in step;

/** Writes the request by which a service goes on from a token. @throws NotComposed, VariableUnknown */
export function composeFollowUp(call: FollowUp, to: Address, facts: ProofFacts): ComposedCall {
  const { what } = call;
  const added = (call.headers ?? []).map((pair) => asHeader(pair, facts.filling));
  const asked = isBearerStep(what) ? askAsBearer(call, what, facts) : askAsClient(call, what, facts);
  const { certificate, ...parts } = asked;
  const request: HttpRequest = { ...to, ...parts, headers: [...parts.headers, ...added] };
  return toComposed(request, call, describeFollowUp(request, call), certificate);
}

interface Asked extends Pick<HttpRequest, "method" | "headers" | "form"> {
  readonly certificate?: ClientProof["certificate"];
}

/** Whoever proves itself by a certificate shows it here too, since the token may be bound to it (RFC 8705 §3). */
function askAsBearer(call: FollowUp, step: BearerStep, facts: ProofFacts): Asked {
  const { filling } = facts;
  const certificate = call.proof.method === "tls_client_auth" ? proveClient(call, facts).certificate : undefined;
  const token = filling.fill(step.accessToken);
  if (/[\s\p{Cc}]/u.test(token))
    throw new NotComposed("A token has no spaces or line breaks in it", "what.accessToken");
  const bearer: Field = {
    name: "Authorization",
    value: `Bearer ${token}`,
    shown: `Bearer ${shownToken(step.accessToken)}`,
  };
  const method = step.kind === "resource" ? (step.method ?? "GET") : "GET";
  return { method, headers: [...JSON_HEADERS, bearer], form: [], ...(certificate && { certificate }) };
}

function askAsClient(call: FollowUp, step: FormStep, facts: ProofFacts): Asked {
  const { headers, form, certificate } = proveClient(call, facts);
  return {
    method: "POST",
    headers: [...FORM_HEADERS, ...headers],
    form: [...formOf(step, facts), ...form],
    ...(certificate && { certificate }),
  };
}

const EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

function formOf(step: FormStep, { filling }: ProofFacts): Field[] {
  const token = (name: string, template: string): Field => ({
    ...filledField(name, template, filling.fill),
    shown: shownToken(template),
  });
  const wish = (name: string, template: string | undefined): Field[] =>
    template === undefined ? [] : [filledField(name, template, filling.fillOpen)];
  switch (step.kind) {
    case "introspect":
    case "revoke":
      return [token("token", step.token)];
    case "logout":
      return [token("refresh_token", step.refreshToken)];
    case "refresh":
      return [
        { name: "grant_type", value: "refresh_token" },
        token("refresh_token", step.refreshToken),
        ...wish("scope", step.scope),
      ];
    case "exchange":
      return [
        { name: "grant_type", value: EXCHANGE },
        token("subject_token", step.subjectToken),
        { name: "subject_token_type", value: ACCESS_TOKEN },
        ...wish("audience", step.audience),
        ...wish("scope", step.scope),
      ];
  }
}

const shownToken = (template: string): string => (template.includes("{{") ? template : withoutSignature(template));

type Named = "tokenUrl" | "introspectionUrl" | "userinfoUrl" | "revocationUrl" | "endSessionUrl";

const ENDPOINTS: Readonly<Record<Exclude<FollowUpStep["kind"], "resource">, readonly [Named, string]>> = {
  refresh: ["tokenUrl", "token_endpoint"],
  exchange: ["tokenUrl", "token_endpoint"],
  introspect: ["introspectionUrl", "introspection_endpoint"],
  userinfo: ["userinfoUrl", "userinfo_endpoint"],
  revoke: ["revocationUrl", "revocation_endpoint"],
  logout: ["endSessionUrl", "end_session_endpoint"],
};

/** Where a step goes; undefined discovery is only for a resource. @throws NotComposed where the issuer names no such place */
export function destinationOfStep(call: FollowUp, discovery: Discovery | undefined, facts: ProofFacts): Address {
  const { what } = call;
  if (what.kind === "resource") return filledAddress(what.url, "what.url", facts.filling);
  const [member, name] = ENDPOINTS[what.kind];
  const url = discovery?.[member];
  if (!url)
    throw new NotComposed(`The issuer's discovery document names no ${name}, so that cannot be asked of it`, "issuer");
  return { url: new URL(url) };
}
