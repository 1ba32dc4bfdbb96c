import { type Listening, type ListenOptions, listen } from "../http/listen.ts";
import type { TlsFiles } from "../http/tls.ts";
import type { StartOptions } from "../start.ts";

/** The sockets that a server answers on. */
export interface Ports {
  readonly port: number;
  readonly httpsPort: number | undefined;
  close(): Promise<void>;
}

export interface PortsWanted extends Pick<StartOptions, "portMayMove" | "https"> {
  readonly host: string;
  readonly port: number;
}

/** Opens the port for http and, where a certificate is given, the one for https; or none. @throws PortTaken, AddressUnfit, CertificateUnfit */
export async function openPorts(
  onRequest: Parameters<typeof listen>[0],
  { host, port, portMayMove = false, https }: PortsWanted,
): Promise<Ports> {
  const createServer = https && (await tlsServerOf(https));
  const plain = await listen(onRequest, { host, port, portMayMove });
  const secure =
    createServer &&
    (await listen(onRequest, { host, port: https?.port ?? 0, portMayMove, createServer }).catch(closing(plain)));
  return {
    port: plain.port,
    httpsPort: secure?.port,
    close: async () => {
      await Promise.all([plain.close(), secure?.close()]);
    },
  };
}

/** Loaded where it is wanted: most serve over http alone. */
async function tlsServerOf(files: TlsFiles): Promise<NonNullable<ListenOptions["createServer"]>> {
  const { createTlsServer, readTls } = await import("../http/tls.ts");
  return createTlsServer(await readTls(files));
}

const closing = (opened: Listening) => async (error: unknown) => {
  await opened.close();
  throw error;
};
