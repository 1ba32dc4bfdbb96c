import KeycloakAdminClient from "@keycloak/keycloak-admin-client";

export const administrator = { username: "admin", password: "correct horse" };
export const bootstrap = {
  KC_BOOTSTRAP_ADMIN_USERNAME: administrator.username,
  KC_BOOTSTRAP_ADMIN_PASSWORD: administrator.password,
};

/**
 * Keycloak's own program, set to one realm. Its token lives a minute; the next one is asked for in `master`, where it
 * signed in, and not in the realm that it is set to.
 */
export async function anAdmin(baseUrl: string, realmName = "demo"): Promise<KeycloakAdminClient> {
  const signedIn = new KeycloakAdminClient({ baseUrl, realmName: "master" });
  await signedIn.auth({ ...administrator, grantType: "password", clientId: "admin-cli" });
  const admin = new KeycloakAdminClient({ baseUrl, realmName });
  admin.registerTokenProvider(signedIn);
  return admin;
}
