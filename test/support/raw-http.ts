import { connect } from "node:net";

/** Sends a text to a port of this machine just as it is, and gives back all that comes before the server hangs up. */
export function sendText(port: number, text: string): Promise<string> {
  return new Promise((done, failed) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("error", failed);
    socket.on("close", () => done(answer));
  });
}
