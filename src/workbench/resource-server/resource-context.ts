import type { CompiledClient } from "../../domain/compiled-client.ts";
import type { AskedOnTheWay, Trace } from "../../domain/trace.ts";
import type { EventLog } from "../../protocol/event-log.ts";
import type { Introspection, ResourceContext } from "../../protocol/resource-server/resource-endpoint.ts";
import type { WorkspaceSettings } from "../../store/workspace-settings.ts";
import { readDiscovery } from "../calls/discovery.ts";
import { parseHttpMessage } from "../calls/http-message.ts";
import { formEncoded, writeHttp } from "../calls/http-text.ts";
import { type Destination, NotSent, sendBytes } from "../calls/wire.ts";
import { parseJsonObject } from "../parse-json-object.ts";
import { createForeignVerifier } from "./issuer-keys.ts";
import { resourceSettingsOf } from "./resource-settings-of.ts";

interface Given {
  readonly protocol: ResourceContext["protocol"];
  readonly events: EventLog;
  readonly settings: () => WorkspaceSettings;
  /** Whether a person lets this server ask there. */
  readonly mayAsk: (url: URL) => boolean;
}

/** Fills what the resource server needs of the world. */
export const createResourceContext = ({ protocol, events, settings, mayAsk }: Given): ResourceContext => ({
  protocol,
  whyNotAsked: (issuer) => whyNotAsked(issuer, mayAsk),
  settingsOf: (realm) => resourceSettingsOf(settings(), realm),
  verifyForeign: createForeignVerifier(protocol.nowSeconds),
  introspect: async (asked) => {
    try {
      return await introspect(asked, events);
    } catch (error) {
      if (error instanceof NotSent) return { unreachable: error.message };
      throw error;
    }
  },
});

/** `workbench.json` may come from somebody else, so that what it names is asked only once a person here wants it. */
function whyNotAsked(issuer: string, mayAsk: Given["mayAsk"]): string | undefined {
  if (!URL.canParse(issuer) || !/^https?:/.test(issuer)) return "it is no address of http or https";
  const url = new URL(issuer);
  if (mayAsk(url)) return undefined;
  return `nothing was sent: nobody has let this server ask ${url.origin}, which its settings name. The button for it is in the window under Resource server`;
}

type Introspected = Awaited<ReturnType<ResourceContext["introspect"]>>;

/** Asks as any resource server would, so that the call stands among those received where the issuer is here (RFC 7662 §2.1). */
async function introspect(asked: Introspection, events: EventLog): Promise<Introspected> {
  const { realm, settings, token } = asked;
  const client = realm.findClient(settings.introspectAs ?? "");
  if (!client?.representation.secret)
    return { unreachable: `the client ${settings.introspectAs} or its secret is gone` };
  const { address, to } = await placeOf(asked);
  const wire = await sendBytes(to, requestOf(address, client, client.representation.secret, token));
  const message = parseHttpMessage(wire.responseBytes);
  const answer = message?.status === 200 ? parseJsonObject(message.body.toString("utf8")) : undefined;
  const trace = asked.foreignIssuer === undefined ? (events.findByPort(wire.localPort)?.trace ?? []) : [];
  const status = message ? String(message.status) : "no HTTP";
  const on = { host: address.host, request: `POST ${address.pathname}`, elapsedMs: wire.timings.totalMs };
  if (!answer)
    return {
      unreachable: `its introspection endpoint answered ${status}${reasonIn(trace)}`,
      asked: { ...on, answer: status, refused: true },
    };
  const isActive = answer["active"] === true;
  const active = JSON.stringify(answer["active"] ?? null);
  const onTheWay: AskedOnTheWay = { ...on, answer: `200 ${isActive ? "active" : "inactive"}`, refused: false };
  return { value: answer, how: `active: ${active}${isActive ? "" : reasonIn(trace)}`, asked: onTheWay };
}

/** The check that failed at this server's own introspection endpoint, which the answer does not tell. */
function reasonIn(trace: Trace): string {
  const step = trace.find(({ outcome }) => outcome === "failed");
  if (!step) return "";
  return `: ${[step.rule, step.actual].filter((part) => part !== undefined).join(": ")}`;
}

const INTROSPECTION = "/protocol/openid-connect/token/introspect";

/** A realm's own endpoint is asked by the name that the caller used, so that the issuer is the same, but at our own socket. */
async function placeOf({
  foreignIssuer,
  realm,
  request,
}: Introspection): Promise<{ readonly address: URL; readonly to: Destination }> {
  if (foreignIssuer !== undefined) {
    const named = (await readDiscovery(foreignIssuer, undefined)).document["introspection_endpoint"];
    if (typeof named !== "string" || !URL.canParse(named) || !/^https?:/.test(named))
      throw new NotSent("its discovery document names no introspection_endpoint");
    return { address: new URL(named), to: { url: new URL(named) } };
  }
  const address = new URL(`${request.caller.baseUrl}/realms/${encodeURIComponent(realm.name)}${INTROSPECTION}`);
  return { address, to: { url: new URL(request.ownAddress), unverified: true } };
}

const METHOD = "client_secret_post";

/** By the method that the client's settings allow. */
function requestOf(url: URL, client: CompiledClient, secret: string, token: string): Buffer {
  const inForm = client.attribute("client.secret.authentication.allowed.method") === METHOD;
  const pair = Buffer.from(`${formEncoded(client.clientId)}:${formEncoded(secret)}`).toString("base64");
  const proof = [
    { name: "client_id", value: client.clientId },
    { name: "client_secret", value: secret },
  ];
  const { requestText } = writeHttp({
    method: "POST",
    url,
    headers: [
      { name: "Connection", value: "close" },
      { name: "Accept", value: "application/json" },
      { name: "Content-Type", value: "application/x-www-form-urlencoded" },
      ...(inForm ? [] : [{ name: "Authorization", value: `Basic ${pair}` }]),
    ],
    form: [{ name: "token", value: token }, ...(inForm ? proof : [])],
  });
  return Buffer.from(requestText);
}
