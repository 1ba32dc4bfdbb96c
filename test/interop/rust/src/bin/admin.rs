//! An administrator in Rust: the crate `keycloak` sets up a realm with a service account, uses it and deletes it.

use std::collections::{BTreeSet, HashMap};
use std::error::Error;

use interop::{Outcome, Report, equal, setting, that};
use keycloak::types::{
    ClientRepresentation, ClientScopeRepresentation, ProtocolMapperRepresentation, RealmEventsConfigRepresentation,
    RealmRepresentation, RoleRepresentation,
};
use keycloak::{KeycloakAdmin, KeycloakAdminToken, KeycloakError, KeycloakServiceAccountAdminTokenRetriever};
use oauth2::basic::BasicClient;
use oauth2::{ClientId, ClientSecret, TokenResponse, TokenUrl, reqwest};
use serde_json::Value;

type Found<T> = Result<T, Box<dyn Error>>;

struct Administrator {
    http: reqwest::Client,
    base: String,
    realm: String,
    admin: KeycloakAdmin,
    client: String,
    inventory: String,
    user: String,
    scope: String,
    secret: String,
}

fn names<T>(found: &[T], name: impl Fn(&T) -> &Option<String>) -> BTreeSet<&str> {
    found.iter().filter_map(|each| name(each).as_deref()).collect()
}

fn role_names(found: &[RoleRepresentation]) -> BTreeSet<&str> {
    names(found, |role| &role.name)
}

fn role(name: &str) -> RoleRepresentation {
    RoleRepresentation { name: Some(name.into()), ..Default::default() }
}

fn client(client_id: &str) -> ClientRepresentation {
    ClientRepresentation { client_id: Some(client_id.into()), ..Default::default() }
}

fn refused<T>(status: u16, answer: Result<T, KeycloakError>) -> Outcome {
    match answer {
        Err(KeycloakError::HttpFailure { status: actual, .. }) => equal("status", actual, status),
        Err(error) => Err(error.into()),
        Ok(_) => Err(format!("not refused with {status}").into()),
    }
}

impl Administrator {
    async fn sign_in() -> Found<Self> {
        let base = setting("INTEROP_BASE");
        let http = reqwest::Client::new();
        let (name, password) = (setting("INTEROP_ADMIN_NAME"), setting("INTEROP_ADMIN_PASSWORD"));
        let token = KeycloakAdminToken::acquire(&base, &name, &password, &http).await?;
        let admin = KeycloakAdmin::new(&base, token, http.clone());
        let [client, inventory, user, scope, secret] = Default::default();
        Ok(Self { http, base, realm: setting("INTEROP_REALM"), admin, client, inventory, user, scope, secret })
    }

    async fn make_realm(&mut self) -> Outcome {
        let wanted = RealmRepresentation {
            realm: Some(self.realm.clone()),
            enabled: Some(true),
            access_token_lifespan: Some(120),
            ..Default::default()
        };
        self.admin.post(wanted.clone()).await?;
        refused(409, self.admin.post(wanted).await)?;
        let mut found = self.admin.realm_get(&self.realm).await?;
        equal("lifespan", found.access_token_lifespan, Some(120))?;
        found.display_name = Some("Interop".into());
        self.admin.realm_put(&self.realm, found).await?;
        equal("name", self.admin.realm_get(&self.realm).await?.display_name.as_deref(), Some("Interop"))
    }

    async fn configure_events(&mut self) -> Outcome {
        let config = RealmEventsConfigRepresentation {
            events_enabled: Some(true),
            enabled_event_types: Some(vec!["CLIENT_LOGIN".into()]),
            ..self.admin.realm_events_config_get(&self.realm).await?
        };
        self.admin.realm_events_config_put(&self.realm, config.clone()).await?;
        equal("configuration", self.admin.realm_events_config_get(&self.realm).await?, config)
    }

