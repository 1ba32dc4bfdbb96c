/** What a list is narrowed to and how it stands, as its address says it: so Back and a copied link bring it back. */
export interface ListAsked {
  readonly search: string;
  /** With what Keycloak itself brings. */
  readonly builtIn: boolean;
  /** One kind of what is listed; empty: the usual one. */
  readonly kind: string;
  /** A column's name, after `-` the other way round; empty: the usual order. */
  readonly order: string;
  /** The panel that makes a new one is open. */
  readonly creating: boolean;
}

export const plainList: ListAsked = { search: "", builtIn: false, kind: "", order: "", creating: false };

export const parseListAsked = (query: URLSearchParams): ListAsked => ({
  search: query.get("search") ?? "",
  builtIn: query.has("built-in"),
  kind: query.get("kind") ?? "",
  order: query.get("order") ?? "",
  creating: query.has("new"),
});

/** The part of an address from its `?` on; empty for a plain list. */
export function listQuery(asked: Partial<ListAsked> = {}): string {
  const { search, builtIn, kind, order, creating } = { ...plainList, ...asked };
  const said = Object.entries({ search, kind, order })
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const query = [...(creating ? ["new"] : []), ...(builtIn ? ["built-in"] : []), ...said].join("&");
  return query === "" ? "" : `?${query}`;
}
