import { type ResourceServerPage, readResourceServer, setResourceServer } from "../../contract/resource-server.ts";
import { withoutSecrets } from "../../contract/secret-texts.ts";
import type { CompiledRealm } from "../../domain/compiled-realm.ts";
import type { ClientRepresentation } from "../../domain/realm-document.ts";
import type { ResourceServerSettings } from "../../domain/resource-server/resource-settings.ts";
import { WorkspaceProblem } from "../../store/workspace-problem.ts";
import { withRealm } from "../find-realm.ts";
import { answered, type Outcome, refused, serve } from "../serve.ts";
import type { WorkbenchContext } from "../workbench-context.ts";
import { resourceSettingsOf } from "./resource-settings-of.ts";

export const serveResourceServer = serve(readResourceServer, (ctx, { realm }) =>
  withRealm(ctx, realm, (store) => answered(toPage(ctx, store.read().compiled))),
);

export const serveSetResourceServer = serve(setResourceServer, (ctx, { realm, settings, approveIssuer }) =>
  withRealm(ctx, realm, async (store): Promise<Outcome<ResourceServerPage>> => {
    const { compiled } = store.read();
    const unfit = findUnfit(compiled, settings);
    if (unfit) return unfit;
    try {
      await ctx.updateSettings((all) => ({ ...all, resourceServers: { ...all.resourceServers, [realm]: settings } }));
    } catch (error) {
      if (error instanceof WorkspaceProblem) return refused(503, error.message);
      throw error;
    }
    if (approveIssuer && settings.issuer !== undefined) ctx.approvedOrigins.approve(new URL(settings.issuer));
    return answered(toPage(ctx, compiled));
  }),
);

function toPage(ctx: WorkbenchContext, realm: CompiledRealm): ResourceServerPage {
  const name = encodeURIComponent(realm.name);
  const settings = resourceSettingsOf(ctx.settings(), realm.name);
  return {
    settings,
    unapproved: unapprovedIn(settings, ctx),
    url: `${ctx.baseUrl()}/resource/${name}`,
    ownIssuer: `${ctx.baseUrl()}/realms/${name}`,
    choices: { clients: introspectingClients(realm), audiences: audiencesOf(realm) },
  };
}

function unapprovedIn({ issuer = "" }: ResourceServerSettings, { approvedOrigins }: WorkbenchContext): string | null {
  if (!URL.canParse(issuer)) return null;
  const url = new URL(issuer);
  return approvedOrigins.mayAsk(url) ? null : url.origin;
}

const introspectingClients = ({ document }: CompiledRealm): string[] =>
  (document.clients ?? []).filter((client) => whyNot(client) === undefined).map(({ clientId }) => clientId);

/** Why a client cannot ask the introspection endpoint with its stored secret. */
function whyNot({ clientId, enabled, publicClient, bearerOnly, secret, ...client }: ClientRepresentation) {
  if (enabled === false) return `${clientId} is disabled`;
  if (publicClient === true) return `${clientId} is a public client, which cannot introspect`;
  if ((client.clientAuthenticatorType ?? "client-secret") !== "client-secret")
    return `${clientId} does not authenticate with a secret (Credentials)`;
  return secret ? undefined : `${clientId} has no secret${bearerOnly === true ? ": it is bearer-only" : ""}`;
}

/** What could stand in `aud` of the realm's tokens. */
function audiencesOf({ document, roles }: CompiledRealm): string[] {
  const owners = [...(document.clients ?? []), ...(document.clientScopes ?? [])];
  const mapped = owners
    .flatMap(({ protocolMappers = [] }) => protocolMappers)
    .filter(({ protocolMapper }) => protocolMapper === "oidc-audience-mapper")
    .map(({ config = {} }) => config["included.client.audience"] || config["included.custom.audience"]);
  const resolved = (document.clients ?? [])
    .map(({ clientId }) => clientId)
    .filter((id) => roles.ownedBy(id).length > 0);
  return [...new Set([...mapped, ...resolved])]
    .filter((each) => each !== undefined)
    .filter(Boolean)
    .sort();
}

function findUnfit(realm: CompiledRealm, settings: ResourceServerSettings) {
  if (settings.issuer !== undefined && withoutSecrets(settings.issuer) !== settings.issuer)
    return refused(422, "The address holds a password or secret, which would stand in workbench.json", {
      field: "settings.issuer",
    });
  return (
    (settings.issuer === undefined ? findUnknownRole(realm, settings) : undefined) ?? findUnfitClient(realm, settings)
  );
}

/** Another issuer has roles of its own. */
function findUnknownRole(realm: CompiledRealm, { realmRoles, clientRoles }: ResourceServerSettings) {
  const unknownRole = realmRoles.find((name) => !realm.roles.find(name));
  if (unknownRole !== undefined)
    return refused(422, `The realm has no role ${unknownRole}`, { field: "settings.realmRoles" });
  for (const [owner, names] of Object.entries(clientRoles)) {
    const unknown = names.find((name) => !realm.roles.find(name, owner));
    if (unknown !== undefined)
      return refused(422, `The client ${owner} has no role ${unknown}`, { field: "settings.clientRoles" });
  }
  return undefined;
}

function findUnfitClient(realm: CompiledRealm, { verification, introspectAs }: ResourceServerSettings) {
  if (introspectAs === undefined)
    return verification === "introspection"
      ? refused(422, "Pick the client that the resource server asks as", { field: "settings.introspectAs" })
      : undefined;
  const client = realm.clientRepresentations.get(introspectAs);
  const reason = client ? whyNot(client) : `The realm has no client ${introspectAs}`;
  return reason === undefined ? undefined : refused(422, reason, { field: "settings.introspectAs" });
}
