import { componentsOf, findComponent, type PlacedComponent } from "../domain/components.ts";
import { withComponentAdded, withComponentReplaced, withoutComponent } from "../domain/edits/component-edits.ts";
import { type ComponentRepresentation, KEY_PROVIDER_TYPE } from "../domain/realm-document.ts";
import { RealmRefused } from "../domain/realm-refused.ts";
import { inFieldOrder } from "../domain/representations.ts";
import { MASK } from "../domain/secrets.ts";
import { type KeyConfig, settleKeyProvider } from "../keys/settle-key-provider.ts";
import {
  type AdminAction,
  type AdminAnswer,
  badRequest,
  created,
  duplicate,
  invalid,
  noContent,
  notFound,
  ok,
  refuse,
} from "./admin-answer.ts";
import { edit, locationOf, param, type RealmCall, requireAny } from "./admin-call.ts";
import { componentRepresentation, hasSetting, masked } from "./component-representation.ts";
import { describeType, findProvider } from "./component-types.ts";
import { readBody } from "./read-body.ts";
import { createResource } from "./resource.ts";

type Given = {
  readonly [Name in "id" | "name" | "providerId" | "providerType" | "parentId" | "subType"]?: string | null;
} & { readonly config?: Readonly<Record<string, readonly (string | null)[] | null>> | null };

const view = (call: RealmCall): void => requireAny(call, "view-realm", "manage-realm");
const manage = (call: RealmCall): void => requireAny(call, "manage-realm");
const nowhere = notFound("Could not find component");
const noProvider = badRequest("Invalid provider type or no such provider");

/** A type alone asks for what stands directly below the realm. */
function listComponents(call: RealmCall): AdminAnswer {
  view(call);
  const { document } = call.realm;
  const [parent, type, name] = ["parent", "type", "name"].map((key) => call.request.query.get(key));
  const below = parent ?? (type === null ? null : document.id);
  const found = componentsOf(document).filter(
    (placed) =>
      (below === null || placed.parentId === below) &&
      (type === null || placed.type === type) &&
      (name === null || placed.component.name === name),
  );
  return ok(found.map(componentRepresentation));
}

const findAsked = (call: RealmCall): PlacedComponent | undefined =>
  findComponent(call.realm.document, param(call, "component"));

function readComponent(call: RealmCall): AdminAnswer {
  view(call);
  const found = findAsked(call);
  return found ? ok(componentRepresentation(found)) : nowhere;
}

function readSubTypes(call: RealmCall): AdminAnswer {
  view(call);
  if (!findAsked(call)) return notFound("Could not find parent component");
  const type = call.request.query.get("type");
  if (type === null) return badRequest("must specify a subtype");
  const described = describeType(type);
  return described ? ok(described) : badRequest(`There is no component type ${type}`);
}

async function createComponent(call: RealmCall): Promise<AdminAnswer> {
  manage(call);
  const given = await readBody<Given>(call, "ComponentRepresentation");
  const { providerType, providerId, name, subType } = given;
  if (!providerType || !providerId || !findProvider(providerType, providerId)) return noProvider;
  refuseTooLong(given);
  const id = given.id ?? call.ctx.editFacts().newId();
  const component = await settled(call, providerType, {
    id,
    ...(name != null && { name }),
    providerId,
    ...(subType != null && { subType }),
    subComponents: {},
    config: withoutBlanks(given.config ?? {}),
  });
  const placed = { component, type: providerType, parentId: given.parentId ?? call.realm.document.id };
  try {
    await edit(call, `${kindOf(providerType)} ${name ?? providerId} added`, (document) =>
      withComponentAdded(document, placed),
    );
  } catch (error) {
    if (error instanceof RealmRefused && error.path[0] === "id") return duplicate;
    throw error;
  }
  return created(locationOf(call, id), action("CREATE", id, given));
}

/** Key providers are checked and given their keys. */
async function settled(call: RealmCall, type: string, component: ComponentRepresentation) {
  if (type !== KEY_PROVIDER_TYPE) return component;
  const { newId, nowSeconds } = call.ctx.editFacts();
  const realm = call.realm.name;
  const world = { newId, nowSeconds, realm, keyStoreFolder: call.ctx.keyStoreFolder(realm) };
  const whole = await settleKeyProvider(component.providerId, component.config ?? {}, world);
  return "problem" in whole ? refuse(invalid(whole.problem)) : { ...component, config: whole.config };
}

const LONGEST = 255;
const LONGEST_ID = 36;

