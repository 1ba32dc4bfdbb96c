import type { KeyMetadata } from "../keys/key-metadata.ts";
import { signatureAlgorithms } from "../keys/signature-algorithms.ts";

type Keys = readonly KeyMetadata[];

const isForSignatures = ({ use, algorithm }: KeyMetadata): boolean =>
  use === "SIG" && signatureAlgorithms.has(algorithm);

/** The kid that signs now, by algorithm: that of the active key of highest priority. */
export function signingKids(keys: Keys): ReadonlyMap<string, string> {
  const kids = new Map<string, string>();
  for (const key of keys)
    if (isForSignatures(key) && key.status === "ACTIVE" && !kids.has(key.algorithm)) kids.set(key.algorithm, key.kid);
  return kids;
}

/** What a change of a realm's keys does to tokens in flight and to new ones, a line each for people. */
export function keyEffects(before: Keys, after: Keys): readonly string[] {
  const verifies = (keys: Keys) => keys.filter((key) => isForSignatures(key) && key.status !== "DISABLED");
  const left = new Set(verifies(after).map(nameOf));
  const gone = verifies(before).filter((key) => !left.has(nameOf(key)));
  const [signed, signs] = [signingKids(before), signingKids(after)];
  const changed = [...new Set([...signed.keys(), ...signs.keys()])].filter((alg) => signed.get(alg) !== signs.get(alg));
  return [
    ...gone.map(
      ({ kid, algorithm }) => `${tokensOf(algorithm)} signed with kid ${kid} (${algorithm}) no longer verify`,
    ),
    ...changed.map((alg) => {
      const kid = signs.get(alg);
      return kid === undefined
        ? `No key signs with ${alg} any more: one is made when a token asks for it`
        : `New ${alg} tokens are signed with kid ${kid}`;
    }),
  ];
}

const nameOf = ({ kid, algorithm }: KeyMetadata): string => `${kid} ${algorithm}`;

/** Refresh tokens are signed with a secret of the realm, HS512 unless a client says otherwise. */
const tokensOf = (algorithm: string): string => (algorithm === "HS512" ? "Refresh tokens" : "Tokens");
