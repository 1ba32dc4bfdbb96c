import type { RealmDocument } from "../domain/realm-document.ts";
import { eventOf } from "../protocol/events.ts";
import { type AdminAnswer, badRequest, noContent, ok, refuse } from "./admin-answer.ts";
import { edit, type RealmCall, requireAny } from "./admin-call.ts";
import type { AdminEvent } from "./admin-event-log.ts";
import { inHashOrder } from "./client-representation.ts";
import { datesOf, isDescending } from "./event-filter.ts";
import { eventTypes, operationTypes, resourceTypes, typesKeptByDefault } from "./event-types.ts";
import { page } from "./query.ts";
import { readBody } from "./read-body.ts";
import type { Operation } from "./resource.ts";

const LONGEST_PAGE = 100;

const view = (call: RealmCall): void => requireAny(call, "view-events", "manage-events");
const manage = (call: RealmCall): void => requireAny(call, "manage-events");

const typesKept = ({ enabledEventTypes }: RealmDocument): readonly string[] =>
  enabledEventTypes?.length ? enabledEventTypes : typesKeptByDefault;

/** The values of a query parameter; one that Keycloak does not know ends the call. */
function valuesOf({ request }: RealmCall, name: string, known: ReadonlySet<string>): ReadonlySet<string> {
  const values = request.query.getAll(name);
  const odd = values.find((value) => !known.has(value));
  if (odd !== undefined) refuse(badRequest(`Invalid value for '${name}': ${odd}`));
  return new Set(values);
}

function listEvents(call: RealmCall): AdminAnswer {
  view(call);
  const { query } = call.request;
  const { document, name } = call.realm;
  const kept = new Set(typesKept(document));
  const types = valuesOf(call, "type", eventTypes);
  const isInTime = datesOf(call);
  const fits = (parameter: string, value: string | undefined) =>
    !query.get(parameter) || query.get(parameter) === value;
  const events = [...call.ctx.events.keptOf(name)].flatMap((each) => eventOf(each, document.id) ?? []);
  const found = events.filter(
    (event) =>
      kept.has(event.type) &&
      (types.size === 0 || types.has(event.type)) &&
      fits("client", event.clientId) &&
      fits("user", event.userId) &&
      fits("ipAddress", event.ipAddress) &&
      isInTime(event.time),
  );
  return ok(inPage(call, found).map((event) => ({ ...event, details: inHashOrder(event.details) })));
}

const inPage = <Event>(call: RealmCall, newestFirst: readonly Event[]): readonly Event[] =>
  page(call, isDescending(call) ? newestFirst : [...newestFirst].reverse(), LONGEST_PAGE);

function listAdminEvents(call: RealmCall): AdminAnswer {
  view(call);
  const { query } = call.request;
  const operations = valuesOf(call, "operationTypes", operationTypes);
  const resources = valuesOf(call, "resourceTypes", resourceTypes);
  const isPath = pathTest(query.get("resourcePath"));
  const isInTime = datesOf(call);
  const fits = (parameter: string, value: string) => !query.get(parameter) || query.get(parameter) === value;
  const found = [...call.ctx.adminEvents.newestFirst(call.realm.document.id)].filter(
    (event) =>
      (operations.size === 0 || operations.has(event.operation)) &&
      (resources.size === 0 || resources.has(event.resourceType)) &&
      isPath(event.resourcePath ?? "") &&
      fits("authRealm", event.by.realmId) &&
      fits("authClient", event.by.clientId) &&
      fits("authUser", event.by.userId) &&
      fits("authIpAddress", event.by.ipAddress) &&
      isInTime(event.atSeconds * 1000),
  );
  return ok(inPage(call, found).map(adminEventRepresentation));
}

/** `*` stands for any text. */
function pathTest(pattern: string | null): (path: string) => boolean {
  if (!pattern) return () => true;
  const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const expression = new RegExp(`^${parts.join(".*")}$`);
  return (path) => expression.test(path);
}

/** The representation is JSON in a text. */
const adminEventRepresentation = (event: AdminEvent): object => ({
  id: event.id,
  time: event.atSeconds * 1000,
  realmId: event.realmId,
  authDetails: event.by,
  operationType: event.operation,
  resourceType: event.resourceType,
  resourcePath: event.resourcePath,
  ...(event.representation !== undefined && { representation: JSON.stringify(event.representation) }),
});

function readConfig(call: RealmCall): AdminAnswer {
  view(call);
  const { document } = call.realm;
  return ok({
    eventsEnabled: document.eventsEnabled ?? false,
    ...(document.eventsExpiration ? { eventsExpiration: document.eventsExpiration } : {}),
    eventsListeners: document.eventsListeners ?? [],
    enabledEventTypes: typesKept(document),
    adminEventsEnabled: document.adminEventsEnabled ?? false,
    adminEventsDetailsEnabled: document.adminEventsDetailsEnabled ?? false,
  });
}

type EventsConfig = {
  readonly [Name in
    | "eventsEnabled"
    | "eventsExpiration"
    | "eventsListeners"
    | "enabledEventTypes"
    | "adminEventsEnabled"
    | "adminEventsDetailsEnabled"]?: RealmDocument[Name] | null;
};

const LISTENERS = new Set(["jboss-logging", "email"]);

/** `eventsEnabled` and `eventsExpiration` are what the body says, absent is off; the rest stays where it says nothing (recorded). */
async function updateConfig(call: RealmCall): Promise<AdminAnswer> {
  manage(call);
  const given = await readBody<EventsConfig>(call, "RealmEventsConfigRepresentation");
  if (given.eventsListeners?.some((name) => !LISTENERS.has(name))) return badRequest("Unknown event listener");
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  await edit(call, "What events are kept changed", (document) => ({
    ...document,
    ...said,
    eventsEnabled: given.eventsEnabled ?? false,
    eventsExpiration: given.eventsExpiration ?? 0,
  }));
  return noContent({
    operation: "UPDATE",
    resourceType: "REALM",
    resourcePath: "events/config",
    representation: given,
  });
}

/** What the realm's endpoints and this API did, as far as the realm keeps it. */
export const realmEvents: Readonly<Record<string, Operation<RealmCall>>> = {
  "GET events": listEvents,
  "DELETE events": (call) => {
    manage(call);
    call.ctx.events.clearKept(call.realm.name);
    return noContent();
  },
  "GET events/config": readConfig,
  "PUT events/config": updateConfig,
  "GET admin-events": listAdminEvents,
  "DELETE admin-events": (call) => {
    manage(call);
    call.ctx.adminEvents.clear(call.realm.document.id);
    return noContent();
  },
};
