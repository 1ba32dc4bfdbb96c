package interop;

import static interop.Report.equal;
import static interop.Report.that;

import com.nimbusds.jose.jwk.JWK;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.ClientAuthorizationException;
import org.springframework.security.oauth2.client.ClientCredentialsOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.endpoint.NimbusJwtClientAuthenticationParametersConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoders;

/** A service in Java: Spring Security's client finds the realm by its issuer, fetches tokens and decodes them. */
public final class Spring {
    private final String issuer = System.getenv("INTEROP_BASE") + "/realms/" + System.getenv("INTEROP_REALM");
    private final JwtDecoder decoder = JwtDecoders.fromIssuerLocation(issuer);

    public static void main(String[] words) {
        var spring = new Spring();
        var report = new Report("spring");
        report.run("client_secret_basic", () -> spring.fetches("orders", ClientAuthenticationMethod.CLIENT_SECRET_BASIC));
        report.run("client_secret_post", () -> spring.fetches("orders", ClientAuthenticationMethod.CLIENT_SECRET_POST));
        report.run("private_key_jwt", () -> spring.fetches("batch", ClientAuthenticationMethod.PRIVATE_KEY_JWT));
        report.run("verification", spring::verification);
        report.run("refusal", spring::refusal);
        report.end();
    }

    private void fetches(String client, ClientAuthenticationMethod method) throws Exception {
        var authorized = authorize(registration(client).clientAuthenticationMethod(method).build());
        var token = authorized.getAccessToken();
        that("expires: " + token.getExpiresAt(), token.getExpiresAt().isAfter(token.getIssuedAt()));
        equal("refresh token", String.valueOf(authorized.getRefreshToken()), "null");
        equal("azp", decoder.decode(token.getTokenValue()).getClaimAsString("azp"), client);
    }

    private void verification() throws Exception {
        Jwt token = decoder.decode(authorize(registration("orders").build()).getAccessToken().getTokenValue());
        equal("issuer", token.getIssuer().toString(), issuer);
        that("aud: " + token.getAudience(), token.getAudience().contains("inventory"));
        that("roles", token.getClaimAsMap("realm_access").get("roles").toString().contains("reader"));
    }

    private void refusal() throws Exception {
        try {
            authorize(registration("orders").scope("moon").build());
        } catch (ClientAuthorizationException refused) {
            equal("error", refused.getError().getErrorCode(), "invalid_scope");
            equal("error_description", refused.getError().getDescription(), "Invalid scopes: moon");
            return;
        }
        throw new AssertionError("an unknown scope is granted");
    }

    private ClientRegistration.Builder registration(String client) {
        return ClientRegistrations.fromIssuerLocation(issuer)
            .registrationId(client)
            .clientId(client)
            .clientSecret(client + "-secret")
            .scope()
            .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS);
    }

    private static OAuth2AuthorizedClient authorize(ClientRegistration registration) throws Exception {
        var key = JWK.parse(Files.readString(Path.of(System.getenv("INTEROP_KEY_JWK"))));
        var tokens = new RestClientClientCredentialsTokenResponseClient();
        tokens.addParametersConverter(
            new NimbusJwtClientAuthenticationParametersConverter<OAuth2ClientCredentialsGrantRequest>(one -> key));
        var provider = new ClientCredentialsOAuth2AuthorizedClientProvider();
        provider.setAccessTokenResponseClient(tokens);
        var registrations = new InMemoryClientRegistrationRepository(registration);
        var manager = new AuthorizedClientServiceOAuth2AuthorizedClientManager(
            registrations, new InMemoryOAuth2AuthorizedClientService(registrations));
        manager.setAuthorizedClientProvider(provider);
        var service = new AnonymousAuthenticationToken("interop", "service", AuthorityUtils.createAuthorityList("SERVICE"));
        var request = OAuth2AuthorizeRequest.withClientRegistrationId(registration.getRegistrationId()).principal(service);
        return manager.authorize(request.build());
    }
}
