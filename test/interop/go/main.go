// A service in Go: tokens by golang.org/x/oauth2, verified by go-oidc.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
)

// service holds what every step starts from.
type service struct {
	issuer   string
	provider *oidc.Provider
	// endpoints that go-oidc leaves to the caller
	IntrospectionEndpoint string `json:"introspection_endpoint"`
	RevocationEndpoint    string `json:"revocation_endpoint"`
}

func connect(ctx context.Context) (*service, error) {
	s := &service{issuer: os.Getenv("INTEROP_BASE") + "/realms/" + os.Getenv("INTEROP_REALM")}
	provider, err := oidc.NewProvider(ctx, s.issuer)
	if err != nil {
		return nil, err
	}
	s.provider = provider
	return s, provider.Claims(s)
}

// credentials are a client's; its secret is its name with "-secret" where none is given.
func (s *service) credentials(clientID string, style oauth2.AuthStyle, scopes ...string) *clientcredentials.Config {
	return &clientcredentials.Config{
		ClientID:     clientID,
		ClientSecret: clientID + "-secret",
		TokenURL:     s.provider.Endpoint().TokenURL,
		Scopes:       scopes,
		AuthStyle:    style,
	}
}

type roles struct {
	Roles []string `json:"roles"`
}

type claims struct {
	AuthorizedParty string           `json:"azp"`
	Audience        any              `json:"aud"`
	UPN             string           `json:"upn"`
	RealmAccess     roles            `json:"realm_access"`
	ResourceAccess  map[string]roles `json:"resource_access"`
}

// verified are the claims of a token that the realm's keys have signed, for the audience.
func (s *service) verified(ctx context.Context, raw, audience string) (*claims, error) {
	config := &oidc.Config{ClientID: audience, SkipClientIDCheck: audience == ""}
	token, err := s.provider.Verifier(config).Verify(ctx, raw)
	if err != nil {
		return nil, err
	}
	found := &claims{}
	return found, token.Claims(found)
}

// issuedTo fails where the token is not the client's.
func (s *service) issuedTo(ctx context.Context, token *oauth2.Token, clientID string) error {
	found, err := s.verified(ctx, token.AccessToken, "")
	if err != nil {
		return err
	}
	return equal("azp", found.AuthorizedParty, clientID)
}

func (s *service) secret(style oauth2.AuthStyle) func(context.Context) error {
	return func(ctx context.Context) error {
		token, err := s.credentials("orders", style).Token(ctx)
		if err != nil {
			return err
		}
		if left := time.Until(token.Expiry); left <= 0 || left > 5*time.Minute {
			return fmt.Errorf("the token lives for %s", left)
		}
		return errors.Join(
			equal("type", token.Type(), "Bearer"),
			equal("refresh token", token.RefreshToken, ""),
			s.issuedTo(ctx, token, "orders"),
		)
	}
}

// encodedSecret has characters that RFC 6749 appendix B wants encoded in the header.
func (s *service) encodedSecret(ctx context.Context) error {
	config := s.credentials("reports+eu", oauth2.AuthStyleInHeader)
	config.ClientSecret = "p@ss:w%rd +&="
	token, err := config.Token(ctx)
	if err != nil {
		return err
	}
	return s.issuedTo(ctx, token, "reports+eu")
}

// privateKey signs an assertion (RFC 7523) and sends it among the parameters.
func (s *service) privateKey(ctx context.Context) error {
	file, err := os.ReadFile(os.Getenv("INTEROP_KEY_JWK"))
	if err != nil {
		return err
	}
	var key jose.JSONWebKey
	if err := json.Unmarshal(file, &key); err != nil {
		return err
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.RS256, Key: key}, nil)
	if err != nil {
		return err
	}
	now := time.Now()
	assertion, err := jwt.Signed(signer).Claims(jwt.Claims{
		Issuer:   "batch",
		Subject:  "batch",
		Audience: jwt.Audience{s.issuer},
		ID:       fmt.Sprint("go-", now.UnixNano()),
		IssuedAt: jwt.NewNumericDate(now),
		Expiry:   jwt.NewNumericDate(now.Add(time.Minute)),
	}).Serialize()
	if err != nil {
		return err
	}
	config := s.credentials("batch", oauth2.AuthStyleInParams)
	config.ClientSecret = ""
	config.EndpointParams = url.Values{
		"client_assertion_type": {"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
		"client_assertion":      {assertion},
	}
	token, err := config.Token(ctx)
	if err != nil {
		return err
	}
	return s.issuedTo(ctx, token, "batch")
}

