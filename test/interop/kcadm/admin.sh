#!/usr/bin/env bash
# An administrator's shell script with kcadm.sh: a realm with a service account, set up, used and deleted.
#   admin.sh [KCADM]    the command, by default kcadm.sh on PATH
set -euo pipefail
kcadm=${1:-kcadm.sh}
realm=$INTEROP_REALM
base=$INTEROP_BASE
folder=$(mktemp -d)
exec 3>&1

# The first step that fails ends the script; what it said last stands in its line.
end() {
  local code=$?
  [ $code = 0 ] || echo "failed admin kcadm $current: $(tail -n 3 "$folder/said" | tr -s '\n ' ' ')" >&3
  rm -rf "$folder"
}
trap end EXIT
step() {
  current=$1
  "$2" >"$folder/said" 2>&1
  echo "ok admin kcadm $1" >&3
}

kc() { "$kcadm" "$@" --config "$folder/kcadm.config"; }
field() { kc get "$1" -r "$realm" --fields "$2" --format csv --noquotes; }
complain() { echo "$*" >&2; return 1; }
equal() { [ "$2" = "$3" ] || complain "$1 is '$2', expected '$3'"; }
has() { case $2 in *"$3"*) ;; *) complain "$1: '$3' is missing in: $2" ;; esac; }
lacks() { case $2 in *"$3"*) complain "$1: '$3' stands in: $2" ;; esac; }

sign_in() {
  kc config credentials --server "$base" --realm master --user "$INTEROP_ADMIN_NAME" --password "$INTEROP_ADMIN_PASSWORD"
  has "server info" "$(kc get serverinfo --fields 'systemInfo(version)')" '"version" : "26.'
}

make_realm() {
  kc create realms -s realm="$realm" -s enabled=true -s accessTokenLifespan=120
  kc update "realms/$realm" -s displayName="Interop" -s 'attributes.team=warehouse'
  equal displayName "$(field "" displayName)" Interop
  equal accessTokenLifespan "$(field "" accessTokenLifespan)" 120
  has "second create" "$(kc create realms -s realm="$realm" 2>&1 || true)" "already exists"
}

configure_events() {
  kc update events/config -r "$realm" -s eventsEnabled=true -s 'enabledEventTypes=["CLIENT_LOGIN","CLIENT_LOGIN_ERROR"]' \
    -s adminEventsEnabled=true
  has "event types" "$(kc get events/config -r "$realm")" CLIENT_LOGIN_ERROR
  equal eventsEnabled "$(field events/config eventsEnabled)" true
}

make_client() {
  client=$(kc create clients -r "$realm" -s clientId=svc -s serviceAccountsEnabled=true -s secret=first-secret -i)
  inventory=$(kc create clients -r "$realm" -s clientId=inventory -i)
  equal secret "$(field "clients/$client/client-secret" value)" first-secret
  kc create "clients/$client/client-secret" -r "$realm" -s "realm=$realm"
  secret=$(field "clients/$client/client-secret" value)
  lacks "new secret" "$secret" first-secret
  equal publicClient "$(field "clients/$client" publicClient)" false
}

make_roles() {
  kc create roles -r "$realm" -s name=reader -s 'description=May read'
  kc create roles -r "$realm" -s name=keeper
  kc create "clients/$inventory/roles" -r "$realm" -s name=view
  kc create "clients/$inventory/roles" -r "$realm" -s name=count
  kc add-roles -r "$realm" --rname keeper --rolename reader
  kc add-roles -r "$realm" --rname keeper --cclientid inventory --rolename count
  composites=$(kc get-roles -r "$realm" --rname keeper --all)
  has composites "$composites" reader
  has composites "$composites" count
  kc update roles/reader -r "$realm" -s 'description=May read all'
  equal description "$(field roles/reader description)" "May read all"
}

assign_roles() {
  kc add-roles -r "$realm" --uusername service-account-svc --rolename keeper
  kc add-roles -r "$realm" --uusername service-account-svc --cclientid inventory --rolename view
  lacks "assigned" "$(kc get-roles -r "$realm" --uusername service-account-svc)" reader
  has "effective" "$(kc get-roles -r "$realm" --uusername service-account-svc --effective)" reader
  has "of inventory" "$(kc get-roles -r "$realm" --uusername service-account-svc --cclientid inventory)" view
}

