import { type AdminAnswer, notFound } from "./admin-answer.ts";
import { type ClientCall, param, requireAny } from "./admin-call.ts";
import type { Operation } from "./resource.ts";

/** What Keycloak's own adapters are told of a client, in the two forms in which they read it (recorded). */
function readInstallation(call: ClientCall): AdminAnswer {
  requireAny(call, "view-clients", "manage-clients");
  const write = FORMS.get(param(call, "provider"));
  return write ? { status: 200, content: { type: "text/plain", body: write(call) } } : notFound("Unknown Provider");
}

const FORMS = new Map<string, (call: ClientCall) => string>([
  ["keycloak-oidc-keycloak-json", adapterJson],
  ["keycloak-oidc-jboss-subsystem", jbossSubsystem],
]);

/** As Keycloak's writer lays it out: a space before each colon. */
function adapterJson(call: ClientCall): string {
  const { client, realm, request } = call;
  const { bearerOnly, publicClient } = client.representation;
  const usesOwnRoles = client.ownRoles.length > 0;
  const config = {
    realm: realm.name,
    ...(bearerOnly && { "bearer-only": true }),
    "auth-server-url": `${request.caller.baseUrl}/`,
    "ssl-required": (realm.document.sslRequired ?? "external").toLowerCase(),
    resource: client.clientId,
    ...(publicClient && !bearerOnly && { "public-client": true }),
    ...(usesOwnRoles && { "verify-token-audience": true }),
    ...(isConfidential(call) && { credentials: credentialsOf(call) }),
    ...(usesOwnRoles && { "use-resource-role-mappings": true }),
    "confidential-port": 0,
  };
  return JSON.stringify(config, null, 2).replace(/^(\s*"[^"]*"):/gm, "$1 :");
}

const isConfidential = ({ client }: ClientCall): boolean =>
  !client.representation.publicClient && !client.representation.bearerOnly;

function credentialsOf({ client }: ClientCall): object {
  const { clientAuthenticatorType, secret } = client.representation;
  if (clientAuthenticatorType === "client-secret") return { secret };
  if (clientAuthenticatorType === "client-secret-jwt") return { "secret-jwt": { secret } };
  if (clientAuthenticatorType !== "client-jwt") return {};
  return {
    jwt: {
      "client-key-password": "REPLACE WITH THE KEY PASSWORD IN KEYSTORE",
      "client-keystore-file": "REPLACE WITH THE LOCATION OF YOUR KEYSTORE FILE",
      "client-keystore-password": "REPLACE WITH THE KEYSTORE PASSWORD",
      "client-key-alias": client.clientId,
      "token-timeout": 10,
      "client-keystore-type": "jks",
    },
  };
}

function jbossSubsystem(call: ClientCall): string {
  const { client, realm, request } = call;
  const { bearerOnly, publicClient, clientAuthenticatorType, secret = "" } = client.representation;
  const hasSecret = isConfidential(call) && clientAuthenticatorType === "client-secret";
  const lines = [
    element("realm", realm.name),
    element("auth-server-url", `${request.caller.baseUrl}/`),
    ...(bearerOnly ? [element("bearer-only", "true")] : []),
    ...(publicClient && !bearerOnly ? [element("public-client", "true")] : []),
    element("ssl-required", (realm.document.sslRequired ?? "external").toUpperCase()),
    element("resource", client.clientId),
    ...(client.ownRoles.length > 0
      ? [element("verify-token-audience", "true"), element("use-resource-role-mappings", "true")]
      : []),
    ...(hasSecret ? [`<credential name="secret">${escaped(secret)}</credential>`] : []),
  ];
  return `<secure-deployment name="WAR MODULE NAME.war">\n${lines.map((line) => `    ${line}\n`).join("")}</secure-deployment>\n`;
}

const element = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`;

const escaped = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

export const clientInstallation: Readonly<Record<string, Operation<ClientCall>>> = {
  "GET installation/providers/{provider}": readInstallation,
};
