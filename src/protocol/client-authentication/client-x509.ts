import type { CompiledClient } from "../../domain/compiled-client.ts";
import { passed, type TraceStep } from "../../domain/trace.ts";
import { isName, isSameName, readIssuer, readSubject } from "../../keys/distinguished-name.ts";
import { refusals, refuse } from "../oauth-error.ts";
import type { AuthenticationVerdict, ClientAuthenticator } from "./authenticator.ts";
import { refuseDisabled } from "./disabled-client.ts";

const ID = "client-x509";
const RULE = "client certificate";

/** `tls_client_auth` (RFC 8705 §2.1): the subject of the certificate that came in the TLS handshake; and who issued it, where the client says. */
export const clientX509: ClientAuthenticator = {
  id: ID,
  displayName: "X509 Certificate",
  methods: ["tls_client_auth"],
  authenticate: async ({ named: client, request }) => {
    if (!client || client.representation.clientAuthenticatorType !== ID) return { trace: [] };
    const disabled = refuseDisabled(client);
    if (disabled) return disabled;
    const { certificate, secure } = request.caller;
    const expected = client.attribute("x509.subjectdn");
    if (expected === undefined)
      return refused(client, {
        expected: "a Subject DN among the client's Credentials",
        actual: "the client has none",
      });
    if (!certificate)
      return refused(client, {
        expected: `a certificate of ${expected}`,
        actual: secure ? "none" : "none: the request came by http",
      });
    const subject = await readSubject(certificate.der).catch(() => undefined);
    if (subject === undefined)
      return refused(client, { expected, actual: "a certificate whose subject cannot be read" });
    const matching = matches(client, subject, expected);
    if (matching === true)
      return (
        (await refuseOtherIssuer(client, certificate.der)) ?? { client, trace: [passed(RULE, { actual: subject })] }
      );
    return refused(client, { expected, actual: matching === false ? subject : matching });
  },
};

const refused = (client: CompiledClient, more: Omit<TraceStep, "rule" | "outcome">): AuthenticationVerdict => ({
  client,
  ...refuse(refusals.unprovenClient, RULE, { subject: { clientId: client.clientId }, ...more }),
});

/**
 * By `x509.casubjectdn`, where it is set: always letter by letter, never as an expression. Keycloak fails over what is no
 * name (recorded).
 */
async function refuseOtherIssuer(client: CompiledClient, der: Uint8Array): Promise<AuthenticationVerdict | undefined> {
  const expected = client.attribute("x509.casubjectdn")?.trim() ?? "";
  if (expected === "") return undefined;
  const rule = "issuer of the client certificate";
  if (!isName(expected))
    return {
      client,
      ...refuse(refusals.unreadableCredentials, rule, {
        subject: { clientId: client.clientId },
        expected: "a distinguished name as the client's CA Subject DN",
        actual: expected,
      }),
    };
  const issuer = await readIssuer(der);
  return isSameName(issuer, expected)
    ? undefined
    : refused(client, { expected: `issued by ${expected}`, actual: issuer });
}

/** By regular expression over the whole name unless that is switched off; or why it cannot be compared. */
function matches(client: CompiledClient, subject: string, expected: string): boolean | string {
  if (client.attribute("x509.allow.regex.pattern.comparison") === "false") return isSameName(subject, expected);
  try {
    return new RegExp(`^(?:${expected})$`, "u").test(subject);
  } catch {
    return `the client's Subject DN is no regular expression: ${expected}`;
  }
}
