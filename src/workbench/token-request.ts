import type { z } from "zod";
import type { Annotation, tokenRequest } from "../contract/exchanges.ts";
import type { ClientRepresentation } from "../domain/realm-document.ts";

export type TokenRequest = z.output<typeof tokenRequest>;

/** A token request as text, ready to be sent, and the same with its secret masked. */
export interface ComposedRequest {
  readonly url: string;
  readonly requestText: string;
  readonly maskedText: string;
  readonly curl: string;
  readonly annotations: readonly Annotation[];
}

const MASK = "••••••••";

/** Form encoding as `application/x-www-form-urlencoded` has it, also for the halves of a Basic header (RFC 6749 appendix B). */
const formEncoded = (text: string): string => new URLSearchParams({ _: text }).toString().slice(2);

/** Writes the request that a service would send (RFC 6749 §4.4.2). */
export function composeTokenRequest(
  request: TokenRequest,
  { clientId, secret: stored }: ClientRepresentation,
  tokenUrl: string,
): ComposedRequest {
  const secret = request.secret ?? stored ?? "";
  const { host, pathname } = new URL(tokenUrl);
  const basic = request.authentication === "client_secret_basic";
  const fields: [string, string][] = [["grant_type", "client_credentials"]];
  if (!basic) fields.push(["client_id", clientId], ["client_secret", secret]);
  if (request.scope !== undefined) fields.push(["scope", request.scope]);
  const write = (shown: string) => {
    const body = fields
      .map(([name, value]) => `${name}=${name === "client_secret" && shown === MASK ? MASK : formEncoded(value)}`)
      .join("&");
    const credentials =
      shown === MASK ? MASK : Buffer.from(`${formEncoded(clientId)}:${formEncoded(secret)}`).toString("base64");
    const head = [`POST ${pathname} HTTP/1.1`, `Host: ${host}`, "Connection: close", "Accept: application/json"];
    if (basic) head.push(`Authorization: Basic ${credentials}`);
    head.push(
      "Content-Type: application/x-www-form-urlencoded",
      `Content-Length: ${Buffer.byteLength(bodyLength(fields, secret))}`,
    );
    return `${head.join("\r\n")}\r\n\r\n${body}`;
  };
  return {
    url: tokenUrl,
    requestText: write(secret),
    maskedText: write(MASK),
    curl: curlOf(request, clientId, tokenUrl),
    annotations: annotate(request, clientId),
  };
}

/** The true body, whose length the masked text announces as well. */
const bodyLength = (fields: [string, string][], _secret: string): string =>
  fields.map(([name, value]) => `${name}=${formEncoded(value)}`).join("&");

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** A line for a POSIX shell; the secret comes from the variable CLIENT_SECRET, so that it stays out of the shell's history. */
function curlOf({ authentication, scope }: TokenRequest, clientId: string, tokenUrl: string): string {
  const credentials =
    authentication === "client_secret_basic"
      ? [`--user ${quoted(`${formEncoded(clientId)}:`)}"$CLIENT_SECRET"`]
      : [`--data-urlencode ${quoted(`client_id=${clientId}`)}`, '--data-urlencode "client_secret=$CLIENT_SECRET"'];
  const parts = ["curl --silent", ...credentials, "--data grant_type=client_credentials"];
  if (scope !== undefined) parts.push(`--data-urlencode ${quoted(`scope=${scope}`)}`);
  return [...parts, quoted(tokenUrl)].join(" \\\n  ");
}

function annotate({ authentication, scope }: TokenRequest, clientId: string): Annotation[] {
  const credentials: Annotation =
    authentication === "client_secret_basic"
      ? {
          part: "Authorization: Basic",
          meaning: `${clientId} proves itself with its secret: both form-encoded, joined by a colon, in base64`,
          reference: "RFC 6749 §2.3.1",
        }
      : {
          part: "client_id, client_secret",
          meaning: `${clientId} proves itself with its secret in the form`,
          reference: "RFC 6749 §2.3.1",
        };
  return [
    {
      part: "POST",
      meaning: "Tokens are asked for with POST, so that credentials stay out of addresses and logs",
      reference: "RFC 6749 §3.2",
    },
    credentials,
    { part: "Content-Type", meaning: "The form is read only in this encoding", reference: "RFC 6749 appendix B" },
    {
      part: "grant_type=client_credentials",
      meaning: "The client asks for itself: no person is involved",
      reference: "RFC 6749 §4.4",
    },
    scope === undefined
      ? {
          part: "no scope",
          meaning: "All default client scopes take part, no optional one",
          reference: "RFC 6749 §3.3",
        }
      : {
          part: `scope=${scope}`,
          meaning: "Names optional client scopes; default ones take part anyway. openid asks for an ID token",
          reference: "RFC 6749 §3.3",
        },
  ];
}
