import type { PartialRealm } from "../complete-realm.ts";
import { KEY_PROVIDER_TYPE, type RealmDocument } from "../realm-document.ts";
import { isMasked } from "../secrets.ts";
import { type SecretPlace, withSecretsChanged } from "./secret-places.ts";

/** A secret that an export shows as `**********`. */
export interface MaskedSecret {
  /** The same in two readings of the same file. */
  readonly id: string;
  readonly kind: SecretPlace["kind"];
  /** The clientId, alias or name of what it belongs to. */
  readonly name: string;
  readonly field: string;
  /** The variable that a script tells it by: `TOKENBENCH_SECRET_ORDERS_SERVICE`. */
  readonly variable: string;
  /** The realm has it already, and keeps it unless another is told. */
  readonly isKnown: boolean;
}

const idOf = ({ kind, name, field }: SecretPlace): string => `${kind} ${name} ${field}`;

/** A client's own secret goes by the client alone. */
const variableOf = ({ name, field }: SecretPlace): string =>
  `TOKENBENCH_SECRET_${[name, ...(field === "secret" ? [] : [field])]
    .join("_")
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_")}`;

/** @param present the realm that is there, whose own secrets stay where the file has none */
export function findMaskedSecrets(given: PartialRealm, present: RealmDocument | undefined): MaskedSecret[] {
  const known = secretsOf(present);
  const found: MaskedSecret[] = [];
  withSecretsChanged(given, (place, value) => {
    const { kind, name, field } = place;
    if (isMasked(value))
      found.push({ id: idOf(place), kind, name, field, variable: variableOf(place), isKnown: known.has(idOf(place)) });
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
  const known = secretsOf(present);
  return withSecretsChanged(given, (place, value) => {
    if (!isMasked(value)) return value;
    const secret = told.get(idOf(place));
    if (secret !== undefined) return Array.isArray(value) ? [secret] : secret;
    return known.get(idOf(place)) ?? (isMade(place) ? undefined : value);
  });
}

/** Keycloak makes these where they are absent, and so does this. */
const isMade = ({ kind, path }: SecretPlace): boolean => kind === "client" || path.includes(KEY_PROVIDER_TYPE);

function secretsOf(document: RealmDocument | undefined): ReadonlyMap<string, unknown> {
  const known = new Map<string, unknown>();
  if (document)
    withSecretsChanged(document, (place, value) => {
      if (!isMasked(value)) known.set(idOf(place), value);
      return value;
    });
  return known;
}
