import type { CompiledRealm } from "../domain/compiled-realm.ts";
import { fetchingBy } from "../http/fetch-json.ts";
import { createClientKeyFinder } from "../keys/find-client-keys.ts";
import { keysOf } from "../keys/realm-keys.ts";
import type { ProtocolContext } from "../protocol/endpoint.ts";
import type { Log } from "../start.ts";
import type { ReadableRealm } from "../workbench/transfer-context.ts";
import { withCustomAuthenticators } from "./custom-authenticators.ts";
import { openLastingState } from "./lasting-state.ts";
import { newTokenId } from "./server-parts.ts";

/** What decides over tokens, for who only reads the files of a workspace: it issues nothing and remembers nothing. */
export async function createReadingProtocol(
  realms: ReadonlyMap<string, ReadableRealm>,
  nowSeconds: () => number,
  log: Log,
): Promise<ProtocolContext> {
  const keysOfRealm = (realm: CompiledRealm) => keysOf(realm.document);
  return {
    findRealm: (name) => realms.get(name)?.read(),
    keysOf: keysOfRealm,
    keysFor: async (realm) => keysOfRealm(realm),
    authenticators: withCustomAuthenticators([], log),
    findClientKeys: createClientKeyFinder({ nowSeconds, ...fetchingBy(() => false) }),
    ...(await openLastingState(undefined, nowSeconds())),
    nowSeconds,
    newTokenId,
    isAdminPassword: () => false,
  };
}
