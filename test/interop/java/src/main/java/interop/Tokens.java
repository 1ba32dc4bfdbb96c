package interop;

import static interop.Report.equal;
import static interop.Report.that;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A service in Java: Nimbus' OAuth 2.0 SDK against a realm found by discovery. */
public final class Tokens {
    private final Issuer issuer;
    private final OIDCProviderMetadata provider;

    private Tokens(Issuer issuer) throws Exception {
        this.issuer = issuer;
        this.provider = OIDCProviderMetadata.resolve(issuer);
    }

    public static void main(String[] words) throws Exception {
        var realm = System.getenv("INTEROP_BASE") + "/realms/" + System.getenv("INTEROP_REALM");
        var tokens = new Tokens(new Issuer(realm));
        var report = new Report("java");
        report.run("discovery", tokens::discovery);
        report.run("client_secret_basic", tokens::basic);
        report.run("client_secret_post", tokens::post);
        report.run("encoded secret", tokens::encodedSecret);
        report.run("private_key_jwt", tokens::privateKey);
        report.run("verification", tokens::verification);
        report.run("optional scope", tokens::optionalScope);
        report.run("refresh", tokens::refresh);
        report.run("introspection", tokens::introspection);
        report.run("revocation", tokens::revocation);
        report.run("token exchange", tokens::exchange);
        report.run("userinfo", tokens::userinfo);
        report.run("refusals", tokens::refusals);
        report.end();
    }

    private void discovery() {
        equal("issuer", provider.getIssuer(), issuer);
        that("no token exchange", provider.getGrantTypes().contains(GrantType.TOKEN_EXCHANGE));
        that("no introspection", provider.getIntrospectionEndpointURI() != null);
    }

    private void basic() throws Exception {
        var tokens = success(ask(secret("orders"), null)).getTokens();
        equal("type", tokens.getAccessToken().getType().getValue(), "Bearer");
        that("lifetime", tokens.getAccessToken().getLifetime() > 0 && tokens.getAccessToken().getLifetime() <= 300);
        that("a refresh token came along", tokens.getRefreshToken() == null);
        equal("azp", verify(tokens.getAccessToken()).getStringClaim("azp"), "orders");
    }

    private void post() throws Exception {
        var client = new ClientSecretPost(new ClientID("orders"), new Secret("orders-secret"));
        equal("azp", verify(success(ask(client, null)).getTokens().getAccessToken()).getStringClaim("azp"), "orders");
    }

    /** Its characters are encoded in the header (RFC 6749 appendix B). */
    private void encodedSecret() throws Exception {
        var client = new ClientSecretBasic(new ClientID("reports+eu"), new Secret("p@ss:w%rd +&="));
        var token = success(ask(client, null)).getTokens().getAccessToken();
        equal("azp", process(token, null).getStringClaim("azp"), "reports+eu");
    }

    private void privateKey() throws Exception {
        var key = RSAKey.parse(Files.readString(Path.of(System.getenv("INTEROP_KEY_JWK"))));
        var client = new PrivateKeyJWT(
            new ClientID("batch"), provider.getTokenEndpointURI(), JWSAlgorithm.RS256, key.toPrivateKey(), key.getKeyID(), null);
        equal("azp", process(success(ask(client, null)).getTokens().getAccessToken(), null).getStringClaim("azp"), "batch");
    }

    private void verification() throws Exception {
        var token = success(ask(secret("orders"), null)).getTokens().getAccessToken();
        var claims = verify(token);
        var access = claims.getJSONObjectClaim("realm_access");
        that("realm roles: " + access, access != null && ((List<?>) access.get("roles")).contains("reader"));
        var inventory = claims.getJSONObjectClaim("resource_access").get("inventory");
        equal("inventory", inventory, Map.of("roles", List.of("view")));
        try {
            process(token, "somebody-else");
        } catch (BadJWTException refused) {
            return;
        }
        throw new AssertionError("a foreign audience is accepted");
    }

    private void optionalScope() throws Exception {
        var token = success(ask(secret("orders"), new Scope("microprofile-jwt"))).getTokens().getAccessToken();
        that("granted: " + token.getScope(), token.getScope().contains("microprofile-jwt"));
        equal("upn", verify(token).getStringClaim("upn"), "service-account-orders");
    }

    private void refresh() throws Exception {
        var first = success(ask(secret("sync"), null));
        var grant = new RefreshTokenGrant(first.getTokens().getRefreshToken());
        var second = success(ask(secret("sync"), grant, null));
        that("the same token", !second.getTokens().getAccessToken().equals(first.getTokens().getAccessToken()));
        equal("session", second.getCustomParameters().get("session_state"), first.getCustomParameters().get("session_state"));
        equal("azp", verify(second.getTokens().getAccessToken()).getStringClaim("azp"), "sync");
    }

