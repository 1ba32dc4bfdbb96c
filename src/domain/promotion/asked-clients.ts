import type { RealmDocument } from "../realm-document.ts";

/** Why a push of some clients cannot be planned: the first that is neither here nor there, with names that come near. */
export function refusalOfClients(
  asked: readonly string[],
  here: RealmDocument,
  there: RealmDocument | undefined,
): string | undefined {
  const known = new Set([...(here.clients ?? []), ...(there?.clients ?? [])].map(({ clientId }) => clientId));
  const unknown = asked.find((clientId) => !known.has(clientId));
  if (unknown === undefined) return undefined;
  const near = [...known].filter((clientId) => isNear(clientId.toLowerCase(), unknown.toLowerCase())).slice(0, 3);
  const hint = near.length > 0 ? ` Did you mean ${near.join(" or ")}?` : "";
  return `There is no client ${unknown}, neither here nor there.${hint}`;
}

const isNear = (name: string, asked: string): boolean =>
  name.includes(asked) || (name.length > 2 && asked.includes(name)) || distance(name, asked) <= 2;

/** So many letters to put in, take out or change make one text of the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries())
      next.push(Math.min((row[j] ?? 0) + Number(letter !== other), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    row = next;
  }
  return row.at(-1) ?? 0;
}
