import type { ClientRepresentation } from "./realm-document.ts";

/** The origin of an http(s) address, without a default port; undefined for anything else. */
function originOf(url: string): string | undefined {
  const match = /^(https?):\/\/([^/?#@]+)/i.exec(url);
  if (!match) return undefined;
  const [, scheme = "", host = ""] = match;
  const standard = scheme.toLowerCase() === "https" ? ":443" : ":80";
  return `${scheme.toLowerCase()}://${host.endsWith(standard) ? host.slice(0, -standard.length) : host}`;
}

/** The origins a client allows; `+` stands for those of its redirect URIs. */
export function allowedOriginsOf(client: ClientRepresentation): string[] {
  const origins = (client.webOrigins ?? []).flatMap((origin) => (origin === "+" ? redirectOrigins(client) : [origin]));
  return [...new Set(origins)];
}

function redirectOrigins({ redirectUris = [], rootUrl = "" }: ClientRepresentation): string[] {
  const absolute = redirectUris.map((uri) => (uri.startsWith("/") ? `${rootUrl}${uri}` : uri));
  return absolute.map(originOf).filter((origin) => origin !== undefined);
}
