import { type Found, searchRealm } from "../contract/search.ts";
import type { CompiledRealm } from "../domain/compiled-realm.ts";
import { withRealm } from "./find-realm.ts";
import { readable } from "./role-summaries.ts";
import { answered, serve } from "./serve.ts";

const MOST_FOUND = 30;

export const serveSearch = serve(searchRealm, (ctx, { realm, text }) =>
  withRealm(ctx, realm, (store) => answered({ found: searchIn(store.read().compiled, text.trim().toLowerCase()) })),
);

function searchIn(realm: CompiledRealm, text: string): Found[] {
  if (text === "") return [];
  const ranked: { readonly found: Found; readonly rank: number }[] = [];
  for (const found of partsOf(realm)) {
    const rank = Math.min(rankOf(found.name, text), rankOf(found.detail, text) + IN_DETAIL);
    if (found.id.toLowerCase() === text) ranked.push({ found, rank: 0 });
    else if (Number.isFinite(rank)) ranked.push({ found, rank });
  }
  ranked.sort((a, b) => a.rank - b.rank || a.found.name.length - b.found.name.length || byName(a.found, b.found));
  return ranked.slice(0, MOST_FOUND).map(({ found }) => found);
}

const byName = (a: Found, b: Found): number => (a.name < b.name ? -1 : Number(a.name > b.name));

/** What stands beside a name counts less than any name. */
const IN_DETAIL = 4;

/** 0 the whole, 1 its beginning, 2 the beginning of a word, 3 any part. */
function rankOf(name: string, text: string): number {
  const at = name.toLowerCase().indexOf(text);
  if (at < 0) return Number.POSITIVE_INFINITY;
  if (at === 0) return name.length === text.length ? 0 : 1;
  return /[\p{L}\p{N}]/u.test(name[at - 1] ?? "") ? 3 : 2;
}

function* partsOf(realm: CompiledRealm): Generator<Found> {
  for (const { id, clientId, name = "", protocol = "openid-connect" } of realm.clientRepresentations.values())
    if (protocol === "openid-connect") yield { kind: "client", id, name: clientId, detail: readable(name) };
  for (const { id, name, owner = "" } of realm.roles.byId.values()) yield { kind: "role", id, name, detail: owner };
  for (const { id, name, representation } of realm.clientScopes.values())
    yield { kind: "clientScope", id, name, detail: readable(representation.description) };
}
