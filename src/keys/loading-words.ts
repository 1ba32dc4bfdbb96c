import { STATUS_CODES } from "node:http";

/** What Java says where it finds nothing to read (recorded). */
export const NO_URL_WORDS =
  'java.lang.NullPointerException: Cannot invoke "String.length()" because "this.input" is null';
export const NO_KEYS_WORDS = 'java.lang.NullPointerException: Cannot read the array length because "<local4>" is null';

/**
 * What Keycloak answers where the JWK set of a URL cannot be fetched: the words of the Java libraries that it fetches with
 * (recorded; those for what Tokenbench alone refuses are Java's for a URL that it does not follow).
 *
 * @param problem why it was not fetched, in our words
 */
export function toLoadingWords(url: string, problem: string): string {
  const [, status] = /it answered (\d{3})/.exec(problem) ?? [];
  if (status !== undefined)
    return `org.apache.http.client.HttpResponseException: status code: ${status}, reason phrase: ${STATUS_CODES[status] ?? ""}`;
  if (problem.includes("its answer is no JSON"))
    return "com.fasterxml.jackson.core.JsonParseException: Unrecognized token";
  if (problem.includes("did not answer")) return "java.net.SocketTimeoutException: Read timed out";
  if (!problem.includes("cannot be reached")) return "org.apache.http.client.ClientProtocolException";
  const address = new URL(url); // it was tried, so it is one
  if (/ENOTFOUND|EAI_AGAIN/.test(problem))
    return `java.net.UnknownHostException: ${address.hostname}: Name or service not known`;
  return `org.apache.http.conn.HttpHostConnectException: Connect to ${describeHost(address)} failed: Connection refused`;
}

/** As Java writes an address that was looked up: `localhost:9 [localhost/127.0.0.1]`; a name that needs none stays empty. */
function describeHost({ hostname, port, protocol }: URL): string {
  const isAddress = /^[\d.]+$|^\[/.test(hostname);
  const resolved = isAddress ? `/${hostname}` : `${hostname}/127.0.0.1`;
  return `${hostname}:${port || (protocol === "https:" ? "443" : "80")} [${resolved}]`;
}
