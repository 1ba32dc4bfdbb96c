import { inFieldOrder, type RepresentationName } from "../domain/representations.ts";
import { MASK } from "../domain/secrets.ts";
import type { AdminAction, AdminAnswer } from "./admin-answer.ts";
import type { AdminCall, ClientCall } from "./admin-call.ts";

/** Keeps what a call did for the admin events of a realm, where the realm wants that. */
export function recordAction({ ctx, request, admin }: AdminCall, realmName: string, { event }: AdminAnswer): void {
  const document = event && ctx.findRealm(realmName)?.document;
  if (!event || !document?.adminEventsEnabled) return;
  const { representation, resourcePath, ...action } = event;
  ctx.adminEvents.record({
    ...action,
    ...(resourcePath !== "" && { resourcePath }),
    ...(document.adminEventsDetailsEnabled && { representation }),
    id: ctx.protocol.newTokenId(),
    atSeconds: ctx.protocol.nowSeconds(),
    realmId: document.id,
    by: {
      realmId: admin.realm.document.id,
      clientId: admin.clientId,
      userId: admin.userId,
      ipAddress: request.caller.remoteAddress,
    },
  });
}

/** What these representations always say, because Keycloak's classes cannot leave it out. */
const ALWAYS_SAID: Partial<Record<RepresentationName, object>> = {
  RoleRepresentation: { composite: false },
  ProtocolMapperRepresentation: { consentRequired: false, config: {} },
};

/** A representation as admin events keep it: in Keycloak's order, without what says nothing, and without a secret. */
export function toldAs(type: RepresentationName, given: object): object {
  const said = withoutNulls({ ...ALWAYS_SAID[type], ...given });
  const hidden = Object.entries(said).map(([name, value]) => [name, isSecret(name, value) ? MASK : value]);
  return inFieldOrder(type, Object.fromEntries(hidden));
}

const withoutNulls = (value: object): object =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([name, inner]) => [name, isPlain(inner) ? withoutNulls(inner) : inner]),
  );

const isPlain = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isSecret = (name: string, value: unknown): boolean =>
  ["secret", "value", "registrationAccessToken"].includes(name) && typeof value === "string";

/** What has been done to the call's client. @param path below the client */
export const clientAction = (
  { client }: ClientCall,
  operation: AdminAction["operation"],
  representation?: unknown,
  path = "",
  resourceType = "CLIENT",
): AdminAction => ({ operation, resourceType, resourcePath: `clients/${client.id}${path}`, representation });
