//! A service in Rust: tokens by the crate `oauth2`, verified by `jsonwebtoken`; the ID token by `openidconnect`.

use std::error::Error;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use interop::{Outcome, Report, equal, setting, that};
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode};
use oauth2::basic::{BasicClient, BasicErrorResponseType, BasicTokenType};
use oauth2::{
    AuthType, ClientId, ClientSecret, EmptyExtraTokenFields, EndpointNotSet, EndpointSet, IntrospectionUrl,
    RequestTokenError, Scope, StandardTokenResponse, TokenIntrospectionResponse, TokenResponse, TokenUrl, reqwest,
};
use openidconnect::core::{CoreClient, CoreProviderMetadata, CoreResponseType, CoreUserInfoClaims};
use openidconnect::{IssuerUrl, Nonce, OAuth2TokenResponse};
use serde::Deserialize;
use serde_json::{Value, json};

type Client = BasicClient<EndpointNotSet, EndpointNotSet, EndpointSet, EndpointNotSet, EndpointSet>;
type Token = StandardTokenResponse<EmptyExtraTokenFields, BasicTokenType>;

#[derive(Deserialize)]
struct Discovery {
    issuer: String,
    token_endpoint: String,
    introspection_endpoint: String,
    revocation_endpoint: String,
    jwks_uri: String,
    grant_types_supported: Vec<String>,
}

struct Service {
    http: reqwest::Client,
    issuer: String,
    found: Discovery,
    keys: JwkSet,
}

impl Service {
    async fn connect() -> Result<Self, Box<dyn Error>> {
        let issuer = format!("{}/realms/{}", setting("INTEROP_BASE"), setting("INTEROP_REALM"));
        let http = reqwest::ClientBuilder::new().redirect(reqwest::redirect::Policy::none()).build()?;
        let discovery = format!("{issuer}/.well-known/openid-configuration");
        let found: Discovery = serde_json::from_slice(&http.get(discovery).send().await?.bytes().await?)?;
        let keys = serde_json::from_slice(&http.get(&found.jwks_uri).send().await?.bytes().await?)?;
        Ok(Self { http, issuer, found, keys })
    }

    fn client(&self, client_id: &str, secret: &str) -> Result<Client, Box<dyn Error>> {
        Ok(BasicClient::new(ClientId::new(client_id.into()))
            .set_client_secret(ClientSecret::new(secret.into()))
            .set_token_uri(TokenUrl::new(self.found.token_endpoint.clone())?)
            .set_introspection_url(IntrospectionUrl::new(self.found.introspection_endpoint.clone())?))
    }

    async fn token(&self, client_id: &str) -> Result<Token, Box<dyn Error>> {
        let client = self.client(client_id, &format!("{client_id}-secret"))?;
        Ok(client.exchange_client_credentials().request_async(&self.http).await?)
    }

    /// The claims of a token that the realm's keys have signed, for the audience.
    fn claims(&self, token: &Token, audience: Option<&str>) -> Result<Value, Box<dyn Error>> {
        let text = token.access_token().secret();
        let kid = decode_header(text)?.kid.ok_or("no kid")?;
        let key = DecodingKey::from_jwk(self.keys.find(&kid).ok_or("unknown kid")?)?;
        let mut validation = Validation::new(Algorithm::RS256);
        validation.set_issuer(&[&self.issuer]);
        validation.set_required_spec_claims(&["exp", "iss", "sub"]);
        match audience {
            Some(audience) => validation.set_audience(&[audience]),
            None => validation.validate_aud = false,
        }
        Ok(decode(text, &key, &validation)?.claims)
    }

    fn issued_to(&self, token: &Token, client_id: &str) -> Outcome {
        equal("azp", &self.claims(token, None)?["azp"], &json!(client_id))
    }

    fn discovery(&self) -> Outcome {
        equal("issuer", &self.found.issuer, &self.issuer)?;
        that(
            "no client credentials",
            self.found.grant_types_supported.iter().any(|grant| grant == "client_credentials"),
        )
    }

    async fn basic(&self) -> Outcome {
        let token = self.token("orders").await?;
        equal("type", token.token_type(), &BasicTokenType::Bearer)?;
        that("lifespan", token.expires_in().is_some_and(|left| left <= Duration::from_secs(300)))?;
        that("a refresh token came along", token.refresh_token().is_none())?;
        self.issued_to(&token, "orders")
    }

    async fn post(&self) -> Outcome {
        let client = self.client("orders", "orders-secret")?.set_auth_type(AuthType::RequestBody);
        self.issued_to(&client.exchange_client_credentials().request_async(&self.http).await?, "orders")
    }

    /// Its characters are encoded in the header (RFC 6749 appendix B).
    async fn encoded_secret(&self) -> Outcome {
        let client = self.client("reports+eu", "p@ss:w%rd +&=")?;
        self.issued_to(&client.exchange_client_credentials().request_async(&self.http).await?, "reports+eu")
    }

