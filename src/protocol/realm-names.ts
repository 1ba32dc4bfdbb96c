import { MASTER } from "../domain/master-realm.ts";
import type { ProtocolContext } from "./endpoint.ts";

const REALM_CLIENT = /^(.+)-realm$/;

/** The realms of this server, as `master` knows them by the client that it holds for each. For refusals alone: it looks through a list. */
export function realmNamesOf(ctx: Pick<ProtocolContext, "findRealm">): readonly string[] {
  const clients = ctx.findRealm(MASTER)?.compiled.clientRepresentations.keys() ?? [];
  const names = [...clients].flatMap((clientId) => REALM_CLIENT.exec(clientId)?.[1] ?? []);
  return [...new Set([MASTER, ...names])].filter((name) => ctx.findRealm(name) !== undefined);
}

/** The other realms that have a client of that name. */
export const realmsWithClient = (ctx: Pick<ProtocolContext, "findRealm">, clientId: string): readonly string[] =>
  realmNamesOf(ctx).filter((name) => ctx.findRealm(name)?.compiled.clientRepresentations.has(clientId));
