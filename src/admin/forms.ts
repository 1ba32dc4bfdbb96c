import { eventTypes, typesKeptByDefault } from "./event-types.ts";
import words from "./mapper-words.json" with { type: "json" };
import serverInfo from "./server-info.json" with { type: "json" };

/** A form as Keycloak's server info describes it. */
interface Described {
  readonly name: string;
  readonly label: string;
  readonly helpText?: string;
  readonly type: string;
  readonly defaultValue?: unknown;
  readonly options?: readonly string[];
  readonly required: boolean;
  readonly secret: boolean;
}

const catalogue: ReadonlyMap<string, string> = new Map(Object.entries(words));
/** Some texts of the server info are keys of the console's message catalogue. */
const inWords = (text = ""): string => catalogue.get(text) ?? text;

const toProperty = ({ name, label, helpText, type, defaultValue, options = [], required, secret }: Described) => ({
  name,
  label: inWords(label),
  helpText: inWords(helpText),
  type,
  defaultValue: Array.isArray(defaultValue) ? String(defaultValue[0] ?? "") : String(defaultValue ?? ""),
  options,
  required,
  secret,
});

const properties = (described: readonly unknown[]) => (described as readonly Described[]).map(toProperty);

/** What forms ask for and offer, in the words of Keycloak's console: mappers for OpenID Connect, key providers, types of events. */
export const forms = {
  mapperTypes: serverInfo.protocolMapperTypes["openid-connect"].map(({ id, name, category, helpText, ...type }) => ({
    id,
    name,
    category,
    helpText,
    properties: properties(type.properties),
  })),
  eventTypes: { known: [...eventTypes], keptByDefault: typesKeptByDefault },
  keyProviderTypes: serverInfo.componentTypes["org.keycloak.keys.KeyProvider"].map(({ id, helpText, ...type }) => ({
    id,
    helpText,
    properties: properties(type.properties),
  })),
};
