import type { CauseSetting, SettingEdit } from "../contract/events.ts";
import type { CompiledRealm } from "../domain/compiled-realm.ts";
import type { TraceStep } from "../domain/trace.ts";
import type { HistoryEntry } from "../store/realm-history.ts";

interface Place {
  readonly page: CauseSetting["page"];
  readonly section: string;
  /** Lines of the history that are about this setting. */
  readonly edits: RegExp;
}

const onClient = (section: string, edits: RegExp): Place => ({ page: "client", section, edits });
const onRealm = (section: string, edits: RegExp): Place => ({ page: "realm-settings", section, edits });
const KEYS = onClient("credentials", /jwks|jwt\.credential|public.?key|certificate|keys?\b|Client Authenticator/i);
const SECRET = onClient("credentials", /[:,] (Client Secret|secret|rotated secret) /i);

/** Where the setting stands that a rule judges. Rules that only the request can break are not in it. */
const PLACES: ReadonlyMap<string, Place> = new Map([
  ["client secret", SECRET],
  ["the client has a secret", SECRET],
  ["the client's secret has not expired", SECRET],
  ["the client's secret signed the assertion", SECRET],
  ["the secret comes by the allowed method", onClient("credentials", /Allowed authentication method/)],
  ["the client authenticates by its own method", onClient("credentials", /Client Authenticator/)],
  ["client certificate", onClient("credentials", /Subject DN|regex pattern|Client Authenticator/i)],
  ["the client's public key is there", KEYS],
  ["the client's key signed the assertion", KEYS],
  ["the assertion's algorithm is allowed (alg)", onClient("credentials", /Signature algorithm/)],
  ["the client is enabled", onClient("settings", /Enabled/)],
  ["the client is confidential", onClient("settings", /Client authentication/)],
  ["the caller is a confidential client", onClient("settings", /Client authentication/)],
  ["the client has a service account", onClient("settings", /Service account roles/)],
  ["the origin of the page is allowed", onClient("settings", /Web origins/)],
  ["the service account's user is there", onClient("settings", /Service account roles/)],
  ["the service account's user is enabled", onClient("service-account-roles", /service account/)],
  ["every requested scope is assigned to the client", onClient("client-scopes", /client scope/i)],
  ["offline access is allowed", onClient("service-account-roles", /offline_access/)],
  ["the access token's algorithm is known", onClient("advanced", /signature algorithm/)],
  ["a client certificate binds the token", onClient("advanced", /Certificate Bound/)],
  ["DPoP proof", onClient("advanced", /DPoP bound/)],
  ["the realm is enabled", onRealm("general", /^Realm settings:.*Enabled/)],
  ["the connection is safe enough", onRealm("general", /^Realm settings:.*Require SSL/)],
  ["the signature is the realm's", onRealm("keys", /key provider/i)],
  ["the signature is the issuer's", onRealm("keys", /key provider/i)],
  ["the audience names this resource server", onClient("mappers", /mapper/)],
  ["the scope is in the token", onClient("client-scopes", /client scope/i)],
  ["the role is in the token", onClient("service-account-roles", /role/i)],
  ["the token has not expired", onClient("advanced", /Access Token Lifespan/)],
  ["the resource server is switched on", { page: "resource-server", section: "", edits: /^$/ }],
]);

/**
 * Where the setting stands that a call was refused over, and its edits just before and just after the call.
 *
 * @param clientId whom the call names
 * @param history the newest first
 */
export function findCauseSetting(
  realm: CompiledRealm,
  call: { readonly atSeconds: number; readonly step: TraceStep | undefined; readonly clientId: string | undefined },
  history: readonly HistoryEntry[],
): CauseSetting | null {
  const place = call.step && PLACES.get(call.step.rule);
  if (!place) return null;
  const client = call.clientId === undefined ? undefined : realm.clientRepresentations.get(call.clientId);
  if (place.page === "client" && !client) return null;
  const about = place.page === "client" ? [client?.clientId ?? "", ...namesIn(call.step?.subject)] : [""];
  const edits = history.flatMap((entry) => toEdit(entry, place, about));
  return {
    page: place.page,
    section: place.section,
    client: place.page === "client" ? (client?.id ?? null) : null,
    before: edits.find(({ atSeconds }) => atSeconds <= call.atSeconds) ?? null,
    after: edits.findLast(({ atSeconds }) => atSeconds > call.atSeconds) ?? null,
  };
}

/** Roles and client scopes are changed for many clients at once, in lines that name none of them. */
const namesIn = ({ role, scope }: Readonly<Record<string, string>> = {}): string[] =>
  [role, ...(scope?.split(" ") ?? [])].filter((name) => name !== undefined && name !== "") as string[];

function toEdit(
  { revision, atSeconds, summary }: HistoryEntry,
  { edits }: Place,
  about: readonly string[],
): SettingEdit[] {
  const line = summary.find((each) => edits.test(each) && about.some((name) => name === "" || names(each, name)));
  return line === undefined ? [] : [{ revision, atSeconds, summary: line }];
}

/** As a word of its own: `orders` is not told of `orders-service`. */
export const names = (line: string, clientId: string): boolean =>
  ` ${line} `
    .split(clientId)
    .some((part, i, parts) => i > 0 && /[^\w-]$/.test(parts[i - 1] ?? "") && /^[^\w-]/.test(part));