    /// An assertion (RFC 7523) among the parameters of a client without a secret.
    async fn private_key(&self) -> Outcome {
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?;
        let claims = json!({
            "iss": "batch", "sub": "batch", "aud": self.issuer,
            "iat": now.as_secs(), "exp": now.as_secs() + 60, "jti": format!("rust-{}", now.as_nanos()),
        });
        let header = Header { kid: Some("interop".into()), ..Header::new(Algorithm::RS256) };
        let key = EncodingKey::from_rsa_pem(&std::fs::read(setting("INTEROP_KEY_PEM"))?)?;
        let client = BasicClient::new(ClientId::new("batch".into()))
            .set_token_uri(TokenUrl::new(self.found.token_endpoint.clone())?);
        let token = client
            .exchange_client_credentials()
            .add_extra_param("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
            .add_extra_param("client_assertion", encode(&header, &claims, &key)?)
            .request_async(&self.http)
            .await?;
        self.issued_to(&token, "batch")
    }

    async fn verification(&self) -> Outcome {
        let token = self.token("orders").await?;
        let claims = self.claims(&token, Some("inventory"))?;
        let realm_roles = claims["realm_access"]["roles"].as_array().ok_or("no realm roles")?;
        that(&format!("roles: {realm_roles:?}"), realm_roles.contains(&json!("reader")))?;
        equal("inventory", &claims["resource_access"]["inventory"], &json!({ "roles": ["view"] }))?;
        that("a foreign audience is accepted", self.claims(&token, Some("somebody-else")).is_err())
    }

    async fn optional_scope(&self) -> Outcome {
        let client = self.client("orders", "orders-secret")?;
        let wanted = Scope::new("microprofile-jwt".into());
        let token = client.exchange_client_credentials().add_scope(wanted.clone()).request_async(&self.http).await?;
        that("not granted", token.scopes().is_some_and(|granted| granted.contains(&wanted)))?;
        equal("upn", &self.claims(&token, Some("inventory"))?["upn"], &json!("service-account-orders"))
    }

    async fn id_token(&self) -> Outcome {
        let issuer = IssuerUrl::new(self.issuer.clone())?;
        let provider = CoreProviderMetadata::discover_async(issuer, &self.http).await?;
        that(
            "no code flow",
            provider.response_types_supported().iter().any(|types| types.contains(&CoreResponseType::Code)),
        )?;
        let secret = openidconnect::ClientSecret::new("orders-secret".into());
        let client = CoreClient::from_provider_metadata(provider, ClientId::new("orders".into()), Some(secret));
        let request = client.exchange_client_credentials()?.add_scope(Scope::new("openid".into()));
        let token = request.request_async(&self.http).await?;
        let id_token = token.extra_fields().id_token().ok_or("no ID token")?;
        let claims = id_token.claims(&client.id_token_verifier(), |_: Option<&Nonce>| Ok(()))?;
        let subject = claims.subject().clone();
        let asked = client.user_info(OAuth2TokenResponse::access_token(&token).clone(), Some(subject))?;
        let about: CoreUserInfoClaims = asked.request_async(&self.http).await?;
        let name = about.preferred_username().map(|name| name.as_str());
        equal("name", name, Some("service-account-orders"))
    }

    async fn refresh(&self) -> Outcome {
        let first = self.token("sync").await?;
        let client = self.client("sync", "sync-secret")?;
        let held = first.refresh_token().ok_or("no refresh token")?;
        let second = client.exchange_refresh_token(held).request_async(&self.http).await?;
        that("the same token", second.access_token().secret() != first.access_token().secret())?;
        let session = |token| Ok::<_, Box<dyn Error>>(self.claims(token, Some("inventory"))?["sid"].clone());
        that("no session", session(&first)?.is_string())?;
        equal("session", session(&second)?, session(&first)?)
    }

    async fn active(&self, token: &Token) -> Result<(bool, Option<String>), Box<dyn Error>> {
        let client = self.client("inventory", "inventory-secret")?;
        let found = client.introspect(token.access_token()).request_async(&self.http).await?;
        Ok((found.active(), found.client_id().map(|id| id.to_string())))
    }

    async fn revocation(&self) -> Outcome {
        let token = self.token("orders").await?;
        equal("before", self.active(&token).await?, (true, Some("orders".into())))?;
        // The crate revokes over https only, so the request is made by hand.
        let request = self.http.post(&self.found.revocation_endpoint).basic_auth("orders", Some("orders-secret"));
        let answer = request.form(&[("token", token.access_token().secret())]).send().await?;
        equal("status", answer.status().as_u16(), 200)?;
        equal("after", self.active(&token).await?, (false, None))
    }

    async fn refusals(&self) -> Outcome {
        let wrong = self.client("orders", "wrong")?;
        let answer = wrong.exchange_client_credentials().request_async(&self.http).await;
        refused(answer, BasicErrorResponseType::UnauthorizedClient, "Invalid client or Invalid client credentials")?;
        let orders = self.client("orders", "orders-secret")?;
        let request = orders.exchange_client_credentials().add_scope(Scope::new("moon".into()));
        refused(request.request_async(&self.http).await, BasicErrorResponseType::InvalidScope, "Invalid scopes: moon")
    }
}

type Answer<E> = Result<Token, RequestTokenError<E, oauth2::basic::BasicErrorResponse>>;

fn refused<E: Error + 'static>(answer: Answer<E>, code: BasicErrorResponseType, description: &str) -> Outcome {
    match answer {
        Err(RequestTokenError::ServerResponse(refusal)) => {
            equal("error", refusal.error(), &code)?;
            equal("error_description", refusal.error_description().map(String::as_str), Some(description))
        }
        Err(error) => Err(error.to_string().into()),
        Ok(_) => Err(format!("{description}: a token was given").into()),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let mut report = Report::new("rust");
    let service = Service::connect().await?;
    report.step("discovery", service.discovery());
    report.step("client_secret_basic", service.basic().await);
    report.step("client_secret_post", service.post().await);
    report.step("encoded secret", service.encoded_secret().await);
    report.step("private_key_jwt", service.private_key().await);
    report.step("verification", service.verification().await);
    report.step("optional scope", service.optional_scope().await);
    report.step("id token", service.id_token().await);
    report.step("refresh", service.refresh().await);
    report.step("introspection and revocation", service.revocation().await);
    report.step("refusals", service.refusals().await);
    report.end()
}
