import template from "../new-realm.json" with { type: "json" };

/** The version of Keycloak whose realms these are. */
export const TODAY: string = template.keycloakVersion;

/** Whether a realm comes from an older Keycloak; one that names no version is of today. */
export const isOlder = ({ keycloakVersion = TODAY }: { readonly keycloakVersion?: string }): boolean =>
  isBefore(keycloakVersion, TODAY);

/** Which Keycloak the releases of Red Hat's build 7.0 to 7.4 were; later ones tell it themselves. */
const RED_HAT: readonly (readonly [RegExp, string])[] = [
  [/^7\.0\.\d+\.GA$/, "1.9.8"],
  [/^7\.1\.\d+\.GA$/, "2.5.5"],
  [/^7\.2\.\d+\.GA$/, "3.4.3"],
  [/^7\.3\.\d+\.GA$/, "4.8.3"],
  [/^7\.4\.\d+\.GA$/, "9.0.3"],
];

/** Whether a version of Keycloak comes before another, as its own import tells: `26.7.0.Beta1` before `26.7.0`, text before all. */
export function isBefore(version: string, other: string): boolean {
  const [mine, theirs] = [partsOf(version), partsOf(other)];
  const at = mine.numbers.findIndex((number, i) => number !== theirs.numbers[i]);
  if (at >= 0) return (mine.numbers[at] ?? 0) < (theirs.numbers[at] ?? 0);
  return mine.qualifier !== undefined && (theirs.qualifier === undefined || mine.qualifier < theirs.qualifier);
}

function partsOf(version: string): { readonly numbers: readonly number[]; readonly qualifier: string | undefined } {
  const text = RED_HAT.find(([pattern]) => pattern.test(version))?.[1] ?? version;
  const [major, minor, micro, qualifier] = (text.split("-")[0] ?? "").split(".");
  return {
    numbers: [major, minor, micro].map((part) => Number(part ?? 0) || 0),
    qualifier: qualifier?.startsWith("redhat") ? undefined : qualifier,
  };
}
