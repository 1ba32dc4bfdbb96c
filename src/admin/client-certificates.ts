import { withClientKeys } from "../domain/edits/client-key-edits.ts";
import { clientOf } from "../domain/edits/parts.ts";
import { inFieldOrder } from "../domain/representations.ts";
import { MASK } from "../domain/secrets.ts";
import { generateClientKeyPair } from "../keys/client-key-pair.ts";
import { type ClientKeys, readUploadedKey, signatureKeyOf } from "../keys/uploaded-client-key.ts";
import { clientAction } from "./admin-actions.ts";
import { type AdminAnswer, badRequest, invalidWith, notFound, ok, refuse } from "./admin-answer.ts";
import { type ClientCall, edit, param, requireAny, requireManageClient } from "./admin-call.ts";
import { keyStoreOf, refuseFormat, refuseWithoutPasswords, type StoreWish } from "./client-key-store.ts";
import { readBody } from "./read-body.ts";
import { createResource } from "./resource.ts";

const view = (call: ClientCall): void => requireAny(call, "view-clients", "manage-clients");
const manage = (call: ClientCall): void => requireManageClient(call, call.client.clientId);

/** A key set that the client names stands before its single keys, whatever they are asked as. */
function keysOf({ client, params }: ClientCall): ClientKeys {
  const isOidc = client.representation.protocol === "openid-connect";
  if (isOidc && client.attribute("use.jwks.string")?.toLowerCase() === "true") {
    const jwks = client.attribute("jwks.string") ?? refuse(badRequest("The jwks is null!"));
    return signatureKeyOf(jwks) ?? refuse(badRequest("Certificate not found for use sig"));
  }
  const attribute = (name: string) => client.attribute(`${params["attribute"]}.${name}`);
  const found = {
    privateKey: attribute("private.key"),
    publicKey: attribute("public.key"),
    certificate: attribute("certificate"),
    kid: attribute("kid"),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value));
}

const represented = (keys: ClientKeys): object => inFieldOrder("CertificateRepresentation", keys);

function readCertificate(call: ClientCall): AdminAnswer {
  view(call);
  return ok(represented(keysOf(call)));
}

async function saveKeys(call: ClientCall, keys: ClientKeys, path: string) {
  const { id, clientId } = call.client;
  const attribute = param(call, "attribute");
  await edit(call, `Client ${clientId}: keys of ${attribute} replaced`, (document) =>
    withClientKeys(document, clientOf(document, id).id, attribute, keys),
  );
  const shown = { ...keys, ...(keys.privateKey && { privateKey: MASK }) };
  return clientAction(call, "ACTION", represented(shown), `/certificates/$${path}`);
}

async function generate(call: ClientCall): Promise<AdminAnswer> {
  manage(call);
  const keys = await generateClientKeyPair(call.client.clientId, call.ctx.editFacts().nowSeconds);
  return { ...ok(represented(keys), await saveKeys(call, keys, "generate")), cache: "no-cache" };
}

const octets = (body: Uint8Array): AdminAnswer => ({
  status: 200,
  content: { type: "application/octet-stream", body },
  cache: "no-cache",
});

/** The private key goes out and is not kept. */
async function generateAndDownload(call: ClientCall): Promise<AdminAnswer> {
  manage(call);
  const wish = await readBody<StoreWish>(call, "KeyStoreConfig");
  refuseFormat(wish);
  refuseWithoutPasswords(wish, true, "jks generation and download");
  const { keySize, validity } = wish;
  if (keySize && keySize > 0 && (keySize < FEWEST_BITS || keySize > MOST_BITS))
    return badRequest(`A key of ${keySize} bits cannot be made: ${FEWEST_BITS} to ${MOST_BITS} are possible`);
  if (validity && validity > MOST_YEARS) return badRequest(`A certificate lasts ${MOST_YEARS} years at the most`);
  const pair = await generateClientKeyPair(call.client.clientId, call.ctx.editFacts().nowSeconds, {
    ...(keySize && keySize > 0 && { bits: keySize }),
    ...(validity && validity > 0 && { years: validity }),
  });
  const store = await keyStoreOf(call, wish, pair);
  const event = await saveKeys(call, { certificate: pair.certificate }, "generate-and-download");
  return { ...octets(store), event };
}

const FEWEST_BITS = 512;
const MOST_BITS = 8192;
const MOST_YEARS = 1000;

async function download(call: ClientCall): Promise<AdminAnswer> {
  view(call);
  const wish = await readBody<StoreWish>(call, "KeyStoreConfig");
  refuseFormat(wish);
  const keys = keysOf(call);
  if (!keys.privateKey && !keys.certificate) return notFound("keypair not generated for client");
  refuseWithoutPasswords(wish, keys.privateKey !== undefined, "jks download");
  return octets(await keyStoreOf(call, wish, keys));
}

const nothingFound = invalidWith(
  "certificate-not-found",
  "Certificate or key with given alias not found in the keystore",
);

const upload =
  (path: string) =>
  async (call: ClientCall): Promise<AdminAnswer> => {
    manage(call);
    const form = await call.request.readForm().catch(() => new FormData());
    const text = (name: string): string | undefined => {
      const value = form.get(name);
      return typeof value === "string" ? value : undefined;
    };
    const format = text("keystoreFormat");
    if (format === undefined) return badRequest("keystoreFormat cannot be null");
    const file = form.get("file");
    if (file === null || file === "") return badRequest("file cannot be empty");
    const reading = await readUploadedKey({
      format,
      file: typeof file === "string" ? Buffer.from(file) : Buffer.from(await file.arrayBuffer()),
      keyAlias: text("keyAlias"),
      keyPassword: text("keyPassword"),
      storePassword: text("storePassword"),
    });
    if (reading === "missing") return nothingFound;
    if ("problem" in reading) return badRequest(reading.problem);
    return ok(represented(reading), await saveKeys(call, reading, path));
  };

/** The keys that a client proves itself with, or signs with: `jwt.credential`, `saml.signing` and whatever else they are called. */
export const clientCertificatesResource = createResource<ClientCall>({
  operations: {
    GET: readCertificate,
    "POST generate": generate,
    "POST generate-and-download": generateAndDownload,
    "POST download": download,
    "POST upload": upload("upload"),
    "POST upload-certificate": upload("upload-certificate"),
  },
});
