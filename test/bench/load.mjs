// Asks for tokens over 16 connections: load.mjs URL CLIENT_ID SECRET COUNT; prints how long it took.
import { Agent, request } from "node:http";

const [url, clientId, secret, count] = process.argv.slice(2);
const CONNECTIONS = 16;
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
const body = "grant_type=client_credentials";
const headers = {
  authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString("base64")}`,
  "content-type": "application/x-www-form-urlencoded",
  "content-length": body.length,
};

const ask = () =>
  new Promise((done, failed) => {
    const call = request(url, { method: "POST", agent, headers }, (response) => {
      response.resume();
      response.on("end", () =>
        response.statusCode === 200 ? done() : failed(new Error(`answered ${response.statusCode}`)),
      );
    });
    call.on("error", failed);
    call.end(body);
  });

let left = Number(count);
const began = performance.now();
await Promise.all(
  Array.from({ length: CONNECTIONS }, async () => {
    while (left-- > 0) await ask();
  }),
);
console.log(JSON.stringify({ seconds: (performance.now() - began) / 1000 }));
agent.destroy();