    private void introspection() throws Exception {
        var found = introspect(success(ask(secret("orders"), null)).getTokens().getAccessToken());
        that("not active", found.isActive());
        equal("client_id", found.getClientID(), new ClientID("orders"));
        equal("username", found.getUsername(), "service-account-orders");
        that("garbage is active", !introspect(new BearerAccessToken("garbage")).isActive());
    }

    private void revocation() throws Exception {
        var tokens = success(ask(secret("sync"), null)).getTokens();
        that("not active", introspect(tokens.getAccessToken()).isActive());
        var request = new TokenRevocationRequest(
            provider.getRevocationEndpointURI(), secret("sync"), tokens.getRefreshToken());
        equal("status", request.toHTTPRequest().send().getStatusCode(), 200);
        that("the session's access token is still active", !introspect(tokens.getAccessToken()).isActive());
        var late = ask(secret("sync"), new RefreshTokenGrant(tokens.getRefreshToken()), null);
        equal("refresh", late.toErrorResponse().getErrorObject().getCode(), "invalid_grant");
    }

    private void exchange() throws Exception {
        var subject = success(ask(secret("orders"), null)).getTokens().getAccessToken();
        var grant = new TokenExchangeGrant(
            subject, TokenTypeURI.ACCESS_TOKEN, null, null, TokenTypeURI.ACCESS_TOKEN, List.of(new Audience("inventory")));
        var token = success(ask(secret("gateway"), grant, null)).getTokens().getAccessToken();
        equal("type", token.getIssuedTokenType(), TokenTypeURI.ACCESS_TOKEN);
        equal("azp", verify(token).getStringClaim("azp"), "gateway");
        equal("aud", verify(token).getAudience(), List.of("inventory"));
        equal("sub", verify(token).getSubject(), verify(subject).getSubject());
    }

    private void userinfo() throws Exception {
        var token = success(ask(secret("orders"), new Scope("openid"))).getTokens().getAccessToken();
        var request = new UserInfoRequest(provider.getUserInfoEndpointURI(), token).toHTTPRequest();
        var about = UserInfoResponse.parse(request.send()).toSuccessResponse().getUserInfo();
        equal("sub", about.getSubject().getValue(), verify(token).getSubject());
        equal("name", about.getPreferredUsername(), "service-account-orders");
    }

    private void refusals() throws Exception {
        var wrong = new ClientSecretBasic(new ClientID("orders"), new Secret("wrong"));
        refused(ask(wrong, null), 401, "unauthorized_client", "Invalid client or Invalid client credentials");
        refused(ask(secret("orders"), new Scope("moon")), 400, "invalid_scope", "Invalid scopes: moon");
    }

    private static void refused(TokenResponse response, int status, String code, String description) {
        that(description + ": a token was given", !response.indicatesSuccess());
        var error = response.toErrorResponse().getErrorObject();
        equal("status", error.getHTTPStatusCode(), status);
        equal("error", error.getCode(), code);
        equal("error_description", error.getDescription(), description);
    }

    private static ClientAuthentication secret(String client) {
        return new ClientSecretBasic(new ClientID(client), new Secret(client + "-secret"));
    }

    private TokenResponse ask(ClientAuthentication client, Scope scope) throws Exception {
        return ask(client, new ClientCredentialsGrant(), scope);
    }

    private TokenResponse ask(ClientAuthentication client, AuthorizationGrant grant, Scope scope) throws Exception {
        var request = new TokenRequest.Builder(provider.getTokenEndpointURI(), client, grant).scope(scope).build();
        return TokenResponse.parse(request.toHTTPRequest().send());
    }

    private static AccessTokenResponse success(TokenResponse response) {
        if (response.indicatesSuccess()) return response.toSuccessResponse();
        throw new AssertionError("refused: " + response.toErrorResponse().toJSONObject());
    }

    private TokenIntrospectionSuccessResponse introspect(AccessToken token) throws Exception {
        var request = new TokenIntrospectionRequest(provider.getIntrospectionEndpointURI(), secret("inventory"), token);
        return TokenIntrospectionResponse.parse(request.toHTTPRequest().send()).toSuccessResponse();
    }

    private JWTClaimsSet verify(AccessToken token) throws Exception {
        return process(token, "inventory");
    }

    /** Checks signature, issuer, audience and times by the realm's remote key set. */
    private JWTClaimsSet process(AccessToken token, String audience) throws Exception {
        var keys = JWKSourceBuilder.<SecurityContext>create(provider.getJWKSetURI().toURL()).build();
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        var exact = new JWTClaimsSet.Builder().issuer(issuer.getValue()).build();
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(audience, exact, Set.of("exp", "iat", "sub", "jti")));
        return processor.process(token.getValue(), null);
    }
}
