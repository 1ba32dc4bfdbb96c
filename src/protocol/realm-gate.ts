import type { CompiledRealm } from "../domain/compiled-realm.ts";
import { type Decision, passed } from "../domain/trace.ts";
import type { EndpointRequest, ProtocolContext } from "./endpoint.ts";
import { type Refusal, refusals, refuse } from "./oauth-error.ts";
import { realmNamesOf } from "./realm-names.ts";

const REALM_EXISTS = passed("the realm exists");
const REALM_OPEN = passed("the realm is enabled");

/** Finds the realm of a request, enabled or not. */
export function findRealm(ctx: ProtocolContext, { realmName }: EndpointRequest): Decision<CompiledRealm, Refusal> {
  const realm = ctx.findRealm(realmName);
  if (!realm)
    return refuse(refusals.noRealm, "the realm exists", {
      subject: { realm: realmName },
      expected: "a realm of this server, its name in the same case",
      actual: describeUnknown(ctx, realmName),
    });
  return { value: realm.compiled, trace: [REALM_EXISTS] };
}

function describeUnknown(ctx: ProtocolContext, realmName: string): string {
  const near = realmNamesOf(ctx).find((name) => name.toLowerCase() === realmName.toLowerCase());
  return near === undefined
    ? `there is no realm ${realmName}`
    : `there is no realm ${realmName}; ${near} differs only in case`;
}

/** Finds the realm of a request that reached it safely enough, enabled or not (reference §1.6). */
export function findReachedRealm(ctx: ProtocolContext, request: EndpointRequest): Decision<CompiledRealm, Refusal> {
  const found = findRealm(ctx, request);
  return found.refusal ? found : (refuseUnsafe(found.value, request) ?? found);
}

/** The gates of the endpoints that need an open realm: it exists, it is reached safely enough, it is enabled (reference §1.6). */
export function findOpenRealm(ctx: ProtocolContext, request: EndpointRequest): Decision<CompiledRealm, Refusal> {
  const found = findRealm(ctx, request);
  return found.refusal ? found : judgeOpenRealm(found.value, request);
}

/** What the realm itself says to a request: it is reached safely enough, and it is enabled. Pure. */
export function judgeOpenRealm(
  realm: CompiledRealm,
  request: Pick<EndpointRequest, "caller">,
): Decision<CompiledRealm, Refusal> {
  const unsafe = refuseUnsafe(realm, request);
  if (unsafe) return unsafe;
  if (realm.document.enabled === false)
    return refuse(refusals.realmDisabled, "the realm is enabled", {
      subject: { realm: realm.name },
      expected: "a realm that is switched on (Realm settings)",
      actual: `${realm.name} is disabled`,
    });
  return { value: realm, trace: [REALM_EXISTS, REALM_OPEN] };
}

function refuseUnsafe(
  { document }: CompiledRealm,
  request: Pick<EndpointRequest, "caller">,
): Decision<never, Refusal> | undefined {
  if (!request.caller.secure && needsHttps(document.sslRequired, request.caller.remoteAddress))
    return refuse(refusals.httpsRequired, "the connection is safe enough", {
      expected: `https (sslRequired is ${document.sslRequired ?? "external"})`,
      actual: `http from ${request.caller.remoteAddress}`,
    });
  return undefined;
}

/** `external`, the default, waives https for loopback and private addresses; `all` never does. */
function needsHttps(sslRequired: string | undefined, address: string): boolean {
  if (sslRequired === "none") return false;
  return sslRequired === "all" || !isPrivate(address);
}

const isPrivate = (address: string): boolean =>
  /^(::ffff:)?(127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address) ||
  /^(::1$|0:0:0:0:0:0:0:1$|f[cd]|fe[89ab])/i.test(address);
