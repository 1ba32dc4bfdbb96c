import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type CertificatePair, CertificateUnfit, createAuthority, issueCertificate } from "../start.ts";

export interface CertificatesOptions {
  readonly client?: string[];
}

const HOSTS = ["localhost", "127.0.0.1", "::1"];

/** `tokenbench certificates`: a local CA, a server's certificate and those of clients, in files that are never overwritten. */
export async function runCertificates(folder: string, { client: clients = [] }: CertificatesOptions): Promise<void> {
  const nowSeconds = Math.floor(Date.now() / 1000);
  await mkdir(folder, { recursive: true });
  const authority = await readOrCreate(folder, "ca", () => createAuthority(nowSeconds));
  await readOrCreate(folder, "server", () =>
    issueCertificate(authority, { commonName: "localhost", hosts: HOSTS, nowSeconds }),
  );
  for (const clientId of clients)
    await readOrCreate(folder, fileNameOf(clientId), () =>
      issueCertificate(authority, { commonName: clientId, nowSeconds }),
    );
  process.stdout.write(`${describe(folder, clients).join("\n")}\n`);
}

const fileNameOf = (clientId: string): string => encodeURIComponent(clientId).replaceAll(".", "%2E");

async function readOrCreate(
  folder: string,
  name: string,
  create: () => Promise<CertificatePair>,
): Promise<CertificatePair> {
  const [certificateFile, keyFile] = [join(folder, `${name}.pem`), join(folder, `${name}-key.pem`)];
  const [certificate, key] = await Promise.all([readText(certificateFile), readText(keyFile)]);
  if (certificate !== undefined && key !== undefined) {
    process.stdout.write(`${certificateFile} is there already, and stays\n`);
    return { certificate, key };
  }
  if (certificate !== undefined || key !== undefined)
    throw new CertificateUnfit(
      `of ${certificateFile} and ${keyFile} only one is there: move it away, or bring the other back`,
    );
  const made = await create();
  await writeFile(keyFile, made.key, { mode: 0o600, flag: "wx" });
  await writeFile(certificateFile, made.certificate, { flag: "wx" });
  process.stdout.write(`${certificateFile} and ${keyFile} made\n`);
  return made;
}

const readText = (file: string): Promise<string | undefined> => readFile(file, "utf8").catch(() => undefined);

function describe(folder: string, clients: readonly string[]): string[] {
  const serve = `tokenbench serve --https-certificate-file ${join(folder, "server.pem")} --https-certificate-key-file ${join(folder, "server-key.pem")} --https-client-auth request`;
  const [first] = clients;
  const name = join(folder, first === undefined ? "client" : fileNameOf(first));
  return [
    "",
    "Answer over https with it:",
    `  ${serve}`,
    ...(first === undefined
      ? []
      : [
          "",
          `Ask as ${first} (Client Authenticator X509 Certificate, Subject DN CN=${first}):`,
          `  curl --cacert ${join(folder, "ca.pem")} --cert ${name}.pem --key ${name}-key.pem -d grant_type=client_credentials -d client_id=${first} https://localhost:8443/realms/…/protocol/openid-connect/token`,
        ]),
  ];
}
