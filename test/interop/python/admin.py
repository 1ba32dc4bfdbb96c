"""An administrator in Python: python-keycloak sets up a realm with a service account, uses it and deletes it."""

import os

import jwt
from keycloak import KeycloakAdmin, KeycloakOpenID
from keycloak.exceptions import KeycloakAuthenticationError, KeycloakGetError, KeycloakPostError

from report import Report

base = os.environ["INTEROP_BASE"]
realm = os.environ["INTEROP_REALM"]
admin = KeycloakAdmin(
    server_url=base,
    username=os.environ["INTEROP_ADMIN_NAME"],
    password=os.environ["INTEROP_ADMIN_PASSWORD"],
    realm_name=realm,
    user_realm_name="master",
)
ids = {}


def refused(kind, code, action):
    try:
        action()
    except kind as error:
        assert error.response_code == code, f"{error.response_code} for {code}"
    else:
        raise AssertionError(f"not refused with {code}")


def names(found, key="name"):
    return {each[key] for each in found}


def service():
    return KeycloakOpenID(server_url=base, realm_name=realm, client_id="svc", client_secret_key=ids["secret"])


def claims():
    token = service().token(grant_type="client_credentials")["access_token"]
    return jwt.decode(token, options={"verify_signature": False})


def make_realm():
    admin.create_realm({"realm": realm, "enabled": True, "accessTokenLifespan": 120})
    refused(KeycloakPostError, 409, lambda: admin.create_realm({"realm": realm}))
    admin.update_realm(realm, {"displayName": "Interop", "attributes": {"team": "warehouse"}})
    found = admin.get_realm(realm)
    assert (found["displayName"], found["accessTokenLifespan"]) == ("Interop", 120)
    assert found["attributes"]["team"] == "warehouse"
    assert realm in names(admin.get_realms(), "realm")


def make_client():
    ids["client"] = admin.create_client({"clientId": "svc", "serviceAccountsEnabled": True, "secret": "first"})
    ids["inventory"] = admin.create_client({"clientId": "inventory"})
    assert admin.create_client({"clientId": "svc"}, skip_exists=True) == ids["client"]
    refused(KeycloakPostError, 409, lambda: admin.create_client({"clientId": "svc"}))
    assert admin.get_client_id("svc") == ids["client"]
    assert admin.get_client_secrets(ids["client"]) == {"type": "secret", "value": "first"}
    ids["secret"] = admin.generate_client_secrets(ids["client"])["value"]
    assert admin.get_client_secrets(ids["client"])["value"] == ids["secret"] != "first"
    admin.update_client(ids["client"], {"description": "A service"})
    assert admin.get_client(ids["client"])["description"] == "A service"
    ids["user"] = admin.get_client_service_account_user(ids["client"])["id"]


def make_roles():
    for name in ("reader", "keeper"):
        assert admin.create_realm_role({"name": name}) == name
    for name in ("view", "count"):
        admin.create_client_role(ids["inventory"], {"name": name})
    admin.add_composite_realm_roles_to_role("keeper", [admin.get_realm_role("reader")])
    assert names(admin.get_composite_realm_roles_of_role("keeper")) == {"reader"}
    keeper = admin.get_realm_role("keeper")
    admin.add_composite_client_roles_to_role(ids["inventory"], "view", [admin.get_client_role(ids["inventory"], "count")])
    assert keeper["composite"] is True
    assert names(admin.get_client_roles(ids["inventory"])) == {"view", "count"}
    admin.update_realm_role("reader", {"name": "reader", "description": "May read"})
    assert admin.get_role_by_id(admin.get_realm_role("reader")["id"])["description"] == "May read"


def assign_roles():
    admin.assign_realm_roles(ids["user"], [admin.get_realm_role("keeper")])
    admin.assign_client_role(ids["user"], ids["inventory"], [admin.get_client_role(ids["inventory"], "view")])
    assert "keeper" in names(admin.get_realm_roles_of_user(ids["user"]))
    assert {"keeper", "reader"} <= names(admin.get_composite_realm_roles_of_user(ids["user"]))
    assert "keeper" not in names(admin.get_available_realm_roles_of_user(ids["user"]))
    assert names(admin.get_client_roles_of_user(ids["user"], ids["inventory"])) == {"view"}
    assert names(admin.get_composite_client_roles_of_user(ids["user"], ids["inventory"])) == {"view", "count"}
    assert "inventory" in admin.get_all_roles_of_user(ids["user"])["clientMappings"]


