import type { ClientPage, RealmSummary } from "../../../src/contract/index.ts";
import { attributeNames } from "../../client-attributes.ts";

type Place = Pick<RealmSummary, "tokenUrl" | "issuer">;
type Called = Pick<ClientPage, "client" | "keys">;

/** A word for a POSIX shell. */
const quoted = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

const lines = (...parts: readonly string[]): string => parts.join(" \\\n  ");

const grant = "-d grant_type=client_credentials";

/** The token request with the secret, by the method the client allows. @param secret null: a shell variable stands for it */
export function secretCurl({ client }: Called, { tokenUrl }: Place, secret: string | null): string {
  const inForm = client.attributes[attributeNames.secretMethod] === "client_secret_post";
  const url = `curl ${quoted(tokenUrl)}`;
  const { clientId } = client;
  if (!inForm) return lines(url, `-u ${withSecret(`${encoded(clientId)}:`, secret && encoded(secret))}`, grant);
  return lines(
    url,
    `-d client_id=${quoted(encoded(clientId))}`,
    `--data-urlencode ${withSecret("client_secret=", secret)}`,
    grant,
  );
}

/** In the header each half is form-urlencoded (RFC 6749 §2.3.1). */
const encoded = (text: string): string => new URLSearchParams([["", text]]).toString().slice(1);

const withSecret = (before: string, secret: string | null): string =>
  secret === null ? `"${before}$CLIENT_SECRET"` : quoted(`${before}${secret}`);

/** How a program asks for a token by the client's authenticator; null where nobody can say. */
export function callSnippet(page: Called, place: Place): string | null {
  switch (page.client.clientAuthenticatorType) {
    case "client-secret":
      return secretCurl(page, place, null);
    case "client-secret-jwt":
      return assertionSnippet(page, place, "HS256", [
        "const key = new TextEncoder().encode(process.env.CLIENT_SECRET);",
      ]);
    case "client-jwt":
      return assertionSnippet(page, place, page.keys.jwks[0]?.algorithm ?? "RS256", [
        'import { readFileSync } from "node:fs";',
        'import { createPrivateKey } from "node:crypto";',
        'const key = createPrivateKey(readFileSync("private-key.pem"));',
      ]);
    case "client-x509":
      return lines(
        `curl ${quoted(place.tokenUrl)}`,
        "--cert client.pem --key client-key.pem",
        `-d client_id=${quoted(encoded(page.client.clientId))}`,
        grant,
      );
    default:
      return null;
  }
}

/** An assertion (RFC 7523 §2.2) made with Node and jose. */
function assertionSnippet(page: Called, { issuer, tokenUrl }: Place, usual: string, key: readonly string[]): string {
  const { client, keys } = page;
  const alg = client.attributes[attributeNames.assertionAlgorithm] || usual;
  const kid = keys.jwks[0]?.kid ?? keys.certificate?.kid;
  const header = JSON.stringify({ alg, ...(client.clientAuthenticatorType === "client-jwt" && kid ? { kid } : {}) });
  const clientId = JSON.stringify(client.clientId);
  return [
    'import { SignJWT } from "jose"; // npm install jose',
    ...key,
    "const assertion = await new SignJWT()",
    `  .setProtectedHeader(${header})`,
    `  .setIssuer(${clientId}).setSubject(${clientId}).setAudience(${JSON.stringify(issuer)})`,
    '  .setIssuedAt().setExpirationTime("1m").setJti(crypto.randomUUID())',
    "  .sign(key);",
    `const answer = await fetch(${JSON.stringify(tokenUrl)}, {`,
    '  method: "POST",',
    "  body: new URLSearchParams({",
    '    grant_type: "client_credentials",',
    '    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",',
    "    client_assertion: assertion,",
    "  }),",
    "});",
    "console.log(await answer.json());",
  ].join("\n");
}
