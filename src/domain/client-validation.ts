import type { ClientRepresentation } from "./realm-document.ts";

/** Longest texts of Keycloak's database columns. */
const LONGEST_ID = 36;
const LONGEST_TEXT = 255;
/** What is left of a username beside `service-account-`. */
const LONGEST_SERVICE_ACCOUNT = 239;

const PROTOCOLS = new Set(["openid-connect", "saml", "docker-v2"]);

/** All that Keycloak finds wrong with a client's values, in its words; empty when they are good. */
export function findClientProblems(client: Partial<ClientRepresentation>): readonly string[] {
  const problems = [
    ...lengthProblems(client),
    ...(client.clientId === "" ? ["Client ID cannot be blank"] : []),
    ...(client.protocol && !PROTOCOLS.has(client.protocol) ? [`Invalid protocol: ${client.protocol}`] : []),
    ...urlProblems("Root URL", client.rootUrl, "URL"),
    ...urlProblems("Base URL", resolved(client.rootUrl, client.baseUrl), "URL"),
    ...(client.redirectUris ?? []).flatMap((uri) =>
      urlProblems("A redirect URI", resolved(client.rootUrl, uri), "URI"),
    ),
  ];
  return [...new Set(problems)];
}

function lengthProblems(client: Partial<ClientRepresentation>): string[] {
  const longest = client.serviceAccountsEnabled ? LONGEST_SERVICE_ACCOUNT : LONGEST_TEXT;
  const limits: readonly [string, string | undefined, number][] = [
    ["Client ID", client.id, LONGEST_ID],
    ["Client ID", client.clientId, longest],
    ["Name", client.name, LONGEST_TEXT],
    ["Description", client.description, LONGEST_TEXT],
    ["Secret", client.secret, LONGEST_TEXT],
  ];
  return limits
    .filter(([, value, limit]) => (value?.length ?? 0) > limit)
    .map(([name, , limit]) => `${name} must not exceed ${limit} characters`);
}

/** A path stands below the root URL; what is alone stands below the server. */
function resolved(rootUrl: string | undefined, url: string | undefined): string | undefined {
  if (!url?.startsWith("/")) return url;
  return `${rootUrl?.startsWith("http") ? rootUrl : "https://localhost"}${url}`;
}

const ILLEGAL_SCHEMES = new Set(["javascript", "data", "vbscript"]);

function urlProblems(field: string, url: string | undefined, kind: "URL" | "URI"): string[] {
  if (!url || url.startsWith("/") || url.startsWith("$")) return [];
  if (!isUri(url)) return [`${field} is not a valid ${kind}`];
  const [, scheme] = /^([a-z][a-z0-9+.-]*):/i.exec(url) ?? [];
  const problems = [
    ...(scheme !== undefined && ILLEGAL_SCHEMES.has(scheme) ? [`${field} uses an illegal scheme`] : []),
    ...(url.includes("#") ? [`${field} must not contain an URL fragment`] : []),
  ];
  const isUrl = kind === "URI" || /^(https?|ftp|file|jar):/i.test(url);
  return problems.length > 0 || isUrl ? problems : [`${field} is not a valid ${kind}`];
}

/** The characters of RFC 2396, and those of other alphabets, as Java's URI class takes them. */
const isUri = (text: string): boolean => !/[\s<>"{}|\\^`]|%(?![0-9a-f]{2})/i.test(text);
