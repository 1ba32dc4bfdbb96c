import { createServer, type Server } from "node:net";

const peers: Server[] = [];

export function closePeers(): void {
  for (const peer of peers.splice(0)) peer.close();
}

/** A server that answers every connection with the same bytes. Resolves with its address. */
export async function aPeer(answer: string, seen: string[] = []): Promise<string> {
  const peer = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      seen.push(String(chunk));
      if (answer !== "") socket.end(answer);
    });
  });
  peers.push(peer);
  await new Promise<void>((listening) => peer.listen(0, "127.0.0.1", listening));
  const { port } = peer.address() as { readonly port: number };
  return `http://127.0.0.1:${port}`;
}

export const http = (status: string, body: string, more = "") =>
  `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\n${more}Content-Length: ${body.length}\r\n\r\n${body}`;
