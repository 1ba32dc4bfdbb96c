const TRUST = "give the certificate of its own authority (CA), or choose for this host not to verify";

/** What the network and TLS say, for a person: what happened and what to do. By the code of Node's error. */
const MEANINGS: ReadonlyMap<string, (url: URL) => string> = new Map([
  ["ENOTFOUND", ({ hostname }) => `no address is known for the name ${hostname}: correct it, or look at DNS and VPN`],
  ["EAI_AGAIN", ({ hostname }) => `the name ${hostname} could not be looked up just now: look at DNS and VPN`],
  ["ECONNREFUSED", ({ host }) => `nothing listens at ${host}: start the server, or correct the port`],
  ["ECONNRESET", ({ host }) => `${host} hung up: it may speak the other of http and https`],
  ["ETIMEDOUT", ({ host }) => `${host} did not take the connection in time: look at firewall and VPN`],
  ["EHOSTUNREACH", ({ host }) => `no way leads to ${host}: look at the network and VPN`],
  ["ENETUNREACH", ({ host }) => `no way leads to ${host}: look at the network and VPN`],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", ({ host }) => `the certificate of ${host} is signed by itself: ${TRUST}`],
  ["SELF_SIGNED_CERT_IN_CHAIN", ({ host }) => `the authority of ${host} is not one the system trusts: ${TRUST}`],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", ({ host }) => `the authority of ${host} is not trusted: ${TRUST}`],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", ({ host }) => `the authority of ${host} is not trusted: ${TRUST}`],
  ["CERT_SIGNATURE_FAILURE", ({ host }) => `the authority of ${host} is another one of the same name: ${TRUST}`],
  ["CERT_HAS_EXPIRED", ({ host }) => `the certificate of ${host} has expired: the server needs a new one`],
  ["CERT_NOT_YET_VALID", ({ host }) => `the certificate of ${host} is not valid yet: look at the clocks`],
  [
    "ERR_TLS_CERT_ALTNAME_INVALID",
    ({ hostname }) => `the server's certificate is for other names than ${hostname}: use the name it has`,
  ],
  ["EPROTO", ({ host }) => `${host} does not speak TLS as expected: it may speak plain http, or ask for a certificate`],
  ["ERR_SSL_WRONG_VERSION_NUMBER", ({ host }) => `${host} speaks no TLS: try http`],
]);

/** A failure on the way to an answer, in words. */
export function describeNetworkError(error: unknown, url: URL): string {
  const [first = error] = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
  const code = first instanceof Error && "code" in first ? String(first.code) : "";
  const said = first instanceof Error ? first.message : String(first);
  const meaning = MEANINGS.get(code)?.(url) ?? tlsAlert(said, url);
  return `The request could not be sent: ${meaning ?? said}${meaning && code ? ` (${code})` : ""}`;
}

/** Alerts of the server (RFC 8446 §6.2). */
function tlsAlert(said: string, { host }: URL): string | undefined {
  if (/alert certificate required|alert handshake failure/i.test(said))
    return `${host} ended the handshake, most likely because it asks for a client certificate`;
  if (/alert (unknown ca|bad certificate|certificate unknown)/i.test(said))
    return `${host} does not accept the client certificate`;
  return undefined;
}