func (s *service) verification(ctx context.Context) error {
	token, err := s.credentials("orders", oauth2.AuthStyleInHeader).Token(ctx)
	if err != nil {
		return err
	}
	found, err := s.verified(ctx, token.AccessToken, "inventory")
	if err != nil {
		return err
	}
	if _, err := s.verified(ctx, token.AccessToken, "somebody-else"); err == nil {
		return errors.New("a foreign audience is accepted")
	}
	if !slices.Contains(found.RealmAccess.Roles, "reader") {
		return fmt.Errorf("realm roles: %s", found.RealmAccess.Roles)
	}
	return equal("inventory", fmt.Sprint(found.ResourceAccess["inventory"].Roles), "[view]")
}

func (s *service) optionalScope(ctx context.Context) error {
	token, err := s.credentials("orders", oauth2.AuthStyleInHeader, "microprofile-jwt").Token(ctx)
	if err != nil {
		return err
	}
	granted := strings.Fields(token.Extra("scope").(string))
	if !slices.Contains(granted, "microprofile-jwt") {
		return fmt.Errorf("granted: %s", granted)
	}
	found, err := s.verified(ctx, token.AccessToken, "inventory")
	if err != nil {
		return err
	}
	return equal("upn", found.UPN, "service-account-orders")
}

// idToken verifies the ID token that the scope openid brings, and asks userinfo.
func (s *service) idToken(ctx context.Context) error {
	config := s.credentials("orders", oauth2.AuthStyleInHeader, oidc.ScopeOpenID)
	token, err := config.Token(ctx)
	if err != nil {
		return err
	}
	raw, _ := token.Extra("id_token").(string)
	id, err := s.provider.Verifier(&oidc.Config{ClientID: "orders"}).Verify(ctx, raw)
	if err != nil {
		return err
	}
	about, err := s.provider.UserInfo(ctx, oauth2.StaticTokenSource(token))
	if err != nil {
		return err
	}
	return errors.Join(id.VerifyAccessToken(token.AccessToken), equal("sub", about.Subject, id.Subject))
}

// refresh lets a token source renew a token that is about to end.
func (s *service) refresh(ctx context.Context) error {
	credentials := s.credentials("sync", oauth2.AuthStyleInHeader)
	first, err := credentials.Token(ctx)
	if err != nil {
		return err
	}
	config := oauth2.Config{ClientID: "sync", ClientSecret: credentials.ClientSecret, Endpoint: s.provider.Endpoint()}
	ended := *first
	ended.Expiry = time.Now().Add(-time.Second)
	second, err := config.TokenSource(ctx, &ended).Token()
	if err != nil {
		return err
	}
	if second.AccessToken == first.AccessToken {
		return errors.New("the same access token came back")
	}
	return errors.Join(
		equal("session", second.Extra("session_state"), first.Extra("session_state")),
		s.issuedTo(ctx, second, "sync"),
	)
}

// send posts a form as a client that proves itself by the header.
func send(ctx context.Context, clientID, endpoint string, form url.Values) (map[string]any, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, endpoint, strings.NewReader(form.Encode()))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.SetBasicAuth(url.QueryEscape(clientID), url.QueryEscape(clientID+"-secret"))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s answered %s", endpoint, response.Status)
	}
	answer := map[string]any{}
	if response.ContentLength == 0 {
		return answer, nil
	}
	return answer, json.NewDecoder(response.Body).Decode(&answer)
}

