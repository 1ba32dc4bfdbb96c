import { checkedPolicies, checkedProfiles, policiesIn, profilesIn } from "./client-policies.ts";
import { RealmRefused } from "./realm-refused.ts";
import { MASK } from "./secrets.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What becomes of a policy's parts that are not said together with its type. */
const OTP: Fields = {
  otpPolicyInitialCounter: 0,
  otpPolicyDigits: 0,
  otpPolicyLookAheadWindow: 0,
  otpPolicyPeriod: 0,
  otpPolicyCodeReusable: false,
};

/** A one-time-password policy is said as a whole or not at all. */
export function wholeOtpPolicy(given: Fields): Fields {
  const said = new Map(Object.entries(given));
  const isSaid = said.has("otpPolicyType");
  if (!isSaid) said.delete("otpPolicyAlgorithm");
  for (const [name, none] of Object.entries(OTP)) {
    if (!isSaid) said.delete(name);
    else if (!said.has(name)) said.set(name, none);
  }
  return Object.fromEntries(said);
}

/** @throws RealmRefused for a value that a setting cannot have. */
export function refuseSettings(given: Fields, former: Fields): void {
  const { sslRequired, clientProfiles, clientPolicies } = given;
  if (typeof sslRequired === "string" && !SSL.has(sslRequired.toLowerCase()))
    throw new RealmRefused(`sslRequired must be all, external or none, not '${sslRequired}'`, ["sslRequired"]);
  refuseUnknownFlows(given, former);
  if (clientProfiles !== undefined) checkedProfiles(clientProfiles);
  if (clientPolicies !== undefined) checkedPolicies(clientPolicies, clientProfiles ?? former["clientProfiles"]);
}

const SSL = new Set(["all", "external", "none"]);

/** Settings that name an authentication flow, and the flows every realm has. */
const FLOW = {
  browserFlow: "browser",
  registrationFlow: "registration",
  directGrantFlow: "direct grant",
  resetCredentialsFlow: "reset credentials",
  clientAuthenticationFlow: "clients",
  dockerAuthenticationFlow: "docker auth",
  firstBrokerLoginFlow: "first broker login",
};

/** The fields of a realm that name the flow for each occasion. */
export const FLOW_BINDINGS: ReadonlySet<string> = new Set(Object.keys(FLOW));

function refuseUnknownFlows(given: Fields, former: Fields): void {
  const own = [given, former].flatMap(({ authenticationFlows: flows }) => (Array.isArray(flows) ? flows : []));
  const known = new Set([...Object.values(FLOW), ...own.map((flow: { alias?: string }) => flow.alias)]);
  for (const name of FLOW_BINDINGS) {
    const flow = given[name];
    if (typeof flow === "string" && !known.has(flow))
      throw new RealmRefused(`There is no authentication flow '${flow}'`, [name]);
  }
}

/**
 * The settings of a realm that are said, as Keycloak takes them: some are made of what is said and what was there.
 *
 * @param former the realm as it was, or as a new one is.
 */
export function settledFields(given: Fields, former: Fields): Fields {
  const said = new Map(Object.entries(given));
  const change = (name: string, to: (value: unknown) => unknown) => {
    if (said.has(name)) said.set(name, to(said.get(name)));
  };
  change("sslRequired", (text) => String(text).toLowerCase());
  change("browserSecurityHeaders", (headers) => ({
    ...entriesOf(former["browserSecurityHeaders"]),
    ...entriesOf(headers),
  }));
  change("smtpServer", (server) => withKeptPassword(entriesOf(server), entriesOf(former["smtpServer"])));
  change("clientProfiles", profilesIn);
  change("clientPolicies", policiesIn);
  return { ...Object.fromEntries(said), ...oneLogin(said) };
}

const entriesOf = (value: unknown): Fields =>
  value !== null && typeof value === "object" ? Object.fromEntries(Object.entries(value)) : {};

/** The mask in place of the password means the one that is there. */
const withKeptPassword = (server: Fields, before: Fields): Fields =>
  server["password"] === MASK ? { ...server, password: before["password"] ?? MASK } : server;

/** A mail server that is not signed in to has no password. */
export function withoutUnusedPassword(given: Fields): Fields {
  const { password, ...server } = entriesOf(given["smtpServer"]);
  return password === undefined || server["auth"] === "true" ? given : { ...given, smtpServer: server };
}

/** Two people of one address cannot be told apart by it: the one switch turns the others off. */
function oneLogin(said: ReadonlyMap<string, unknown>): Readonly<Record<string, boolean>> {
  if (said.get("duplicateEmailsAllowed") === true)
    return { registrationEmailAsUsername: false, loginWithEmailAllowed: false };
  if (said.get("registrationEmailAsUsername") === true || said.get("loginWithEmailAllowed") === true)
    return { duplicateEmailsAllowed: false };
  return {};
}
