import type { RealmDocument } from "../realm-document.ts";
import { maskedSecretsOf, withoutMasks } from "./masked-secrets.ts";
import { type LeftDifference, type Planned, plan } from "./part-change.ts";
import { foundationOf } from "./realm-foundation.ts";

interface NewRealm {
  readonly planned: Planned;
  /** The realm as it is there when it has just been made. */
  readonly foundation: RealmDocument;
}

/**
 * Plans how a realm that is not there begins. What follows is planned as for any realm that is there, so a push that was
 * stopped goes on in the same way.
 */
export function planNewRealm(here: RealmDocument, bare: boolean): NewRealm {
  const foundation = foundationOf(here, bare);
  const left: LeftDifference[] = maskedSecretsOf(foundation);
  return { planned: { ...plan({ type: "createRealm", document: withoutMasks(foundation) }), left }, foundation };
}
