package interop;

import static interop.Report.equal;
import static interop.Report.that;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.RoleMappingResource;
import org.keycloak.representations.idm.AdminEventRepresentation;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ClientScopeRepresentation;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.representations.idm.PartialImportRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;

/** An administrator in Java: Keycloak's own admin client sets up a realm with a service account, uses it and deletes it. */
public final class Admin {
    private final String base = System.getenv("INTEROP_BASE");
    private final String realmName = System.getenv("INTEROP_REALM");
    private final Keycloak keycloak = KeycloakBuilder.builder()
        .serverUrl(base)
        .realm("master")
        .clientId("admin-cli")
        .username(System.getenv("INTEROP_ADMIN_NAME"))
        .password(System.getenv("INTEROP_ADMIN_PASSWORD"))
        .build();
    private final RealmResource realm = keycloak.realm(realmName);
    private String clientId;
    private String inventoryId;
    private String scopeId;
    private String secret;

    public static void main(String[] words) {
        var admin = new Admin();
        var report = new Report("admin java");
        // Each step stands on those before it.
        var ignored = report.run("realm", admin::makeRealm)
            && report.run("events configuration", admin::configureEvents)
            && report.run("client and secret", admin::makeClient)
            && report.run("roles and composites", admin::makeRoles)
            && report.run("service account's roles", admin::assignRoles)
            && report.run("client scope and mapper", admin::makeClientScope)
            && report.run("token", admin::fetchToken)
            && report.run("evaluate scopes", admin::evaluate)
            && report.run("scope mappings", admin::mapScopes)
            && report.run("lists and search", admin::search)
            && report.run("partial import and export", admin::importAndExport)
            && report.run("keys and server info", admin::readKeys)
            && report.run("service account as administrator", admin::signInAsServiceAccount)
            && report.run("delete", admin::deleteAll);
        admin.keycloak.close();
        report.end();
    }

    private void makeRealm() {
        var wanted = new RealmRepresentation();
        wanted.setRealm(realmName);
        wanted.setEnabled(true);
        wanted.setAccessTokenLifespan(120);
        keycloak.realms().create(wanted);
        refused(409, () -> keycloak.realms().create(wanted));
        var found = realm.toRepresentation();
        found.setDisplayName("Interop");
        realm.update(found);
        equal("display name", realm.toRepresentation().getDisplayName(), "Interop");
        equal("lifespan", realm.toRepresentation().getAccessTokenLifespan(), 120);
        that("not listed", names(keycloak.realms().findAll(), RealmRepresentation::getRealm).contains(realmName));
    }

    private void configureEvents() {
        var config = realm.getRealmEventsConfig();
        equal("events at first", config.isEventsEnabled(), false);
        config.setEventsEnabled(true);
        config.setAdminEventsEnabled(true);
        config.setEnabledEventTypes(List.of("CLIENT_LOGIN"));
        realm.updateRealmEventsConfig(config);
        equal("types", realm.getRealmEventsConfig().getEnabledEventTypes(), List.of("CLIENT_LOGIN"));
    }

    private void makeClient() {
        var wanted = new ClientRepresentation();
        wanted.setClientId("svc");
        wanted.setServiceAccountsEnabled(true);
        wanted.setSecret("first");
        clientId = created(realm.clients().create(wanted));
        try (var again = realm.clients().create(wanted)) {
            equal("second create", again.getStatus(), 409);
        }
        var inventory = new ClientRepresentation();
        inventory.setClientId("inventory");
        inventoryId = created(realm.clients().create(inventory));
        equal("secret", client().getSecret().getValue(), "first");
        secret = client().generateNewSecret().getValue();
        equal("new secret", client().getSecret().getValue(), secret);
        that("the secret stayed", !secret.equals("first"));
        var found = client().toRepresentation();
        found.setDescription("A service");
        client().update(found);
        equal("description", realm.clients().findByClientId("svc").get(0).getDescription(), "A service");
    }

