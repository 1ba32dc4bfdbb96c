/** Roles as people read them: `reader` of the realm, `orders/view` of the client orders. Undefined for none. */
export function roleLabels(
  realm: readonly string[] = [],
  client: Readonly<Record<string, readonly string[]>> = {},
): readonly string[] | undefined {
  const ofClients = Object.entries(client).flatMap(([owner, names]) => names.map((name) => `${owner}/${name}`));
  const labels = [...realm, ...ofClients];
  return labels.length > 0 ? labels : undefined;
}
