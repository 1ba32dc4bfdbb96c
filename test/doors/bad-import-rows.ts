import { KEY_PROVIDER_TYPE } from "../../src/domain/realm-document.ts";

/** A realm whose second line is what a row is about. */
const realm = (more: string, name = "bad"): string => `{"realm":${JSON.stringify(name)},"enabled":true,\n${more}}`;
const named = (name: string): string => `{\n"realm":${JSON.stringify(name)}}`;
const client = (more: string): string => realm(`"clients":[{"clientId":"a",${more}}]`);
const provider = (more: object): string =>
  realm(`"components":{"${KEY_PROVIDER_TYPE}":[${JSON.stringify({ name: "k", ...more })}]}`);
const mapper = '"id":"1","protocol":"openid-connect","protocolMapper":"oidc-hardcoded-claim-mapper"';
/** After a U+FFFD that stands there a byte that is no UTF-8. */
const latin1 = Buffer.concat([
  Buffer.from('{"realm":"bad",\n"displayName":"\ufffd caf'),
  Buffer.from([0xe9, 0x22, 0x7d]),
]);
const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, "utf16le");

/** What is wrong, the file, and what a person reads about it. */
type Row = readonly [what: string, content: string | Buffer, sentence: string];

const noJson: readonly Row[] = [
  ["an empty file", "", "bad.json: the file is empty"],
  ["white space", " \n\t\n", "bad.json: the file is empty"],
  ["a byte order mark alone", "\ufeff", "bad.json: the file is empty"],
  [
    "UTF-16 with its mark",
    utf16("{}"),
    "bad.json: this is not UTF-8 text but UTF-16, or no text at all: save it as UTF-8",
  ],
  [
    "UTF-16 without its mark",
    Buffer.from('{"realm":"bad"}', "utf16le"),
    "bad.json: this is not UTF-8 text but UTF-16, or no text at all: save it as UTF-8",
  ],
  ["a lone byte of Latin-1", latin1, "bad.json, line 2, column 21: this is not UTF-8 text: save it as UTF-8"],
  [
    "half a character at the end",
    Buffer.from([0x7b, 0x22, 0xc3]),
    "bad.json, line 1, column 3: this is not UTF-8 text: save it as UTF-8",
  ],
  ["NULs", Buffer.alloc(5000), "bad.json: this is not UTF-8 text but UTF-16, or no text at all: save it as UTF-8"],
  ["a NUL within", realm('"displayName":"a\0b"'), "bad.json, line 2, column 15: this character must be escaped"],
  [
    "a text cut off",
    '{"realm":"bad",\n"clients":[{"cl',
    "bad.json, line 2, column 13: the text that starts here has no closing quote",
  ],
  ["a list cut off", '{"realm":"bad",\n"clients":[{}', "bad.json, line 2, column 14: a closing ] is expected here"],
  ["a trailing comma", '{"realm":"bad",\n}', "bad.json, line 2, column 1: a name in double quotes is expected here"],
  ["a comment", '{"realm":"bad", // mine\n"enabled":true}', "bad.json, line 1, column 17: JSON has no comments"],
  ["single quotes", "{'realm':'bad'}", "bad.json, line 1, column 2: JSON has double quotes only"],
  ["NaN", realm('"accessTokenLifespan":NaN'), "bad.json, line 2, column 23: this is not JSON"],
  [
    "two realms without a list",
    `${named("a")}\n${named("b")}`,
    "bad.json, line 3, column 1: the JSON has ended before this",
  ],
  [
    "10,000 levels that are closed",
    realm(`"more":${nested(10_000)}`),
    "bad.json, line 2, column 107: more: nested too deeply",
  ],
  ["100,000 levels that are not", "[".repeat(100_000), "bad.json, line 1, column 101: nested too deeply"],
  [
    "a ZIP archive",
    Buffer.from("PK\x03\x04\x14\0\0\0\x08\0", "latin1"),
    "bad.json: this is a ZIP archive, not JSON: unpack it and choose the .json files in it",
  ],
  [
    "a picture",
    Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1"),
    "bad.json: this is a picture (PNG), not JSON: choose the realm's .json file",
  ],
  [
    "a sign-in page",
    '<!DOCTYPE html>\n<html class="login-pf"><body>Sign in</body></html>',
    "bad.json: this is a web page, not JSON; perhaps the sign-in page was saved in place of the export: sign in and download it again",
  ],
  [
    "SAML metadata",
    '<?xml version="1.0"?><EntitiesDescriptor/>',
    "bad.json: this is XML, not JSON: choose the realm's .json file",
  ],
];

