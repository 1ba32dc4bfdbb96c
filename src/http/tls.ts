import { readFile } from "node:fs/promises";
import type { RequestListener, Server, ServerOptions } from "node:http";
import { createServer } from "node:https";
import { createSecureContext, type SecureContextOptions, type TLSSocket } from "node:tls";

/** Whether callers are asked for a certificate, in the words of Keycloak's https-client-auth. */
export type ClientAuth = "none" | "request" | "required";

/** A server's certificate, read. */
export interface Tls extends SecureContextOptions {
  readonly clientAuth: ClientAuth;
}

export interface TlsFiles {
  readonly certificateFile: string;
  readonly certificateKeyFile: string;
  readonly clientAuth?: ClientAuth;
}

/** A certificate or key that cannot be used; the message is one sentence with the way out. */
export class CertificateUnfit extends Error {
  override readonly name = "CertificateUnfit";
}

/** Reads certificate and key (PEM). @throws CertificateUnfit */
export async function readTls({ certificateFile, certificateKeyFile, clientAuth = "none" }: TlsFiles): Promise<Tls> {
  const [cert, key] = await Promise.all([
    read(certificateFile, "--https-certificate-file"),
    read(certificateKeyFile, "--https-certificate-key-file"),
  ]);
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    const { message } = error as Error;
    throw new CertificateUnfit(
      `${certificateFile} and ${certificateKeyFile} are no certificate with its key (${message}): both are PEM files, and belong together`,
    );
  }
  return { cert, key, clientAuth };
}

async function read(file: string, option: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new CertificateUnfit(`${file} of ${option} cannot be read (${(error as Error).message})`);
  }
}

/** Certificates of any issuer are taken: what a client's certificate must say stands in the client, its issuer does not. */
export const createTlsServer =
  ({ clientAuth, ...pair }: Tls) =>
  (limits: ServerOptions, listener: RequestListener): Server => {
    const options = { ...limits, ...pair, requestCert: clientAuth !== "none", rejectUnauthorized: false };
    const server = createServer(options, listener);
    if (clientAuth === "required") server.on("secureConnection", refuseWithoutCertificate);
    return server;
  };

function refuseWithoutCertificate(socket: TLSSocket): void {
  if (!socket.getPeerX509Certificate()) socket.destroy();
}