def make_client_scope():
    ids["scope"] = admin.create_client_scope({"name": "warehouse", "protocol": "openid-connect"})
    mapper = {
        "name": "warehouse",
        "protocol": "openid-connect",
        "protocolMapper": "oidc-hardcoded-claim-mapper",
        "config": {"claim.name": "site.name", "claim.value": "north", "access.token.claim": "true"},
    }
    admin.add_mapper_to_client_scope(ids["scope"], mapper)
    assert names(admin.get_mappers_from_client_scope(ids["scope"])) == {"warehouse"}
    assert admin.get_client_scope_by_name("warehouse")["id"] == ids["scope"]
    admin.add_client_default_client_scope(ids["client"], ids["scope"], {})
    assert "warehouse" in names(admin.get_client_default_client_scopes(ids["client"]))
    admin.add_mapper_to_client(ids["client"], mapper | {"name": "own", "config": mapper["config"] | {"claim.name": "own"}})
    assert "own" in names(admin.get_mappers_from_client(ids["client"]))


def fetch_token():
    found = claims()
    assert {"keeper", "reader"} <= set(found["realm_access"]["roles"])
    assert sorted(found["resource_access"]["inventory"]["roles"]) == ["count", "view"]
    assert (found["site"], found["own"], found["azp"]) == ({"name": "north"}, "north", "svc")
    client = service()
    token = client.token(grant_type="client_credentials")["access_token"]
    assert client.decode_token(token)["preferred_username"] == "service-account-svc"
    assert client.userinfo(token)["sub"] == ids["user"]
    wrong = KeycloakOpenID(server_url=base, realm_name=realm, client_id="svc", client_secret_key="wrong")
    refused(KeycloakAuthenticationError, 401, lambda: wrong.token(grant_type="client_credentials"))


def map_scopes():
    admin.update_client(ids["client"], {"fullScopeAllowed": False})
    assert "resource_access" not in claims()
    admin.assign_realm_roles_to_client_scope(ids["client"], [admin.get_realm_role("reader")])
    admin.assign_client_roles_to_client_scope(
        ids["client"], ids["inventory"], [admin.get_client_role(ids["inventory"], "count")]
    )
    assert names(admin.get_realm_roles_of_client_scope(ids["client"])) == {"reader"}
    assert names(admin.get_client_roles_of_client_scope(ids["client"], ids["inventory"])) == {"count"}
    assert claims()["realm_access"]["roles"] == ["reader"]
    assert claims()["resource_access"] == {"inventory": {"roles": ["count"]}}


def list_and_search():
    assert names(admin.get_realm_roles(search_text="keep")) == {"keeper"}
    assert {"svc", "inventory", "admin-cli"} <= names(admin.get_clients(), "clientId")
    assert {"warehouse", "roles", "basic"} <= names(admin.get_client_scopes())
    assert "roles" in names(admin.get_default_default_client_scopes())


def events():
    admin.set_events({"eventsEnabled": True, "enabledEventTypes": ["CLIENT_LOGIN"], "adminEventsEnabled": True})
    claims()
    assert admin.get_events({"type": "CLIENT_LOGIN"})[0]["clientId"] == "svc"
    admin.create_realm_role({"name": "seen"})
    assert admin.get_admin_events({"operationTypes": "CREATE"})[0]["resourceType"] == "REALM_ROLE"


def import_and_export():
    brought = {"ifResourceExists": "SKIP", "clients": [{"clientId": "brought"}, {"clientId": "inventory"}]}
    outcome = admin.partial_import_realm(realm, brought)
    assert (outcome["added"], outcome["skipped"]) == (1, 1)
    exported = admin.export_realm(export_clients=True, export_groups_and_role=True)
    assert "brought" in names(exported["clients"], "clientId")
    assert "keeper" in names(exported["roles"]["realm"])


def keys():
    found = admin.get_keys()
    public = {key["algorithm"] for key in found["keys"] if key["status"] == "ACTIVE"}
    assert "RS256" in public and found["active"]["RS256"] in {key["kid"] for key in found["keys"]}
    assert admin.get_client_installation_provider(ids["client"], "keycloak-oidc-keycloak-json")["resource"] == "svc"


def delete_all():
    admin.delete_realm_roles_of_user(ids["user"], [admin.get_realm_role("keeper")])
    admin.delete_client_default_client_scope(ids["client"], ids["scope"])
    admin.delete_client_scope(ids["scope"])
    admin.delete_client_role(ids["inventory"], "view")
    admin.delete_realm_role("keeper")
    admin.delete_client(ids["client"])
    refused(KeycloakGetError, 404, lambda: admin.get_client(ids["client"]))
    refused(KeycloakAuthenticationError, 401, claims)
    admin.delete_realm(realm)
    refused(KeycloakGetError, 404, lambda: admin.get_realm(realm))


def run_all(report):
    steps = [
        ("realm", make_realm),
        ("client and secret", make_client),
        ("roles and composites", make_roles),
        ("service account's roles", assign_roles),
        ("client scope and mappers", make_client_scope),
        ("token", fetch_token),
        ("scope mappings", map_scopes),
        ("lists and search", list_and_search),
        ("events", events),
        ("partial import and export", import_and_export),
        ("keys and installation", keys),
        ("delete", delete_all),
    ]
    for step, action in steps:
        if not report.run(step, action):
            return


report = Report("admin python")
run_all(report)
report.end()
