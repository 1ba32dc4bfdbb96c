import { createHmac, randomBytes } from "node:crypto";
import type { CompiledClient } from "../../domain/compiled-client.ts";
import type { ProtocolContext } from "../endpoint.ts";

/** Secrets that clients had until somebody changed them: so that a service which still sends one is told so. */
export interface FormerSecrets {
  /** Takes note of a client's present secret. Quick for one that was seen before and has not changed. */
  note(client: CompiledClient): void;
  has(client: CompiledClient, secret: string): boolean;
}

interface Known {
  readonly secret: string | undefined;
  /** Digests of those before it, the last one first. */
  readonly former: readonly string[];
}

/** So many of one client are remembered, of so many clients. */
const FORMER_KEPT = 5;
const CLIENTS_KEPT = 10_000;

/** Kept in memory alone, as digests with a key of this process: nothing is written down, and nothing can be read back. */
function createFormerSecrets(): FormerSecrets {
  const key = randomBytes(32);
  const seen = new WeakSet<CompiledClient>();
  const known = new Map<string, Known>();
  const digest = (secret: string): string => createHmac("sha256", key).update(secret).digest("base64url");
  return {
    note: (client) => {
      if (seen.has(client)) return;
      seen.add(client);
      const { secret } = client.representation;
      const before = known.get(keyOf(client));
      if (before !== undefined && before.secret === secret) return;
      const former = before?.secret === undefined ? [] : [digest(before.secret)];
      if (known.size >= CLIENTS_KEPT) known.clear();
      known.set(keyOf(client), { secret, former: [...former, ...(before?.former ?? [])].slice(0, FORMER_KEPT) });
    },
    has: (client, secret) => known.get(keyOf(client))?.former.includes(digest(secret)) ?? false,
  };
}

const keyOf = ({ realm, id }: CompiledClient): string => `${realm.name}\n${id}`;

const ofServers = new WeakMap<ProtocolContext, FormerSecrets>();

/** Those that this server has seen. */
export function formerSecretsOf(ctx: ProtocolContext): FormerSecrets {
  const known = ofServers.get(ctx);
  if (known) return known;
  const made = createFormerSecrets();
  ofServers.set(ctx, made);
  return made;
}
