const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Configuration whose value is made at random where the file does not state it. */
const RANDOM = /^(kid|secret|privateKey|certificate)$/;

/** What Keycloak works out anew at each import. */
const WORKED_OUT = ["secretSize", "saml.artifact.binding.identifier"];

const isEmpty = (value) => value !== null && typeof value === "object" && Object.keys(value).length === 0;
const isJson = (value) => /^\{.*\}$/s.test(value);

const nameOf = (value) => {
  if (typeof value !== "object" || value === null) return String(value);
  const { alias, clientId, username, name, providerId, subType, client, clientScope, authenticator, flowAlias, priority } = value;
  return [alias, clientId, username, name, providerId, subType, client, clientScope, priority, authenticator, flowAlias].join(" ");
};

/**
 * A realm or the claims of a token, so that two can be compared: ids, secrets and times that do not stand in `text`, the
 * file it was made of, are "made"; lists stand in the order of their names; JSON within texts is read; what is empty, and
 * what Keycloak works out anew at each import, is left out.
 */
export function comparable(value, text, name = "") {
  if (typeof value === "string") {
    const isRandom = (UUID.test(value) || RANDOM.test(name)) && value !== "**********";
    if (isRandom) return text.includes(value) ? value : "made";
    return isJson(value) ? comparable(JSON.parse(value), text) : value;
  }
  if (name === "createdTimestamp") return text.includes(String(value)) ? value : "made";
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => comparable(item, text, name));
    return items.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0));
  }
  const entries = Object.entries(value).map(([key, inner]) => [key, comparable(inner, text, key)]);
  return Object.fromEntries(entries.filter(([key, inner]) => !isEmpty(inner) && !WORKED_OUT.includes(key)));
}
