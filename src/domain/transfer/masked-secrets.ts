import type { PartialRealm } from "../complete-realm.ts";
import { KEY_PROVIDER_TYPE, type RealmDocument } from "../realm-document.ts";
import { isMasked } from "../secrets.ts";
import { type SecretPlace, withSecretsChanged } from "./secret-places.ts";

/** A secret that an export shows as `**********`. */
export interface MaskedSecret {
  /** The same in two readings of the same file; no two realms have the same. */
  readonly id: string;
  readonly kind: SecretPlace["kind"];
  /** The clientId, alias or name of what it belongs to. */
  readonly name: string;
  readonly field: string;
  /** The variable that a script tells it by: `TOKENBENCH_SECRET_ORDERS_SERVICE`; with the realm in it where that is not clear. */
  readonly variable: string;
  /** The realm has it already, and keeps it unless another is told. */
  readonly isKnown: boolean;
}

type Named = Omit<SecretPlace, "path">;

const idOf = (realm: string, { kind, name, field }: Named): string => `${realm} ${kind} ${name} ${field}`;

const variableOf = (...words: readonly string[]): string =>
  `TOKENBENCH_SECRET_${words
    .join("_")
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_")}`;

/** A client's own secret goes by the client alone. */
const wordsOf = ({ name, field }: Named): string[] => [name, ...(field === "secret" ? [] : [field])];

/**
 * Gives every secret of one import a variable of its own: the short one where no other would have it; else the realm stands in
 * front, and for names that differ in their signs only (`a-b`, `a.b`) a number behind, from 2 on, in the order of the files.
 */
export function withOwnVariables(
  realms: readonly { readonly realm: string; readonly masked: readonly MaskedSecret[] }[],
): MaskedSecret[][] {
  const times = new Map<string, number>();
  for (const { variable } of realms.flatMap(({ masked }) => masked))
    times.set(variable, (times.get(variable) ?? 0) + 1);
  const taken = new Set(times.keys());
  const free = (variable: string): string => {
    let own = variable;
    for (let i = 2; taken.has(own); i++) own = `${variable}_${i}`;
    taken.add(own);
    return own;
  };
  return realms.map(({ realm, masked }) =>
    masked.map((each) =>
      times.get(each.variable) === 1 ? each : { ...each, variable: free(variableOf(realm, ...wordsOf(each))) },
    ),
  );
}

/** @param present the realm that is there, whose own secrets stay where the file has none */
export function findMaskedSecrets(given: PartialRealm, present: RealmDocument | undefined): MaskedSecret[] {
  const { realm } = given;
  const known = secretsOf(present);
  const found: MaskedSecret[] = [];
  withSecretsChanged(given, (place, value) => {
    const { kind, name, field } = place;
    const id = idOf(realm, place);
    if (isMasked(value))
      found.push({ id, kind, name, field, variable: variableOf(...wordsOf(place)), isKnown: known.has(id) });
    return value;
  });
  return found;
}

/**
 * Puts secrets in the place of masks: those told, else those of the realm that is there. A client's or a key that nobody knows is left out, so
 * that a new one is made; others stay masked, because nothing here acts on them.
 */
export function withSecretsUnmasked(
  given: PartialRealm,
  present: RealmDocument | undefined,
  told: ReadonlyMap<string, string>,
): PartialRealm {
  const { realm } = given;
  const known = secretsOf(present);
  return withSecretsChanged(given, (place, value) => {
    if (!isMasked(value)) return value;
    const id = idOf(realm, place);
    const secret = told.get(id);
    if (secret !== undefined) return Array.isArray(value) ? [secret] : secret;
    return known.get(id) ?? (isMade(place) ? undefined : value);
  });
}

/** Keycloak makes these where they are absent, and so does this. */
const isMade = ({ kind, path }: SecretPlace): boolean => kind === "client" || path.includes(KEY_PROVIDER_TYPE);

function secretsOf(document: RealmDocument | undefined): ReadonlyMap<string, unknown> {
  const known = new Map<string, unknown>();
  if (document)
    withSecretsChanged(document, (place, value) => {
      if (!isMasked(value)) known.set(idOf(document.realm, place), value);
      return value;
    });
  return known;
}