make_client_scope() {
  scope=$(kc create client-scopes -r "$realm" -s name=warehouse -s protocol=openid-connect -i)
  mapper=$(kc create "client-scopes/$scope/protocol-mappers/models" -r "$realm" -i -s name=warehouse -s protocol=openid-connect \
    -s protocolMapper=oidc-hardcoded-claim-mapper -s 'config."claim.name"=warehouse' -s 'config."claim.value"=north' \
    -s 'config."jsonType.label"=String' -s 'config."access.token.claim"=true')
  equal mapper "$(field "client-scopes/$scope/protocol-mappers/models/$mapper" name)" warehouse
  kc update "clients/$client/default-client-scopes/$scope" -r "$realm" -b '{}'
  has "default scopes" "$(kc get "clients/$client/default-client-scopes" -r "$realm" --fields name)" warehouse
}

claims() {
  local token payload
  token=$(curl -sf -u "svc:$secret" -d grant_type=client_credentials "$base/realms/$realm/protocol/openid-connect/token" |
    sed 's/.*"access_token":"\([^"]*\)".*/\1/')
  payload=$(cut -d. -f2 <<<"$token" | tr '_-' '/+')
  base64 -d <<<"$payload$(printf '%*s' $(((4 - ${#payload} % 4) % 4)) '' | tr ' ' =)"
}

fetch_token() {
  local found
  found=$(claims)
  for word in '"reader"' '"keeper"' '"inventory":{"roles":["' '"warehouse":"north"' '"azp":"svc"'; do
    has claims "$found" "$word"
  done
  has events "$(kc get events -r "$realm" -q type=CLIENT_LOGIN --fields clientId,type)" svc
}

map_scopes() {
  kc update "clients/$client" -r "$realm" -s fullScopeAllowed=false
  lacks "claims without scope mappings" "$(claims)" '"reader"'
  kc create "clients/$client/scope-mappings/realm" -r "$realm" \
    -b "[{\"id\":\"$(field roles/reader id)\",\"name\":\"reader\"}]"
  has "claims" "$(claims)" '"reader"'
  lacks "claims" "$(claims)" '"keeper"'
}

search() {
  equal "clients found" "$(field "clients?clientId=inv&search=true" clientId)" inventory
  equal "roles found" "$(kc get roles -r "$realm" -q search=keep --fields name --format csv --noquotes)" keeper
  equal "page" "$(kc get clients -r "$realm" -q first=0 -q max=2 --fields clientId --format csv | wc -l)" 2
}

import_and_export() {
  cat >"$folder/import.json" <<'JSON'
{
  "clients": [{ "clientId": "imported", "secret": "s", "serviceAccountsEnabled": true }],
  "roles": { "realm": [{ "name": "reader" }, { "name": "new" }] }
}
JSON
  has import "$(kc create partialImport -r "$realm" -s ifResourceExists=SKIP -o -f "$folder/import.json")" '"skipped" : 1'
  has export "$(kc create partial-export -r "$realm" -q exportClients=true -q exportGroupsAndRoles=true -o)" '"imported"'
}

read_keys() { has keys "$(kc get keys -r "$realm")" '"algorithm" : "RS256"'; }

# The service account itself as an administrator, who may look at clients and no more.
sign_in_as_service_account() {
  kc add-roles -r "$realm" --uusername service-account-svc --cclientid realm-management --rolename view-clients
  kc update "clients/$client" -r "$realm" -s fullScopeAllowed=true
  cp "$folder/kcadm.config" "$folder/admin.config"
  kc config credentials --server "$base" --realm "$realm" --client svc --secret "$secret"
  equal client "$(kc get clients -r "$realm" -q clientId=svc --fields clientId --format csv --noquotes)" svc
  has "a role made" "$(kc create roles -r "$realm" -s name=forbidden 2>&1 || true)" "403"
  cp "$folder/admin.config" "$folder/kcadm.config"
}

delete_all() {
  kc remove-roles -r "$realm" --uusername service-account-svc --rolename keeper
  kc delete "client-scopes/$scope" -r "$realm"
  kc delete "clients/$client" -r "$realm"
  kc delete roles/keeper -r "$realm"
  has "deleted client" "$(kc get "clients/$client" -r "$realm" 2>&1 || true)" "Resource not found for url"
  kc delete "realms/$realm"
  has "deleted realm" "$(kc get "realms/$realm" 2>&1 || true)" "Resource not found for url"
}

step "sign in" sign_in
step realm make_realm
step "events configuration" configure_events
step "client and secret" make_client
step "roles and composites" make_roles
step "service account's roles" assign_roles
step "client scope and mapper" make_client_scope
step token fetch_token
step "scope mappings" map_scopes
step search search
step "partial import and export" import_and_export
step keys read_keys
step "service account as administrator" sign_in_as_service_account
step delete delete_all