const noRealm: readonly Row[] = [
  ["a text", '"bad"', "bad.json, line 1, column 1: a realm, a client or a file for partial import is an object in { }"],
  ["null", "null", "bad.json, line 1, column 1: a realm, a client or a file for partial import is an object in { }"],
  ["an empty list", "[]", "bad.json, line 1, column 1: the list is empty"],
  [
    "an empty object",
    "{}",
    'bad.json, line 1, column 1: this is no realm (it has no "realm"), no client (no "clientId") and no partial import (no "clients", "roles", "users", "groups", "identityProviders", "identityProviderMappers", "clientScopes")',
  ],
  [
    "an error of Keycloak's",
    '{"error":"unknown_error","error_description":"For more on this error consult the server log."}',
    "bad.json, line 1, column 1: this is an error that Keycloak answered (unknown_error), not an export: export again",
  ],
  [
    "an error of Keycloak's Admin API",
    '{"errorMessage":"Client not found"}',
    "bad.json, line 1, column 1: this is an error that Keycloak answered (Client not found), not an export: export again",
  ],
  [
    "a realm of Keycloak 1.x",
    realm('"applications":[{"name":"a"}]'),
    "bad.json, line 2, column 16: applications: this is of Keycloak 1.x, which had applications and OAuth clients in place of clients: take it into a later Keycloak and export it from there",
  ],
  [
    "roles of Keycloak 1.x",
    realm('"roles":{"application":{"a":[{"name":"r"}]}}'),
    "bad.json, line 2, column 24: roles.application: this is of Keycloak 1.x, which had applications and OAuth clients in place of clients: take it into a later Keycloak and export it from there",
  ],
  [
    "a list with a number in it",
    `[${named("a")},\n5]`,
    "bad.json, line 3, column 1: a realm, a client or a file for partial import is an object in { }",
  ],
  [
    "clients and realms in one list",
    `[{"clientId":"a"},\n${named("bad")}]`,
    "bad.json does not say which realm its clients are for: choose one (--into REALM on the command line)",
  ],
  [
    "a client without a realm",
    '{"clientId":"a"}',
    "bad.json does not say which realm its clients are for: choose one (--into REALM on the command line)",
  ],
];

const lost: readonly Row[] = [
  [
    "a list of clients twice",
    realm('"clients":[{"clientId":"a"}],"clients":[]'),
    'bad.json, line 2, column 30: "clients" stands twice in this object: keep one, the other would be lost',
  ],
  [
    "an attribute twice",
    client('"attributes":{"x":"1","x":"2"}'),
    'bad.json, line 2, column 50: "x" stands twice in this object: keep one, the other would be lost',
  ],
  [
    "a name twice, once escaped",
    realm('"displayName":"a","display\\u004eame":"b"'),
    'bad.json, line 2, column 19: "displayName" stands twice in this object: keep one, the other would be lost',
  ],
  [
    "a number beyond all measure",
    realm('"accessTokenLifespan":1e999'),
    "bad.json, line 2, column 23: this number cannot be kept exactly: put it in quotes if it is text",
  ],
  [
    "a number beyond 2^53",
    client('"attributes":{"big":9007199254740993}'),
    "bad.json, line 2, column 48: this number cannot be kept exactly: put it in quotes if it is text",
  ],
];

const hostile: readonly Row[] = [
  [
    "a field __proto__",
    realm('"__proto__":{"polluted":true}'),
    "bad.json, line 2, column 13: __proto__: no Keycloak has a field named __proto__: take it out",
  ],
  [
    "a field __proto__ of a client",
    client('"__proto__":{"polluted":true}'),
    "bad.json, line 2, column 40: clients.0.__proto__: no Keycloak has a field named __proto__: take it out",
  ],
  [
    "a field constructor",
    realm('"constructor":{"prototype":{"polluted":true}}'),
    "bad.json, line 2, column 15: constructor: no Keycloak has a field named constructor: take it out",
  ],
  [
    "a realm named ..",
    named(".."),
    "bad.json, line 2, column 9: realm: No address could lead to a realm named '..': give it another name",
  ],
  [
    "a realm named ../x",
    named("../x"),
    "bad.json, line 2, column 9: realm: The name of a realm cannot have the character '/'",
  ],
  [
    "a realm named a/b",
    named("a/b"),
    "bad.json, line 2, column 9: realm: The name of a realm cannot have the character '/'",
  ],
  [
    "a realm named C:\\x",
    named("C:\\x"),
    "bad.json, line 2, column 9: realm: The name of a realm cannot have the character ':'",
  ],
  ["a realm without a name", named(""), "bad.json, line 2, column 9: realm: Realm name cannot be empty"],
  ["a realm named with blanks", named("   "), "bad.json, line 2, column 9: realm: Realm name cannot be empty"],
  [
    "a name of 300 characters",
    named("x".repeat(300)),
    "bad.json, line 2, column 9: realm: The name of a realm must not exceed 237 characters",
  ],
  [
    "a name of half a character",
    '{"realm":"bad\\ud800"}',
    "bad.json, line 1, column 10: realm: The name of a realm cannot have half a character: this escape is one of a pair",
  ],
  [
    "a text of 50 MB where a switch belongs",
    `{"realm":"bad",\n"enabled":"${"x".repeat(50 * 2 ** 20)}"}`,
    'bad.json, line 2, column 11: enabled: expected true or false, found the text "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"… of 52428800 characters',
  ],
];

