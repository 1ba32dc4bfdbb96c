import type { KeyProvider, RealmKeySummary } from "../contract/keys.ts";
import { type RealmSettingsPage, readRealmSettings } from "../contract/realm-settings.ts";
import type { CompiledRealm } from "../domain/compiled-realm.ts";
import { isOfRealm, PARENT_ID } from "../domain/components.ts";
import { MASTER } from "../domain/master-realm.ts";
import { shownAttributes } from "../domain/realm-attributes.ts";
import {
  type ClientScopeRepresentation,
  type ComponentRepresentation,
  KEY_PROVIDER_TYPE,
  type RealmDocument,
} from "../domain/realm-document.ts";
import { type KeyMetadata, readKeyMetadata } from "../keys/key-metadata.ts";
import { liveSessions } from "../protocol/live-sessions.ts";
import { withRealm } from "./find-realm.ts";
import { keyEffects, signingKids } from "./key-effects.ts";
import { toPem } from "./pem.ts";
import { readable, roleSummaries } from "./role-summaries.ts";
import { answered, serve } from "./serve.ts";
import { tokensInFlight } from "./tokens-in-flight.ts";

export const serveRealmSettings = serve(readRealmSettings, (ctx, { realm }) =>
  withRealm(ctx, realm, async (store) => {
    const { eventTypes } = await ctx.forms();
    const { document, compiled, revision } = store.read();
    const { keys } = readKeyMetadata(document);
    return answered({
      revision,
      id: document.id,
      name: realm,
      issuer: `${ctx.baseUrl()}/realms/${encodeURIComponent(realm)}`,
      isMaster: realm === MASTER,
      settings: settingsOf(document),
      eventTypes,
      defaultClientScopes: scopeIds(document, document.defaultDefaultClientScopes),
      optionalClientScopes: scopeIds(document, document.defaultOptionalClientScopes),
      clientScopes: (document.clientScopes ?? []).filter(isForOpenId).map(toChoice),
      defaultRole: document.defaultRole?.id ?? null,
      roles: roleSummaries(compiled),
      keyProviders: keyProviders(document, keys, tokensInFlight(ctx, realm)),
      signingKids: Object.fromEntries(signingKids(keys)),
      holds: holdsOf(compiled, liveSessions(ctx.protocol.sessions, compiled, ctx.protocol.nowSeconds()).length),
    });
  }),
);

const DEFAULTS: Omit<RealmSettingsPage["settings"], "attributes"> = {
  displayName: "",
  enabled: true,
  sslRequired: "external",
  notBefore: 0,
  defaultSignatureAlgorithm: "RS256",
  revokeRefreshToken: false,
  refreshTokenMaxReuse: 0,
  accessTokenLifespan: 300,
  ssoSessionIdleTimeout: 1800,
  ssoSessionMaxLifespan: 36_000,
  clientSessionIdleTimeout: 0,
  clientSessionMaxLifespan: 0,
  offlineSessionIdleTimeout: 2_592_000,
  offlineSessionMaxLifespanEnabled: false,
  offlineSessionMaxLifespan: 5_184_000,
  clientOfflineSessionIdleTimeout: 0,
  clientOfflineSessionMaxLifespan: 0,
  eventsEnabled: false,
  eventsExpiration: 0,
  enabledEventTypes: [],
  adminEventsEnabled: false,
  adminEventsDetailsEnabled: false,
};

function settingsOf(document: RealmDocument): RealmSettingsPage["settings"] {
  const said = Object.entries(document).filter(
    ([name, value]) => Object.hasOwn(DEFAULTS, name) && value !== undefined && value !== "",
  );
  return { ...DEFAULTS, ...Object.fromEntries(said), attributes: shownAttributes(document) };
}

const isForOpenId = ({ protocol = "openid-connect" }: ClientScopeRepresentation): boolean =>
  protocol === "openid-connect";

const toChoice = ({ id, name, description = "" }: ClientScopeRepresentation) => ({
  id,
  name,
  description: readable(description),
});

const scopeIds = ({ clientScopes = [] }: RealmDocument, names: readonly string[] = []): string[] =>
  clientScopes.filter(({ name }) => names.includes(name)).map(({ id }) => id);

const holdsOf = ({ document, roles }: CompiledRealm, sessions: number): RealmSettingsPage["holds"] => ({
  clients: document.clients?.length ?? 0,
  clientScopes: document.clientScopes?.length ?? 0,
  roles: roles.byId.size,
  users: document.users?.length ?? 0,
  sessions,
});

type Counts = ReadonlyMap<string, number>;

function keyProviders(document: RealmDocument, keys: readonly KeyMetadata[], inFlight: Counts): KeyProvider[] {
  const signing = signingKids(keys);
  const providers = (document.components?.[KEY_PROVIDER_TYPE] ?? []).filter(isOfRealm);
  return providers
    .map((component) => toProvider(component, keys, signing, inFlight))
    .sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));
}

const STATUS = { ACTIVE: "active", PASSIVE: "passive", DISABLED: "disabled" } as const;

function toProvider(
  { id = "", name = "", providerId, config = {} }: ComponentRepresentation,
  keys: readonly KeyMetadata[],
  signing: ReadonlyMap<string, string>,
  inFlight: Counts,
): KeyProvider {
  const key = keys.find((each) => each.providerId === id);
  const without = keys.filter((each) => each !== key);
  const withStatus = (status: KeyMetadata["status"]) => keys.map((each) => (each === key ? { ...each, status } : each));
  return {
    id,
    name,
    providerId,
    priority: Number(config["priority"]?.[0] ?? 0) || 0,
    status: key ? STATUS[key.status] : "none",
    key: key ? toKey(key, signing.get(key.algorithm) === key.kid, inFlight) : null,
    if: {
      removed: keyEffects(keys, without),
      disabled: keyEffects(keys, withStatus("DISABLED")),
      passive: key?.status === "ACTIVE" ? keyEffects(keys, withStatus("PASSIVE")) : [],
    },
    config: shownConfig(config),
  };
}

const toKey = (key: KeyMetadata, signs: boolean, inFlight: Counts): RealmKeySummary => ({
  kid: key.kid,
  algorithm: key.algorithm,
  type: key.type,
  use: key.use === "ENC" ? "enc" : "sig",
  signs: signs && key.status === "ACTIVE",
  tokensInFlight: inFlight.get(key.kid) ?? 0,
  publicKey: key.publicKey === undefined ? null : toPem("PUBLIC KEY", key.publicKey),
  certificate: key.certificate === undefined ? null : toPem("CERTIFICATE", key.certificate),
  validToSeconds: key.validTo === undefined ? null : Math.floor(key.validTo / 1000),
});

const SECRET_NAME = /(secret|password|credential|privateKey)$/i;

const shownConfig = (config: NonNullable<ComponentRepresentation["config"]>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(config)
      .filter(([name]) => name !== PARENT_ID && !SECRET_NAME.test(name))
      .map(([name, values]) => [name, values[0] ?? ""]),
  );
