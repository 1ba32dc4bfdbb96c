"""A service in Python: tokens by Authlib and requests-oauthlib, verified by PyJWT."""

import os

import jwt
import requests
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from oauthlib.oauth2 import BackendApplicationClient
from oauthlib.oauth2.rfc6749.errors import InvalidScopeError
from requests.auth import HTTPBasicAuth
from requests_oauthlib import OAuth2Session as OAuthlibSession

from report import Report

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"  # http will do on this machine
issuer = f"{os.environ['INTEROP_BASE']}/realms/{os.environ['INTEROP_REALM']}"
private_key = open(os.environ["INTEROP_KEY_PEM"], encoding="ascii").read()
discovery = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=10).json()
token_endpoint = discovery["token_endpoint"]
signing_keys = jwt.PyJWKClient(discovery["jwks_uri"])


def session(client_id, secret=None, method="client_secret_basic", **options):
    return OAuth2Session(client_id, secret or f"{client_id}-secret", token_endpoint_auth_method=method, **options)


def fetch(client):
    return client.fetch_token(token_endpoint, grant_type="client_credentials")


def verified(token, audience="inventory"):
    key = signing_keys.get_signing_key_from_jwt(token)
    needed = {"require": ["exp", "iat", "iss", "aud", "sub", "jti"]}
    return jwt.decode(token, key, algorithms=["RS256"], issuer=issuer, audience=audience, options=needed)


def introspected(token):
    return session("inventory").introspect_token(discovery["introspection_endpoint"], token=token).json()


def discovers():
    assert discovery["issuer"] == issuer
    assert "client_credentials" in discovery["grant_types_supported"]
    assert "private_key_jwt" in discovery["token_endpoint_auth_methods_supported"]


def basic():
    token = fetch(session("orders"))
    assert token["token_type"] == "Bearer"
    assert 0 < token["expires_in"] <= 300
    assert "refresh_token" not in token
    assert verified(token["access_token"])["azp"] == "orders"


def post():
    assert verified(fetch(session("orders", method="client_secret_post"))["access_token"])["azp"] == "orders"


def private_key_jwt():
    client = session("batch", private_key, PrivateKeyJWT(token_endpoint))
    token = fetch(client)["access_token"]
    assert jwt.decode(token, options={"verify_signature": False})["azp"] == "batch"


def verification():
    claims = verified(fetch(session("orders"))["access_token"])
    assert claims["realm_access"]["roles"].count("reader") == 1
    assert claims["resource_access"]["inventory"] == {"roles": ["view"]}
    assert sorted(claims["aud"][:2]) == ["gateway", "inventory"]
    try:
        verified(fetch(session("orders"))["access_token"], audience="somebody-else")
        raise AssertionError("a foreign audience is accepted")
    except jwt.InvalidAudienceError:
        pass


def optional_scope():
    token = fetch(session("orders", scope="microprofile-jwt"))
    assert "microprofile-jwt" in token["scope"].split()
    claims = verified(token["access_token"])
    assert claims["upn"] == "service-account-orders"
    assert "reader" in claims["groups"]


def refresh():
    client = session("sync")
    first = dict(fetch(client))
    second = client.refresh_token(token_endpoint, refresh_token=first["refresh_token"])
    assert second["access_token"] != first["access_token"]
    assert second["session_state"] == first["session_state"]
    assert verified(second["access_token"])["azp"] == "sync"


def introspection():
    found = introspected(fetch(session("orders"))["access_token"])
    assert found["active"] is True
    assert found["client_id"] == "orders"
    assert found["username"] == "service-account-orders"
    assert introspected("garbage") == {"active": False}


def revocation():
    client = session("orders")
    token = fetch(client)["access_token"]
    answer = client.revoke_token(discovery["revocation_endpoint"], token=token, token_type_hint="access_token")
    assert answer.status_code == 200, answer.text
    assert introspected(token) == {"active": False}


def exchange():
    subject = fetch(session("orders"))["access_token"]
    token = session("gateway").fetch_token(
        token_endpoint,
        grant_type="urn:ietf:params:oauth:grant-type:token-exchange",
        subject_token=subject,
        subject_token_type="urn:ietf:params:oauth:token-type:access_token",
        audience="inventory",
    )
    assert token["issued_token_type"] == "urn:ietf:params:oauth:token-type:access_token"
    claims = verified(token["access_token"])
    assert claims["azp"] == "gateway"
    assert claims["aud"] == "inventory"
    assert claims["sub"] == verified(subject)["sub"]


def userinfo():
    client = session("orders", scope="openid")
    token = fetch(client)
    about = client.get(discovery["userinfo_endpoint"]).json()
    assert about["sub"] == verified(token["access_token"])["sub"]
    assert about["preferred_username"] == "service-account-orders"


def refusals():
    expected = [
        (session("orders", "wrong"), "unauthorized_client", "Invalid client or Invalid client credentials"),
        (session("nobody"), "invalid_client", "Invalid client or Invalid client credentials"),
        (session("orders", scope="moon"), "invalid_scope", "Invalid scopes: moon"),
        (session("inventory"), "unauthorized_client", "Client not enabled to retrieve service account"),
    ]
    for client, error, description in expected:
        try:
            fetch(client)
        except OAuthError as refused:
            assert (refused.error, refused.description) == (error, description)
        else:
            raise AssertionError(f"{description}: a token was given")


def oauthlib():
    client = OAuthlibSession(client=BackendApplicationClient(client_id="orders"))
    basic = client.fetch_token(token_endpoint, auth=HTTPBasicAuth("orders", "orders-secret"))
    posted = client.fetch_token(token_endpoint, client_secret="orders-secret", include_client_id=True)
    for token in (basic, posted):
        assert verified(token["access_token"])["azp"] == "orders"
        assert token["expires_at"] > token["expires_in"]
    moon = OAuthlibSession(client=BackendApplicationClient(client_id="orders", scope="moon"))
    try:
        moon.fetch_token(token_endpoint, auth=HTTPBasicAuth("orders", "orders-secret"))
        raise AssertionError("an unknown scope is granted")
    except InvalidScopeError as refused:
        assert refused.description == "Invalid scopes: moon"


report = Report("python")
report.run("discovery", discovers)
report.run("client_secret_basic", basic)
report.run("client_secret_post", post)
report.run("private_key_jwt", private_key_jwt)
report.run("verification", verification)
report.run("optional scope", optional_scope)
report.run("refresh", refresh)
report.run("introspection", introspection)
report.run("revocation", revocation)
report.run("token exchange", exchange)
report.run("userinfo", userinfo)
report.run("refusals", refusals)
report.run("requests-oauthlib", oauthlib)
report.end()