    private void makeRoles() {
        for (var name : List.of("reader", "keeper")) realm.roles().create(new RoleRepresentation(name, "", false));
        for (var name : List.of("view", "count")) inventory().roles().create(new RoleRepresentation(name, "", false));
        var keeper = realm.roles().get("keeper");
        keeper.addComposites(List.of(realmRole("reader"), inventoryRole("count")));
        equal("composites", names(keeper.getRoleComposites()), Set.of("reader", "count"));
        equal("of the realm", names(keeper.getRealmRoleComposites()), Set.of("reader"));
        that("not composite", realmRole("keeper").isComposite());
        var reader = realmRole("reader");
        reader.setDescription("May read");
        realm.rolesById().updateRole(reader.getId(), reader);
        equal("description", realm.rolesById().getRole(reader.getId()).getDescription(), "May read");
    }

    private void assignRoles() {
        accountRoles().realmLevel().add(List.of(realmRole("keeper")));
        accountRoles().clientLevel(inventoryId).add(List.of(inventoryRole("view")));
        that("not assigned", names(accountRoles().realmLevel().listAll()).contains("keeper"));
        that("still available", !names(accountRoles().realmLevel().listAvailable()).contains("keeper"));
        that("not effective", names(accountRoles().realmLevel().listEffective()).containsAll(Set.of("keeper", "reader")));
        equal("of inventory", names(accountRoles().clientLevel(inventoryId).listEffective()), Set.of("view", "count"));
        that("not all", accountRoles().getAll().getClientMappings().containsKey("inventory"));
    }

    private void makeClientScope() {
        var wanted = new ClientScopeRepresentation();
        wanted.setName("warehouse");
        wanted.setProtocol("openid-connect");
        scopeId = created(realm.clientScopes().create(wanted));
        var mapper = new ProtocolMapperRepresentation();
        mapper.setName("warehouse");
        mapper.setProtocol("openid-connect");
        mapper.setProtocolMapper("oidc-hardcoded-claim-mapper");
        mapper.setConfig(Map.of("claim.name", "warehouse", "claim.value", "north", "access.token.claim", "true"));
        var mappers = realm.clientScopes().get(scopeId).getProtocolMappers();
        var mapperId = created(mappers.createMapper(mapper));
        equal("mapper", mappers.getMapperById(mapperId).getConfig().get("claim.value"), "north");
        client().addDefaultClientScope(scopeId);
        that("not a default", names(client().getDefaultClientScopes(), ClientScopeRepresentation::getName).contains("warehouse"));
    }

    private void fetchToken() throws Exception {
        var claims = claims();
        that("roles", realmRoles(claims).containsAll(Set.of("keeper", "reader")));
        equal("warehouse", claims.getStringClaim("warehouse"), "north");
        equal("azp", claims.getStringClaim("azp"), "svc");
        equal("sub", claims.getSubject(), client().getServiceAccountUser().getId());
        var logins = realm.getEvents(List.of("CLIENT_LOGIN"), null, null, null, null, null, null, null);
        equal("events", names(logins, EventRepresentation::getClientId), Set.of("svc"));
    }

    private void evaluate() {
        var account = client().getServiceAccountUser().getId();
        var example = client().clientScopesEvaluate().generateAccessToken("openid", account, null);
        equal("example", example.getOtherClaims().get("warehouse"), "north");
        that("roles", example.getRealmAccess().getRoles().contains("reader"));
    }

    private void mapScopes() throws Exception {
        var found = client().toRepresentation();
        found.setFullScopeAllowed(false);
        client().update(found);
        that("the role is still there", !realmRoles(claims()).contains("reader"));
        client().getScopeMappings().realmLevel().add(List.of(realmRole("reader")));
        client().getScopeMappings().clientLevel(inventoryId).add(List.of(inventoryRole("count")));
        equal("mapped", names(client().getScopeMappings().realmLevel().listAll()), Set.of("reader"));
        equal("roles", realmRoles(claims()), List.of("reader"));
        equal("aud", claims().getAudience(), List.of("inventory"));
    }

    private void search() {
        equal("roles", names(realm.roles().list("keep", 0, 10)), Set.of("keeper"));
        var clients = realm.clients().findAll("inv", false, true, 0, 10);
        equal("clients", names(clients, ClientRepresentation::getClientId), Set.of("inventory"));
        equal("a page", realm.clients().findAll(null, null, null, 0, 2).size(), 2);
        var changes = realm.getAdminEvents(List.of("CREATE"), null, null, null, null, null, null, null, 0, 100);
        that("no change was recorded", names(changes, AdminEventRepresentation::getResourcePath).contains("clients/" + clientId));
    }

