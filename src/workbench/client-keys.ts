import { generateClientKeys, importClientKeys } from "../contract/client-keys.ts";
import type { CompiledRealm } from "../domain/compiled-realm.ts";
import { type GivenClientKeys, withClientKeys } from "../domain/edits/client-key-edits.ts";
import { clientOf, withClientReplaced } from "../domain/edits/parts.ts";
import { holdsRights } from "../domain/master-realm.ts";
import { isPrivateJwk } from "../domain/public-jwks.ts";
import type { RealmDocument } from "../domain/realm-document.ts";
import { RealmRefused } from "../domain/realm-refused.ts";
import { makeClientSigningKeys, toPkcs12 } from "../keys/client-signing-keys.ts";
import { readUploadedKey } from "../keys/uploaded-client-key.ts";
import type { RealmStore } from "../store/realm-store.ts";
import { withRealm } from "./find-realm.ts";
import { toPem } from "./pem.ts";
import { saving } from "./saving.ts";
import { serve } from "./serve.ts";

/** Under which name Keycloak keeps what a client signs its assertions with. */
const CREDENTIAL = "jwt.credential";

export const serveGenerateClientKeys = serve(
  generateClientKeys,
  (ctx, { realm, client, keepAs, algorithm = "RS256", password }, caller) =>
    withRealm(ctx, realm, (store) =>
      saving(store, async () => {
        const { clientId } = clientOf(store.read().document, client);
        const { nowSeconds } = ctx.editFacts();
        const made = await makeClientSigningKeys(algorithm, clientId, nowSeconds);
        const kept = keepAs === "jwks" ? { jwks: made.jwks } : { certificate: made.certificate };
        const saved = await keep(
          store,
          client,
          kept,
          caller.name,
          `key ${made.kid} generated, kept as ${WORDS[keepAs]}`,
        );
        const pkcs12 = password === undefined ? null : await toPkcs12(made, clientId, password, nowSeconds);
        return {
          ...saved,
          kid: made.kid,
          algorithm,
          privateKey: String(made.privateKey.export({ type: "pkcs8", format: "pem" })),
          certificate: toPem("CERTIFICATE", made.certificate),
          pkcs12: pkcs12?.toString("base64") ?? null,
        };
      }),
    ),
);

const WORDS = { jwks: "a JWK set", certificate: "a certificate" };

export const serveImportClientKeys = serve(importClientKeys, (ctx, { realm, client, given }, caller) =>
  withRealm(ctx, realm, (store) =>
    saving(store, async () => {
      const [[kind, text] = ["certificate", ""] as const] = Object.entries(given) as [Kind, string][];
      refusePrivate(kind, text);
      const reading = await readUploadedKey({ format: FORMATS[kind], file: Buffer.from(text) });
      if (reading === "missing") throw new RealmRefused(NO_KEY, ["given", kind]);
      if ("problem" in reading) throw new RealmRefused(reading.problem, ["given", kind]);
      if (!Object.values(reading).some(Boolean)) throw new RealmRefused("This is no certificate", ["given", kind]);
      return keep(store, client, reading, caller.name, `${FORMATS[kind]} imported`);
    }),
  ),
);

type Kind = "certificate" | "publicKey" | "jwks";

const FORMATS: Readonly<Record<Kind, string>> = {
  certificate: "Certificate PEM",
  publicKey: "Public Key PEM",
  jwks: "JSON Web Key Set",
};

const NO_KEY = 'This JWK set has no key for signatures: one with "use": "sig"';
const PRIVATE = "This holds a private key, which nobody but the client needs: give the public half";

function refusePrivate(kind: Kind, text: string): void {
  if (/PRIVATE KEY/.test(text)) throw new RealmRefused(PRIVATE, ["given", kind]);
  if (kind !== "jwks") return;
  try {
    const { keys } = JSON.parse(text) as { keys?: unknown };
    if (Array.isArray(keys) && keys.some(isPrivateJwk)) throw new RealmRefused(PRIVATE, ["given", kind]);
  } catch (error) {
    if (error instanceof SyntaxError) throw new RealmRefused("This is no JSON", ["given", kind]);
    throw error;
  }
}

/** Keeps the keys, and sees to it that they are the ones that count. */
async function keep(store: RealmStore<CompiledRealm>, client: string, keys: GivenClientKeys, by: string, what: string) {
  const { clientId } = clientOf(store.read().document, client);
  const summary = [`${clientId}: ${what}`];
  const change = (document: RealmDocument) => {
    if (holdsRights(document.realm, clientOf(document, client).clientId))
      throw new RealmRefused(`The roles of ${clientId} are the rights over a realm: nobody may change it`, ["client"]);
    return withoutUrl(withClientKeys(document, client, CREDENTIAL, keys), client);
  };
  const { revision } = await store.edit(change, { by, summary });
  return { revision, summary };
}

/** A JWKS URL would be asked before anything that is kept here. */
const withoutUrl = (document: RealmDocument, id: string): RealmDocument =>
  withClientReplaced(document, id, (client) =>
    client.attributes?.["use.jwks.url"] === "true"
      ? { ...client, attributes: { ...client.attributes, "use.jwks.url": "false" } }
      : client,
  );
