import type { CompiledClient } from "./compiled-client.ts";
import type { CompiledClientScope } from "./compiled-client-scopes.ts";
import { inJavaHashOrder } from "./java-hash-order.ts";
import { protocolMappers } from "./mappers/index.ts";
import type { MapperTarget, ProtocolMapper } from "./mappers/mapper.ts";
import type { ClientRepresentation, ProtocolMapperRepresentation } from "./realm-document.ts";
import type { TraceLink } from "./trace.ts";

/** A protocol mapper of a client or client scope that takes part, with its provider and where it applies. */
export interface PlannedMapper {
  readonly name: string;
  readonly provider: ProtocolMapper;
  /** A value of its configuration; undefined when absent or empty. */
  config(name: string): string | undefined;
  once<Value>(compute: () => Value): Value;
  readonly targets: ReadonlySet<MapperTarget>;
  /** The mapper and the client or client scope it stands on. */
  readonly links: readonly TraceLink[];
}

/**
 * The mappers of the client and of the client scopes that take part, in the order in which they run: by priority, and
 * within one priority in the order of Keycloak's hash set of mappers, which shows where two claims share a hash bucket.
 * That set is filled from the client and its scopes, which stand in a hash set of their own.
 * Mappers of other protocols or of unknown providers do not run.
 */
export function planMappers(client: CompiledClient, granted: readonly CompiledClientScope[]): PlannedMapper[] {
  const containers: readonly Container[] = [
    ...granted.map(
      ({ id, name, representation }) => ({ link: { kind: "client scope", id, name }, representation }) as const,
    ),
    { link: { kind: "client", id: client.id, name: client.clientId }, representation: client.representation },
  ];
  const byContainer = new Map(containers.map((container) => [container.link.id ?? "", container]));
  const found = inJavaHashOrder([...byContainer.keys()]).flatMap((id) => {
    const container = byContainer.get(id);
    return container?.representation.protocolMappers?.map((mapper) => plan(mapper, container.link)) ?? [];
  });
  const byId = new Map(
    found.filter((mapper) => mapper !== undefined).map((mapper, i) => [mapper.links[1]?.id ?? `#${i}`, mapper]),
  );
  const inOrder = inJavaHashOrder([...byId.keys()])
    .map((id) => byId.get(id))
    .filter((mapper) => mapper !== undefined);
  return inOrder.sort((a, b) => a.provider.priority - b.provider.priority);
}

/** What mappers stand on. */
interface Container {
  readonly link: TraceLink;
  readonly representation: Pick<ClientRepresentation, "protocolMappers">;
}

function plan(mapper: ProtocolMapperRepresentation, container: TraceLink): PlannedMapper | undefined {
  const provider = protocolMappers.get(mapper.protocolMapper);
  if (!provider || (mapper.protocol ?? "openid-connect") !== "openid-connect") return undefined;
  const config = new Map(Object.entries(mapper.config ?? {}));
  const link: TraceLink = { kind: "mapper", ...(mapper.id !== undefined && { id: mapper.id }), name: mapper.name };
  return {
    name: mapper.name,
    provider,
    config: (name) => config.get(name) || undefined,
    once: createOnce(),
    targets: targetsOf(provider, config),
    links: [container, link],
  };
}

function createOnce(): PlannedMapper["once"] {
  let kept: { readonly value: unknown } | undefined;
  return <Value>(compute: () => Value) => {
    kept ??= { value: compute() };
    return kept.value as Value;
  };
}

/** Keycloak's switches, with what holds when one is absent (reference §7.2). Only the literal `true` switches on. */
function targetsOf(
  { targets, onWhenAbsent, always }: ProtocolMapper,
  config: ReadonlyMap<string, string>,
): Set<MapperTarget> {
  if (always) return new Set(targets);
  const switched = (name: string, otherwise: boolean) =>
    config.get(name) === undefined ? otherwise : config.get(name) === "true";
  const access = switched("access.token.claim", onWhenAbsent);
  const id = switched("id.token.claim", false);
  const on: Record<MapperTarget, boolean> = {
    access,
    id,
    userinfo: switched("userinfo.token.claim", id),
    introspection: switched("introspection.token.claim", access),
    lightweight: switched("lightweight.claim", false),
    answer: switched("access.tokenResponse.claim", false),
  };
  return new Set(targets.filter((target) => on[target]));
}
