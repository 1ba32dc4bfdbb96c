/** A role by the names under which every server knows it: its own, and the clientId of its owner if it is a client role. */
export interface RoleName {
  readonly name: string;
  readonly client?: string;
}

/** Roles to add to some list, and roles to take out of it. */
export interface RoleChanges {
  readonly assign: readonly RoleName[];
  readonly remove: readonly RoleName[];
}

export const toRoleNames = (
  realm: readonly string[] = [],
  client: Readonly<Record<string, readonly string[]>> = {},
): RoleName[] => [
  ...realm.map((name) => ({ name })),
  ...Object.entries(client).flatMap(([owner, names]) => names.map((name) => ({ name, client: owner }))),
];

/** The same for the same role. */
export const roleKey = ({ name, client }: RoleName): string => JSON.stringify([client ?? null, name]);

/** What turns `present` into `wanted`; undefined where they hold the same. */
export function roleChanges(wanted: readonly RoleName[], present: readonly RoleName[]): RoleChanges | undefined {
  const assign = without(wanted, present, roleKey);
  const remove = without(present, wanted, roleKey);
  return assign.length + remove.length > 0 ? { assign, remove } : undefined;
}

/** Those of `some` that are not among `others`. */
export function without<Item>(some: readonly Item[], others: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const keys = new Set(others.map(keyOf));
  return some.filter((item) => !keys.has(keyOf(item)));
}
