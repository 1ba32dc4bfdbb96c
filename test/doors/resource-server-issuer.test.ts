import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { AnswerOf, ApprovedOrigins, listEvents, ResourceServerPage } from "../../src/contract/index.ts";
import { aFolder, aServer, post } from "../protocol/a-server.ts";
import { anAssertion, publicHalf, testKey } from "../support/assertions.ts";
import { aClient, aRealm, NOW } from "../support/builders.ts";
import { aWindow } from "../workbench/a-window.ts";
import { aPeer, closePeers, http } from "./a-peer.ts";

afterAll(closePeers);

/** An issuer under a name that is not this machine's, though it leads here. */
async function anIssuerElsewhere() {
  const asked: string[] = [];
  const introspection = await aPeer(http("200 OK", JSON.stringify({ active: true })), asked);
  const issuer = await aPeer(http("200 OK", JSON.stringify({ introspection_endpoint: introspection })), asked);
  return { issuer: issuer.replace("127.0.0.1", "0.0.0.0"), asked };
}

/** A workspace as somebody else may have left it. */
async function aGivenWorkspace(settings: object, clients = [aClient("api")]) {
  const folder = await aFolder();
  const file = join(folder.path, "workbench.json");
  await writeFile(file, JSON.stringify(settings));
  const start = () => aServer({ workspace: folder.path, realm: aRealm({ clients }) });
  let server = await start();
  const path = "/realms/test/resource-server";
  return {
    file,
    page: async () => (await aWindow(server).call<ResourceServerPage>("GET", path)).answer,
    set: (body: object) => aWindow(server).call<ResourceServerPage>("POST", path, body),
    ask: () => fetch(`${server.baseUrl}/resource/test`, { headers: { authorization: "Bearer opaque" } }),
    failed: async () => {
      const { answer } = await aWindow(server).call<AnswerOf<typeof listEvents>>("GET", "/realms/test/events");
      const [call] = answer.events;
      return call?.kind === "call" ? call.trace.find(({ outcome }) => outcome === "failed") : undefined;
    },
    approvals: async () => (await aWindow(server).call<ApprovedOrigins>("GET", "/approved-origins")).answer,
    approve: (origin: string) => aWindow(server).call("POST", "/approved-origins", { origin }),
    withdraw: (origin: string) => aWindow(server).call("POST", "/approved-origins/remove", { origin }),
    /** The status of a token request that the client `signed` proves by an assertion. */
    askForToken: async () => {
      const audience = `${server.baseUrl}/realms/test`;
      const proof = await anAssertion({ clientId: "signed", audience, nowSeconds: NOW });
      const form = { grant_type: "client_credentials", ...proof };
      return (await post(`${audience}/protocol/openid-connect/token`, form)).status;
    },
    restart: async () => {
      await server.stop();
      server = await start();
    },
    [Symbol.asyncDispose]: async () => {
      await server.stop();
      await folder[Symbol.asyncDispose]();
    },
  };
}

const asking = (issuer: string, verification = "introspection") => ({
  enabled: true,
  issuer,
  scopes: [],
  realmRoles: [],
  clientRoles: {},
  verification,
  introspectAs: "api",
});

test.each(["introspection", "signature"])(
  "an issuer that workbench.json names is not spoken to before a person says so (%s), even if the file approves it itself",
  async (verification) => {
    const { issuer, asked } = await anIssuerElsewhere();
    await using place = await aGivenWorkspace({
      approvedOrigins: [issuer],
      resourceServers: { test: asking(issuer, verification) },
    });
    expect((await place.ask()).status).toBe(503);
    expect(await place.failed()).toMatchObject({
      rule: "the issuer may be asked",
      actual: `nothing was sent: nobody has let this server ask ${issuer}, which its settings name. The button for it is in the window under Resource server`,
    });
    expect(await place.page()).toMatchObject({ unapproved: issuer });
    expect(asked).toEqual([]);
  },
);