    private void importAndExport() {
        var brought = new ClientRepresentation();
        brought.setClientId("brought");
        var wanted = new PartialImportRepresentation();
        wanted.setIfResourceExists("SKIP");
        wanted.setClients(List.of(brought, realm.clients().findByClientId("inventory").get(0)));
        try (var response = realm.partialImport(wanted)) {
            var outcome = response.readEntity(Map.class);
            equal("added", outcome.get("added"), 1);
            equal("skipped", outcome.get("skipped"), 1);
        }
        var exported = realm.partialExport(true, true);
        that("client", names(exported.getClients(), ClientRepresentation::getClientId).contains("brought"));
        that("role", names(exported.getRoles().getRealm()).contains("keeper"));
    }

    private void readKeys() {
        var keys = realm.keys().getKeyMetadata();
        var active = keys.getActive().get("RS256");
        that("no active key", keys.getKeys().stream().anyMatch(key -> key.getKid().equals(active)));
        var info = keycloak.serverInfo().getInfo();
        that("version", info.getSystemInfo().getVersion().startsWith("26."));
        that("mappers", info.getProtocolMapperTypes().get("openid-connect").size() > 10);
    }

    /** The service account itself may look at clients and no more. */
    private void signInAsServiceAccount() {
        var management = realm.clients().findByClientId("realm-management").get(0).getId();
        var right = realm.clients().get(management).roles().get("view-clients").toRepresentation();
        accountRoles().clientLevel(management).add(List.of(right));
        client().getScopeMappings().clientLevel(management).add(List.of(right));
        try (var service = service()) {
            equal("found", service.realm(realmName).clients().findByClientId("svc").size(), 1);
            try {
                service.realm(realmName).roles().create(new RoleRepresentation("forbidden", "", false));
            } catch (ForbiddenException refused) {
                return;
            }
            throw new AssertionError("a role was made");
        }
    }

    private void deleteAll() {
        accountRoles().realmLevel().remove(List.of(realmRole("keeper")));
        realm.clientScopes().get(scopeId).remove();
        realm.roles().deleteRole("keeper");
        client().remove();
        try {
            client().toRepresentation();
            throw new AssertionError("the client is still there");
        } catch (NotFoundException gone) {
            realm.remove();
        }
        refused(404, realm::toRepresentation);
    }

    private ClientResource client() {
        return realm.clients().get(clientId);
    }

    private ClientResource inventory() {
        return realm.clients().get(inventoryId);
    }

    private RoleRepresentation realmRole(String name) {
        return realm.roles().get(name).toRepresentation();
    }

    private RoleRepresentation inventoryRole(String name) {
        return inventory().roles().get(name).toRepresentation();
    }

    private RoleMappingResource accountRoles() {
        return realm.users().get(client().getServiceAccountUser().getId()).roles();
    }

    /** The admin client as a service: it fetches its token by client credentials. */
    private Keycloak service() {
        return KeycloakBuilder.builder()
            .serverUrl(base)
            .realm(realmName)
            .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
            .clientId("svc")
            .clientSecret(secret)
            .build();
    }

    private JWTClaimsSet claims() throws Exception {
        try (var service = service()) {
            return SignedJWT.parse(service.tokenManager().getAccessTokenString()).getJWTClaimsSet();
        }
    }

    private static List<?> realmRoles(JWTClaimsSet claims) throws Exception {
        var access = claims.getJSONObjectClaim("realm_access");
        return access == null ? List.of() : (List<?>) access.get("roles");
    }

    private static String created(Response response) {
        try (response) {
            return CreatedResponseUtil.getCreatedId(response);
        }
    }

    private static void refused(int status, Runnable action) {
        try {
            action.run();
        } catch (ClientErrorException refused) {
            equal("status", refused.getResponse().getStatus(), status);
            return;
        }
        throw new AssertionError("not refused with " + status);
    }

    private static Set<String> names(Collection<RoleRepresentation> roles) {
        return names(roles, RoleRepresentation::getName);
    }

    private static <T> Set<String> names(Collection<T> found, Function<T, String> name) {
        return found.stream().map(name).collect(Collectors.toSet());
    }
}