    async fn make_client(&mut self) -> Outcome {
        let wanted = ClientRepresentation {
            service_accounts_enabled: Some(true),
            secret: Some("first".into()),
            ..client("svc")
        };
        let created = self.admin.realm_clients_post(&self.realm, wanted).await?;
        self.client = created.to_id().ok_or("no Location")?.into();
        let created = self.admin.realm_clients_post(&self.realm, client("inventory")).await?;
        self.inventory = created.to_id().ok_or("no Location")?.into();
        refused(409, self.admin.realm_clients_post(&self.realm, client("svc")).await)?;
        let (realm, id) = (&self.realm, &self.client);
        let first = self.admin.realm_clients_with_client_uuid_client_secret_get(realm, id).await?;
        equal("secret", first.value.as_deref(), Some("first"))?;
        let made = self.admin.realm_clients_with_client_uuid_client_secret_post(realm, id).await?;
        let read = self.admin.realm_clients_with_client_uuid_client_secret_get(realm, id).await?;
        equal("new secret", &read.value, &made.value)?;
        that("the secret stayed", made.value != first.value)?;
        let mut found = self.admin.realm_clients_with_client_uuid_get(realm, id).await?;
        found.description = Some("A service".into());
        self.admin.realm_clients_with_client_uuid_put(realm, id, found).await?;
        let found = self.admin.realm_clients_with_client_uuid_get(realm, id).await?;
        equal("description", found.description.as_deref(), Some("A service"))?;
        let user = self.admin.realm_clients_with_client_uuid_service_account_user_get(realm, id).await?;
        equal("user", user.username.as_deref(), Some("service-account-svc"))?;
        self.user = user.id.ok_or("no id")?;
        self.secret = made.value.ok_or("no secret")?;
        Ok(())
    }

    async fn realm_role(&self, name: &str) -> Result<RoleRepresentation, KeycloakError> {
        self.admin.realm_roles_with_role_name_get(&self.realm, name).await
    }

    async fn client_role(&self, name: &str) -> Result<RoleRepresentation, KeycloakError> {
        let (realm, id) = (&self.realm, &self.inventory);
        self.admin.realm_clients_with_client_uuid_roles_with_role_name_get(realm, id, name).await
    }

    async fn make_roles(&mut self) -> Outcome {
        let realm = &self.realm;
        for name in ["reader", "keeper"] {
            self.admin.realm_roles_post(realm, role(name)).await?;
        }
        for name in ["view", "count"] {
            self.admin.realm_clients_with_client_uuid_roles_post(realm, &self.inventory, role(name)).await?;
        }
        let parts = vec![self.realm_role("reader").await?, self.client_role("count").await?];
        self.admin.realm_roles_with_role_name_composites_post(realm, "keeper", parts).await?;
        let found = self.admin.realm_roles_with_role_name_composites_get(realm, "keeper").await?;
        equal("composites", role_names(&found), BTreeSet::from(["reader", "count"]))?;
        equal("composite", self.realm_role("keeper").await?.composite, Some(true))?;
        let described = RoleRepresentation { description: Some("May read".into()), ..self.realm_role("reader").await? };
        self.admin.realm_roles_with_role_name_put(realm, "reader", described).await?;
        equal("description", self.realm_role("reader").await?.description.as_deref(), Some("May read"))
    }

    async fn assign_roles(&mut self) -> Outcome {
        let (realm, user, admin) = (&self.realm, &self.user, &self.admin);
        let keeper = vec![self.realm_role("keeper").await?];
        admin.realm_users_with_user_id_role_mappings_realm_post(realm, user, keeper).await?;
        let view = vec![self.client_role("view").await?];
        let inventory = &self.inventory;
        admin.realm_users_with_user_id_role_mappings_clients_with_client_id_post(realm, user, inventory, view).await?;
        let held = admin.realm_users_with_user_id_role_mappings_realm_get(realm, user).await?;
        that("not assigned", role_names(&held).contains("keeper"))?;
        that("assigned too much", !role_names(&held).contains("reader"))?;
        let effective = admin.realm_users_with_user_id_role_mappings_realm_composite_get(realm, user, None).await?;
        that("not effective", role_names(&effective).contains("reader"))
    }