test("once it is approved the issuer is asked, also after a restart, and the approval is not in the file for git", async () => {
  const { issuer, asked } = await anIssuerElsewhere();
  await using place = await aGivenWorkspace({ resourceServers: { test: asking(issuer) } });
  const { settings } = await place.page();
  expect((await place.set({ settings })).answer.unapproved).toBe(issuer);
  expect((await place.ask()).status).toBe(503);
  expect((await place.set({ settings, approveIssuer: true })).answer.unapproved).toBeNull();
  expect((await place.ask()).status).toBe(200);
  expect(asked).toHaveLength(2);
  await place.restart();
  expect((await place.ask()).status).toBe(200);
  expect(await readFile(place.file, "utf8")).not.toContain("approve");
});

test("an approval is good for its origin alone", async () => {
  const [one, other] = [await anIssuerElsewhere(), await anIssuerElsewhere()];
  await using place = await aGivenWorkspace({});
  await place.set({ settings: asking(one.issuer), approveIssuer: true });
  expect((await place.set({ settings: asking(other.issuer) })).answer.unapproved).toBe(other.issuer);
  expect((await place.ask()).status).toBe(503);
  expect(other.asked).toEqual([]);
});

test("an issuer in workbench.json that is no address is a check that fails, not a fault", async () => {
  await using place = await aGivenWorkspace({ resourceServers: { test: asking("nowhere") } });
  expect((await place.ask()).status).toBe(503);
  expect(await place.failed()).toMatchObject({ actual: "it is no address of http or https" });
  expect((await place.page()).unapproved).toBeNull();
});

test("approvals are listed and taken back: then the issuer is not asked any more, also after a restart", async () => {
  const { issuer, asked } = await anIssuerElsewhere();
  await using place = await aGivenWorkspace({ resourceServers: { test: asking(issuer) } });
  expect(await place.approvals()).toEqual({ origins: [], named: [] });
  expect((await place.approve(`${issuer}/realms/shop?x=1`)).answer).toEqual({ approved: issuer });
  expect((await place.ask()).status).toBe(200);
  expect(await place.approvals()).toEqual({ origins: [issuer], named: [] });
  expect((await place.withdraw(issuer)).answer).toEqual({ removed: issuer });
  asked.length = 0;
  expect((await place.ask()).status).toBe(503);
  await place.restart();
  expect((await place.ask()).status).toBe(503);
  expect([await place.approvals(), asked]).toEqual([{ origins: [], named: [] }, []]);
  expect((await place.withdraw(issuer)).status).toBe(404);
  expect((await place.approve("ftp://sso.example")).status).toBe(400);
});

test("a client's JWKS URL that comes with a workspace is not fetched before a person says so, even if workbench.json approves it", async () => {
  const asked: string[] = [];
  const keys = await aPeer(http("200 OK", JSON.stringify({ keys: [publicHalf(testKey("rsa-a"))] })), asked);
  const origin = keys.replace("127.0.0.1", "0.0.0.0");
  const attributes = { "use.jwks.url": "true", "jwks.url": `${origin}/jwks` };
  const signed = aClient("signed", { clientAuthenticatorType: "client-jwt", attributes });
  await using place = await aGivenWorkspace({ approvedOrigins: [origin, "no address"] }, [signed]);
  expect([await place.askForToken(), asked.length]).toEqual([400, 0]);
  expect(await place.approvals()).toEqual({ origins: [], named: [origin] });
  expect(await place.failed()).toMatchObject({
    actual: expect.stringContaining(`${origin} is not on this machine: approve it in the window under Resource server`),
  });
  await place.approve(origin);
  expect([await place.askForToken(), asked.length]).toEqual([200, 1]); // at once
  await place.withdraw(origin);
  expect(await place.askForToken()).toBe(400); // though its keys were read
  expect(await place.approvals()).toEqual({ origins: [], named: [origin] });
});
