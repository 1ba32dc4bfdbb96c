import type { KeyProvider } from "../../../src/contract/index.ts";

/** What says how a key is, and is taken over by the one that follows it; the key itself is made anew. */
const KIND = /^(algorithm|keySize|secretSize|ecGenerateCertificate|.*EllipticCurveKey|ecdhAlgorithm)$/;

/** Only a key that the server made can be followed by another of its kind. */
export const isGenerated = ({ providerId }: KeyProvider): boolean => providerId.endsWith("-generated");

const PRIORITY_STEP = 10;

/** A key of the same kind that goes before all others of its algorithm, under a name that is free. */
export function rotated(provider: KeyProvider, all: readonly KeyProvider[]) {
  const rivals = all.filter(({ key }) => key?.algorithm === provider.key?.algorithm);
  const priority = Math.max(0, ...rivals.map((each) => each.priority)) + PRIORITY_STEP;
  const kind = Object.entries(provider.config).filter(([name, value]) => KIND.test(name) && value !== "");
  return {
    providerId: provider.providerId,
    name: freeName(provider.name, new Set(all.map(({ name }) => name))),
    config: { ...Object.fromEntries(kind), priority: String(priority), enabled: "true", active: "true" },
  };
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  const stem = name.replace(/-\d+$/, "");
  for (let count = 2; ; count += 1) if (!taken.has(`${stem}-${count}`)) return `${stem}-${count}`;
}
