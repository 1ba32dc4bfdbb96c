import type { RealmDocument } from "../realm-document.ts";
import { type Fields, partsOf, type Rule } from "./older-realm.ts";

type Actions = readonly Fields[];

/** Of a realm that names none all are made anew when Keycloak takes it in. */
function withActions(realm: RealmDocument, change: (actions: Actions) => Actions): RealmDocument {
  const actions = partsOf(realm, "requiredActions");
  if (!actions) return realm;
  const requiredActions = [...change(actions)].sort((a, b) => priorityOf(a) - priorityOf(b));
  const changed: RealmDocument & Fields = { ...realm, requiredActions };
  return changed;
}

const priorityOf = ({ priority }: Fields): number => (typeof priority === "number" ? priority : 0);

const withAction =
  (alias: string, name: string, priority: number, enabled = true) =>
  (actions: Actions): Actions =>
    actions.some((action) => action["alias"] === alias)
      ? actions
      : [...actions, { alias, name, providerId: alias, enabled, defaultAction: false, priority, config: {} }];

const TERMS = "TERMS_AND_CONDITIONS";

/** What every import does to the required actions: two have other names, one is always there. */
export const withRequiredActionsOfToday: Rule = (realm) =>
  withActions(realm, (actions) =>
    withAction(
      "delete_account",
      "Delete Account",
      60,
      false,
    )(
      actions.map((action) => ({
        ...action,
        ...(action["alias"] === "terms_and_conditions" && { alias: TERMS }),
        ...(action["providerId"] === "terms_and_conditions" && { providerId: TERMS }),
        ...(action["name"] === "Configure Totp" && { name: "Configure OTP" }),
      })),
    ),
  );

/** Since 24.0.3. */
export const withDeleteCredential: Rule = (realm) =>
  withActions(realm, withAction("delete_credential", "Delete Credential", 110));

/** Since 26.3. */
export const withIdentityProviderLink: Rule = (realm) =>
  withActions(realm, withAction("idp_link", "Linking Identity Provider", 120));

/** Since 26.7 a password is set after the address is proven: what came first before now takes the free places after it. */
export const withVerifiedEmailFirst: Rule = (realm) =>
  withActions(realm, (actions) => {
    const verify = actions.find(({ alias }) => alias === "VERIFY_EMAIL");
    if (!verify) return actions;
    const places = placesAfter(priorityOf(verify), actions);
    const moved = ["CONFIGURE_TOTP", "UPDATE_PASSWORD"].filter((alias) =>
      actions.some((each) => each["alias"] === alias),
    );
    return actions.map((action) => {
      const place = places[moved.indexOf(String(action["alias"]))];
      return place === undefined ? action : { ...action, priority: place };
    });
  });

function placesAfter(priority: number, actions: Actions): readonly number[] {
  const of = (alias: string) => actions.filter((action) => action["alias"] === alias).map(priorityOf)[0];
  if (priority === 50 && of("CONFIGURE_TOTP") === 10 && of("UPDATE_PASSWORD") === 30) return [54, 57];
  const taken = new Set(actions.map(priorityOf));
  const free = (from: number): number => (taken.has(from) ? free(from + 1) : from);
  const first = free(priority + 1);
  return [first, free(first + 1)];
}