    async fn make_client_scope(&mut self) -> Outcome {
        let (realm, admin) = (&self.realm, &self.admin);
        let wanted = ClientScopeRepresentation {
            name: Some("warehouse".into()),
            protocol: Some("openid-connect".into()),
            ..Default::default()
        };
        self.scope = admin.realm_client_scopes_post(realm, wanted).await?.to_id().ok_or("no Location")?.into();
        let config = [("claim.name", "warehouse"), ("claim.value", "north"), ("access.token.claim", "true")];
        let mapper = ProtocolMapperRepresentation {
            name: Some("warehouse".into()),
            protocol: Some("openid-connect".into()),
            protocol_mapper: Some("oidc-hardcoded-claim-mapper".into()),
            config: Some(HashMap::from(config.map(|(name, value)| (name.into(), value.into())))),
            ..Default::default()
        };
        let scope = &self.scope;
        admin.realm_client_scopes_with_client_scope_id_protocol_mappers_models_post(realm, scope, mapper).await?;
        let all = admin.realm_client_scopes_get(realm).await?;
        let made = all.iter().find(|each| each.id.as_ref() == Some(scope)).ok_or("not listed")?;
        equal("mappers", made.protocol_mappers.as_ref().map(Vec::len), Some(1))?;
        let id = &self.client;
        admin.realm_clients_with_client_uuid_default_client_scopes_with_client_scope_id_put(realm, id, scope).await?;
        let defaults = admin.realm_clients_with_client_uuid_default_client_scopes_get(realm, id).await?;
        that("not a default", names(&defaults, |each| &each.name).contains("warehouse"))
    }

    async fn claims(&self) -> Found<Value> {
        let endpoint = format!("{}/realms/{}/protocol/openid-connect/token", self.base, self.realm);
        let client = BasicClient::new(ClientId::new("svc".into()))
            .set_client_secret(ClientSecret::new(self.secret.clone()))
            .set_token_uri(TokenUrl::new(endpoint)?);
        let token = client.exchange_client_credentials().request_async(&self.http).await?;
        Ok(jsonwebtoken::dangerous::insecure_decode(token.access_token().secret())?.claims)
    }

    async fn fetch_token(&mut self) -> Outcome {
        let claims = self.claims().await?;
        let roles = claims["realm_access"]["roles"].to_string();
        that(&roles, roles.contains("\"reader\"") && roles.contains("\"keeper\""))?;
        equal("warehouse", claims["warehouse"].as_str(), Some("north"))?;
        equal("sub", claims["sub"].as_str(), Some(self.user.as_str()))?;
        let logins = Some(vec!["CLIENT_LOGIN".into()]);
        let events = self.admin.realm_events_get(&self.realm, None, None, None, None, None, None, None, logins, None);
        equal("events", names(&events.await?, |event| &event.client_id), BTreeSet::from(["svc"]))
    }

    async fn map_scopes(&mut self) -> Outcome {
        let (realm, id, admin) = (&self.realm, &self.client, &self.admin);
        let mut found = admin.realm_clients_with_client_uuid_get(realm, id).await?;
        found.full_scope_allowed = Some(false);
        admin.realm_clients_with_client_uuid_put(realm, id, found).await?;
        that("roles without a mapping", self.claims().await?["resource_access"].is_null())?;
        let reader = vec![self.realm_role("reader").await?];
        admin.realm_clients_with_client_uuid_scope_mappings_realm_post(realm, id, reader).await?;
        let mapped = admin.realm_clients_with_client_uuid_scope_mappings_realm_get(realm, id).await?;
        equal("mapped", role_names(&mapped), BTreeSet::from(["reader"]))?;
        equal("roles", self.claims().await?["realm_access"]["roles"].to_string(), "[\"reader\"]".into())
    }

    async fn search(&mut self) -> Outcome {
        let (realm, admin) = (&self.realm, &self.admin);
        let found = admin.realm_clients_get(realm, Some("inv".into()), None, None, None, Some(true), None).await?;
        equal("clients", names(&found, |each| &each.client_id), BTreeSet::from(["inventory"]))?;
        let page = admin.realm_clients_get(realm, None, Some(0), Some(2), None, None, None).await?;
        equal("a page", page.len(), 2)?;
        let roles = admin.realm_roles_get(realm, None, None, None, Some("keep".into())).await?;
        equal("roles", role_names(&roles), BTreeSet::from(["keeper"]))
    }