func (s *service) revocation(ctx context.Context) error {
	token, err := s.credentials("orders", oauth2.AuthStyleInHeader).Token(ctx)
	if err != nil {
		return err
	}
	form := url.Values{"token": {token.AccessToken}}
	before, err := send(ctx, "inventory", s.IntrospectionEndpoint, form)
	if err != nil {
		return err
	}
	if _, err := send(ctx, "orders", s.RevocationEndpoint, form); err != nil {
		return err
	}
	after, err := send(ctx, "inventory", s.IntrospectionEndpoint, form)
	if err != nil {
		return err
	}
	return errors.Join(
		equal("active", before["active"], true),
		equal("client_id", before["client_id"], "orders"),
		equal("after the revocation", fmt.Sprint(after), "map[active:false]"),
	)
}

// exchange sends another grant type by the same package (RFC 8693).
func (s *service) exchange(ctx context.Context) error {
	subject, err := s.credentials("orders", oauth2.AuthStyleInHeader).Token(ctx)
	if err != nil {
		return err
	}
	config := s.credentials("gateway", oauth2.AuthStyleInHeader)
	config.EndpointParams = url.Values{
		"grant_type":         {"urn:ietf:params:oauth:grant-type:token-exchange"},
		"subject_token":      {subject.AccessToken},
		"subject_token_type": {"urn:ietf:params:oauth:token-type:access_token"},
		"audience":           {"inventory"},
	}
	token, err := config.Token(ctx)
	if err != nil {
		return err
	}
	found, err := s.verified(ctx, token.AccessToken, "inventory")
	if err != nil {
		return err
	}
	return errors.Join(equal("azp", found.AuthorizedParty, "gateway"), equal("aud", found.Audience, "inventory"))
}

func (s *service) refusals(ctx context.Context) error {
	wrong := s.credentials("orders", oauth2.AuthStyleInHeader)
	wrong.ClientSecret = "wrong"
	moon := s.credentials("orders", oauth2.AuthStyleInParams, "moon")
	return errors.Join(
		refused(ctx, wrong, http.StatusUnauthorized, "unauthorized_client", "Invalid client or Invalid client credentials"),
		refused(ctx, moon, http.StatusBadRequest, "invalid_scope", "Invalid scopes: moon"),
	)
}

func refused(ctx context.Context, config *clientcredentials.Config, status int, code, description string) error {
	_, err := config.Token(ctx)
	var refusal *oauth2.RetrieveError
	if !errors.As(err, &refusal) {
		return fmt.Errorf("%s: not refused but %v", description, err)
	}
	return errors.Join(
		equal("status", refusal.Response.StatusCode, status),
		equal("error", refusal.ErrorCode, code),
		equal("error_description", refusal.ErrorDescription, description),
	)
}

func equal(what string, actual, expected any) error {
	if actual == expected {
		return nil
	}
	return fmt.Errorf("%s is %v, expected %v", what, actual, expected)
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	s, err := connect(ctx)
	failed := report("discovery", err)
	if failed {
		os.Exit(1)
	}
	steps := []struct {
		name   string
		action func(context.Context) error
	}{
		{"client_secret_basic", s.secret(oauth2.AuthStyleInHeader)},
		{"client_secret_post", s.secret(oauth2.AuthStyleInParams)},
		{"encoded secret", s.encodedSecret},
		{"private_key_jwt", s.privateKey},
		{"verification", s.verification},
		{"optional scope", s.optionalScope},
		{"id token", s.idToken},
		{"refresh", s.refresh},
		{"introspection and revocation", s.revocation},
		{"token exchange", s.exchange},
		{"refusals", s.refusals},
	}
	for _, step := range steps {
		failed = report(step.name, step.action(ctx)) || failed
	}
	if failed {
		os.Exit(1)
	}
}

// report prints a step's line as the runner reads it, and tells whether the step failed.
func report(step string, err error) bool {
	if err != nil {
		fmt.Printf("failed go %s: %s\n", step, strings.ReplaceAll(err.Error(), "\n", "; "))
		return true
	}
	fmt.Printf("ok go %s\n", step)
	return false
}
