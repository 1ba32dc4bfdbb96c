import type { CompiledClient } from "../domain/compiled-client.ts";
import type { Claims } from "../domain/json.ts";
import { failed, type TraceStep } from "../domain/trace.ts";
import type { EndpointRequest } from "./endpoint.ts";

/**
 * Whether a token of a client that binds its tokens comes with another certificate than the one it is bound to, or with
 * none (RFC 8705 §3); the step that says so.
 */
export function findOtherCertificate(
  client: CompiledClient,
  { caller }: Pick<EndpointRequest, "caller">,
  { cnf }: Claims,
): TraceStep | undefined {
  if (client.attribute("tls.client.certificate.bound.access.tokens") !== "true") return undefined;
  const { "x5t#S256": bound } = (cnf ?? {}) as { readonly "x5t#S256"?: unknown };
  if (bound !== undefined && caller.certificate?.thumbprint === bound) return undefined;
  return failed("the token comes with the certificate it is bound to", {
    subject: { clientId: client.clientId },
    expected: bound === undefined ? "a token that is bound to a certificate" : `SHA-256 ${String(bound)}`,
    actual: caller.certificate ? `SHA-256 ${caller.certificate.thumbprint}` : "no certificate",
  });
}