const wrongTypes: readonly Row[] = [
  [
    "an object for clients",
    realm('"clients":{"a":{}}'),
    "bad.json, line 2, column 11: clients: expected a list, found an object",
  ],
  [
    "a text for a client",
    realm('"clients":["a"]'),
    'bad.json, line 2, column 12: clients.0: expected an object, found the text "a"',
  ],
  [
    "a text for redirect URIs",
    client('"redirectUris":"https://x"'),
    'bad.json, line 2, column 43: clients.0.redirectUris: expected a list, found the text "https://x"',
  ],
  [
    "an object in attributes",
    client('"attributes":{"a":{"b":1}}'),
    "bad.json, line 2, column 46: clients.0.attributes.a: expected a text, found an object",
  ],
  [
    "a word for a switch",
    realm('"revokeRefreshToken":"perhaps"'),
    'bad.json, line 2, column 22: revokeRefreshToken: expected true or false, found the text "perhaps"',
  ],
  [
    "a word for a number",
    realm('"notBefore":"soon"'),
    'bad.json, line 2, column 13: notBefore: expected a whole number, found the text "soon"',
  ],
  [
    "a number of 33 bits",
    realm('"accessTokenLifespan":4294967296'),
    "bad.json, line 2, column 23: accessTokenLifespan: expected a whole number of 32 bits, found 4294967296",
  ],
  [
    "a list for composites",
    realm('"roles":{"realm":[{"name":"r","composites":[]}]}'),
    "bad.json, line 2, column 44: roles.realm.0.composites: expected an object, found a list",
  ],
  [
    "a text for a key's setting",
    provider({ providerId: "hmac-generated", config: { priority: "100" } }),
    'bad.json, line 2, column 111: components.org.keycloak.keys.KeyProvider.0.config.priority: expected a list, found the text "100"',
  ],
  [
    "a client without a clientId",
    realm('"clients":[{"name":"a"}]'),
    "bad.json, line 2, column 12: clients.0.clientId: clientId is missing",
  ],
];

const twice: readonly Row[] = [
  [
    "a client",
    realm('"clients":[{"clientId":"a"},{"clientId":"a"}]'),
    "bad.json, line 2, column 41: clients.1.clientId: Client a stands twice: change one of the two, or take it out",
  ],
  [
    "a realm role",
    realm('"roles":{"realm":[{"name":"r"},{"name":"r"}]}'),
    "bad.json, line 2, column 40: roles.realm.1.name: Role r stands twice: change one of the two, or take it out",
  ],
  [
    "a client scope",
    realm('"clientScopes":[{"name":"s"},{"name":"s"}]'),
    "bad.json, line 2, column 38: clientScopes.1.name: Client Scope s stands twice: change one of the two, or take it out",
  ],
  [
    "a user, but for the case",
    realm('"users":[{"username":"u"},{"username":"U"}]'),
    "bad.json, line 2, column 39: users.1.username: User U stands twice: change one of the two, or take it out",
  ],
  [
    "an email address",
    realm('"users":[{"username":"u","email":"a@b"},{"username":"v","email":"A@b"}]'),
    "bad.json, line 2, column 65: users.1.email: The email address A@b stands twice: change one of the two, or take it out",
  ],
  [
    "an id, of a realm role and a client role",
    realm(
      '"clients":[{"clientId":"a"}],"roles":{"realm":[{"id":"1","name":"r"}],"client":{"a":[{"id":"1","name":"s"}]}}',
    ),
    "bad.json, line 2, column 92: roles.client.a.0.id: The id 1 stands twice: change one of the two, or take it out",
  ],
  [
    "an id of groups, one in the other",
    realm('"groups":[{"id":"1","name":"g","subGroups":[{"id":"1","name":"h"}]}]'),
    "bad.json, line 2, column 51: groups.0.subGroups.0.id: The id 1 stands twice: change one of the two, or take it out",
  ],
  [
    "an id of mappers",
    client(`"protocolMappers":[{"name":"m",${mapper}},{"name":"n",${mapper}}]`),
    "bad.json, line 2, column 161: clients.0.protocolMappers.1.id: The id 1 stands twice: change one of the two, or take it out",
  ],
  [
    "an identity provider",
    realm('"identityProviders":[{"alias":"i"},{"alias":"i"}]'),
    "bad.json, line 2, column 45: identityProviders.1.alias: Identity provider i stands twice: change one of the two, or take it out",
  ],
  [
    "a service account",
    realm(
      '"clients":[{"clientId":"a"}],"users":[{"username":"u","serviceAccountClientId":"a"},{"username":"v","serviceAccountClientId":"a"}]',
    ),
    "bad.json, line 2, column 126: users.1.serviceAccountClientId: The service account of client a stands twice: change one of the two, or take it out",
  ],
  [
    "a realm in one list",
    `[${named("bad")},\n${named("bad")}]`,
    "bad.json: the realm bad stands in it twice: keep one of them",
  ],
];