    async fn import_and_export(&mut self) -> Outcome {
        let wanted = RealmRepresentation { clients: Some(vec![client("brought")]), ..Default::default() };
        let outcome = self.admin.realm_partial_import_post(&self.realm, wanted).await?;
        equal("added", outcome["added"].as_i64(), Some(1))?;
        let exported = self.admin.realm_partial_export_post(&self.realm, Some(true), Some(true)).await?;
        that("not exported", names(&exported.clients.unwrap_or_default(), |each| &each.client_id).contains("brought"))
    }

    async fn read_keys(&mut self) -> Outcome {
        let found = self.admin.realm_keys_get(&self.realm).await?;
        let active = found.active.and_then(|active| active.get("RS256").cloned());
        that("no active key", active.is_some())?;
        let keys = found.keys.unwrap_or_default();
        that("the active key is not listed", keys.iter().any(|key| key.kid == active))
    }

    /// The service account itself may look at clients and no more.
    async fn sign_in_as_service_account(&mut self) -> Outcome {
        let (realm, admin) = (&self.realm, &self.admin);
        let wanted = Some("realm-management".into());
        let found = admin.realm_clients_get(realm, wanted, None, None, None, None, None).await?;
        let management = found[0].id.as_deref().ok_or("no id")?;
        let right =
            admin.realm_clients_with_client_uuid_roles_with_role_name_get(realm, management, "view-clients").await?;
        let (user, rights) = (&self.user, vec![right]);
        admin
            .realm_users_with_user_id_role_mappings_clients_with_client_id_post(realm, user, management, rights)
            .await?;
        let mut client = admin.realm_clients_with_client_uuid_get(realm, &self.client).await?;
        client.full_scope_allowed = Some(true);
        admin.realm_clients_with_client_uuid_put(realm, &self.client, client).await?;
        let proof = KeycloakServiceAccountAdminTokenRetriever::create_with_custom_realm(
            "svc",
            &self.secret,
            realm,
            self.http.clone(),
        );
        let service = KeycloakAdmin::new(&self.base, proof, self.http.clone());
        equal(
            "client",
            service.realm_clients_with_client_uuid_get(realm, &self.client).await?.client_id,
            Some("svc".into()),
        )?;
        refused(403, service.realm_roles_post(realm, role("forbidden")).await)
    }

    async fn delete_all(&mut self) -> Outcome {
        let (realm, admin) = (&self.realm, &self.admin);
        admin.realm_client_scopes_with_client_scope_id_delete(realm, &self.scope).await?;
        admin.realm_roles_with_role_name_delete(realm, "keeper").await?;
        refused(404, self.realm_role("keeper").await)?;
        admin.realm_clients_with_client_uuid_delete(realm, &self.client).await?;
        refused(404, admin.realm_clients_with_client_uuid_get(realm, &self.client).await)?;
        admin.realm_delete(realm).await?;
        refused(404, admin.realm_get(realm).await)
    }
}

/// Each step stands on those before it, so the first that fails is the last.
async fn run(report: &mut Report) -> bool {
    let mut admin = match Administrator::sign_in().await {
        Ok(admin) => admin,
        Err(error) => return report.step("sign in", Err(error)),
    };
    report.step("realm", admin.make_realm().await)
        && report.step("events configuration", admin.configure_events().await)
        && report.step("client and secret", admin.make_client().await)
        && report.step("roles and composites", admin.make_roles().await)
        && report.step("service account's roles", admin.assign_roles().await)
        && report.step("client scope and mapper", admin.make_client_scope().await)
        && report.step("token", admin.fetch_token().await)
        && report.step("scope mappings", admin.map_scopes().await)
        && report.step("search", admin.search().await)
        && report.step("partial import and export", admin.import_and_export().await)
        && report.step("keys", admin.read_keys().await)
        && report.step("service account as administrator", admin.sign_in_as_service_account().await)
        && report.step("delete", admin.delete_all().await)
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut report = Report::new("admin rust");
    run(&mut report).await;
    report.end()
}
