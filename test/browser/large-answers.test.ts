import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, test } from "vitest";
import { aConsole } from "../support/a-console.ts";
import { openForAll } from "../support/with-admin.ts";

/** Four megabytes are the most that is read. */
const answers: Readonly<Record<string, string>> = {
  "/text": JSON.stringify({ text: "x".repeat(3_900_000) }),
  "/members": JSON.stringify(Object.fromEntries(Array.from({ length: 150_000 }, (_, i) => [`n${i}`, `value ${i}`]))),
};

const app = await openForAll();
const { page } = app;
const peer = createServer((request, response) => {
  response.setHeader("content-type", "application/json").end(answers[request.url ?? ""]);
});
await new Promise<void>((listening) => peer.listen(0, "127.0.0.1", listening));
afterAll(() => void peer.close());

test.each(Object.keys(answers))(
  "an answer of 4 MB (%s) is shown while one waits, part by part and as it came",
  async (path) => {
    const shown = aConsole(page);
    await app.visit("#/demo/clients");
    await shown.open("orders-service");
    const again = shown.exchange.getByRole("button", { name: "New story" });
    if (await again.isVisible()) await again.click();
    await shown.send("200");
    await shown.tab("Story");
    await shown.next.getByRole("button", { name: "Call the resource …" }).click();
    const address = `http://127.0.0.1:${(peer.address() as AddressInfo).port}${path}`;
    await page.getByLabel("Address of the resource").fill(address);
    await shown.next.getByRole("button", { name: "Call it", exact: true }).click();
    await shown.steps
      .getByRole("button", { name: /Call a resource 200$|Resource 200$/ })
      .last()
      .waitFor();
    await shown.exchange.getByRole("button", { name: "The fields of the answer" }).click();
    await shown.tab("Raw");
    await shown.exchange.getByText("Copy takes all of them.").waitFor();
  },
);