const unknown: readonly Row[] = [
  [
    "a flow of the realm",
    realm('"browserFlow":"nope"'),
    "bad.json, line 2, column 15: browserFlow: There is no authentication flow 'nope'",
  ],
  [
    "a flow of a client",
    client('"authenticationFlowBindingOverrides":{"browser":"nope"}'),
    "bad.json, line 2, column 76: clients.0.authenticationFlowBindingOverrides.browser: Unable to resolve auth flow binding override for: browser",
  ],
  [
    "a member of a role",
    realm('"roles":{"realm":[{"name":"r","composites":{"realm":["nope"]}}]}'),
    "bad.json, line 2, column 19: roles.realm.0: Unable to find composite realm role: nope",
  ],
  [
    "the owner of roles",
    realm('"roles":{"client":{"nope":[{"name":"r"}]}}'),
    "bad.json, line 2, column 27: roles.client.nope: There is no client nope for its roles",
  ],
  [
    "a user's group",
    realm('"users":[{"username":"u","groups":["/nope"]}]'),
    "bad.json, line 2, column 10: users.0: Unable to find group specified by path: /nope",
  ],
  [
    "the client of a user's roles",
    realm('"users":[{"username":"u","clientRoles":{"nope":["x"]}}]'),
    "bad.json, line 2, column 10: users.0: Unable to find client role mappings for client: nope",
  ],
  [
    "the client of a group's roles",
    realm('"groups":[{"name":"g","clientRoles":{"nope":["x"]}}]'),
    "bad.json, line 2, column 11: groups.0: Unable to find client role mappings for client: nope",
  ],
  [
    "the client scope of a mapping",
    realm('"scopeMappings":[{"clientScope":"nope","roles":[]}]'),
    "bad.json, line 2, column 18: scopeMappings.0: Unknown clientScope specification in scope mappings: nope",
  ],
  [
    "a protocol",
    client('"protocol":"nope"'),
    "bad.json, line 2, column 12: clients.0: Invalid client a: Invalid protocol: nope",
  ],
];

const unfit: readonly Row[] = [
  [
    "a redirect URI that runs a script",
    client('"redirectUris":["javascript:alert(1)"]'),
    "bad.json, line 2, column 12: clients.0: Invalid client a: A redirect URI uses an illegal scheme",
  ],
  [
    "a role's name of 256 characters",
    realm(`"roles":{"realm":[{"name":"${"r".repeat(256)}"}]}`),
    "bad.json, line 2, column 27: roles.realm.0.name: The name of a role must not exceed 255 characters",
  ],
  [
    "a broken private key",
    provider({ providerId: "rsa", config: { privateKey: ["garbage"] } }),
    "bad.json, line 2, column 48: components.org.keycloak.keys.KeyProvider.0: Failed to decode private key",
  ],
  [
    "a broken key that Keycloak made",
    provider({ providerId: "rsa-generated", config: { privateKey: ["garbage"], certificate: ["garbage"] } }),
    "bad.json, line 2, column 48: components.org.keycloak.keys.KeyProvider.0: Failed to decode the key",
  ],
  [
    "a priority that is no number",
    provider({ providerId: "hmac-generated", config: { priority: ["high"] } }),
    "bad.json, line 2, column 48: components.org.keycloak.keys.KeyProvider.0: 'Priority' should be a number",
  ],
];

/** Files that cannot be taken in, by what is wrong with them. What of a realm is refused, Keycloak 26.7 refuses too (asked), but for what `lost` holds. */
export const badImports: readonly (readonly [kind: string, rows: readonly Row[]])[] = [
  ["what is no JSON", noJson],
  ["what is no realm", noRealm],
  ["what JSON.parse would lose", lost],
  ["hostile things", hostile],
  ["wrong types", wrongTypes],
  ["what stands twice", twice],
  ["what refers to nothing", unknown],
  ["values that Keycloak refuses", unfit],
];