function refuseTooLong({ id, name, parentId, subType }: Given): void {
  const fits = (text: string | null | undefined, most: number) => (text?.length ?? 0) <= most;
  if (!fits(id, LONGEST_ID) || !fits(parentId, LONGEST_ID))
    refuse(invalid(`Ids must not exceed ${LONGEST_ID} characters`));
  if (!fits(name, LONGEST) || !fits(subType, LONGEST)) refuse(invalid(`Names must not exceed ${LONGEST} characters`));
}

const isText = (value: string | null): value is string => value !== null && value.trim() !== "";

const withoutBlanks = (config: NonNullable<Given["config"]>): KeyConfig =>
  Object.fromEntries(
    Object.entries(config)
      .map(([name, values]) => [name, (values ?? []).filter(isText)] as const)
      .filter(([, values]) => values.length > 0),
  );

/** The component may change while a new key is made for it; then the work starts over with what is there. */
const MOST_TRIES = 5;

async function updateComponent(call: RealmCall): Promise<AdminAnswer> {
  manage(call);
  const given = await readBody<Given>(call, "ComponentRepresentation");
  const id = param(call, "component");
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const { document } = call.ctx.findRealm(call.realm.name) ?? call.realm;
    const before = findComponent(document, id);
    if (!before) return nowhere;
    if (!findProvider(given.providerType ?? undefined, given.providerId ?? undefined)) return noProvider;
    refuseTooLong(given);
    const after = await changed(call, before, given);
    if (await replaced(call, before, after)) return noContent(action("UPDATE", id, given));
  }
  return { status: 409, json: { errorMessage: "The component was changed by others at the same time" } };
}

async function changed(call: RealmCall, { component, type, parentId }: PlacedComponent, given: Given) {
  const { name, providerId, providerType, subType } = given;
  const next = {
    ...component,
    ...(name != null && { name }),
    ...(providerId != null && { providerId }),
    ...(subType != null && { subType }),
  };
  const nextType = providerType ?? type;
  const config = mergedConfig(nextType, next, given.config ?? {});
  return {
    component: await settled(call, nextType, { ...next, config }),
    type: nextType,
    parentId: given.parentId ?? parentId,
  };
}

/** Settings are merged: blank takes one away, the mask leaves it, and what the provider's form does not have is passed over. */
function mergedConfig(
  type: string,
  { providerId, config = {} }: ComponentRepresentation,
  given: NonNullable<Given["config"]>,
): KeyConfig {
  const provider = findProvider(type, providerId);
  const merged = new Map(Object.entries(config));
  for (const [name, values] of Object.entries(given)) {
    if (!hasSetting(provider, name)) continue;
    const [first = null] = values ?? [];
    const said = (values ?? []).filter((value) => isText(value) && value !== MASK) as string[];
    if (first === null || first.trim() === "") merged.delete(name);
    else if (said.length > 0) merged.set(name, said);
  }
  return Object.fromEntries(merged);
}

/** Saves a changed component, unless it is no longer what the change was made of. */
async function replaced(call: RealmCall, before: PlacedComponent, after: PlacedComponent): Promise<boolean> {
  const { id = "", name, providerId } = after.component;
  let isCurrent = true;
  await edit(call, `${kindOf(after.type)} ${name ?? providerId} changed`, (document) => {
    const now = findComponent(document, id) ?? refuse(nowhere);
    isCurrent = JSON.stringify(now) === JSON.stringify(before);
    return isCurrent ? withComponentReplaced(document, after) : document;
  });
  return isCurrent;
}

const kindOf = (type: string): string => (type === KEY_PROVIDER_TYPE ? "Key provider" : "Component");

async function removeComponent(call: RealmCall): Promise<AdminAnswer> {
  manage(call);
  const id = param(call, "component");
  const { component, type = "" } = findAsked(call) ?? {};
  await edit(call, `${kindOf(type)} ${component?.name ?? id} removed`, (document) =>
    findComponent(document, id) ? withoutComponent(document, id) : refuse(nowhere),
  );
  return noContent({ operation: "DELETE", resourceType: "COMPONENT", resourcePath: `components/${id}` });
}

function action(operation: AdminAction["operation"], id: string, given: Given): AdminAction {
  const provider = findProvider(given.providerType ?? undefined, given.providerId ?? undefined);
  const { config } = given;
  const representation = { ...given, ...(config && { config: masked(provider, config as KeyConfig) }) };
  return {
    operation,
    resourceType: "COMPONENT",
    resourcePath: `components/${id}`,
    representation: inFieldOrder("ComponentRepresentation", representation),
  };
}

/** What a realm is made of besides its own settings: key providers above all. */
export const componentsResource = createResource<RealmCall>({
  operations: {
    GET: listComponents,
    POST: createComponent,
    "GET {component}": readComponent,
    "PUT {component}": updateComponent,
    "DELETE {component}": removeComponent,
    "GET {component}/sub-component-types": readSubTypes,
  },
});
