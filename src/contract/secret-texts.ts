export const MASK = "••••••••";

const HEADER = /authorization$|cookie|^dpop$|secret|token|passw|key|assertion/i;
const PARAMETER = /secret|passw|assertion$|token(?!_type)|key|^dpop$/i;

/** Whether a header of that name holds what nobody else should see: rather one too many than one too few. */
export const isSecretHeader = (name: string): boolean => HEADER.test(name);

/** The same for a parameter of a form or a query, however its name is encoded, and for a member of an answer. */
export const isSecretParameter = (name: string): boolean => PARAMETER.test(decoded(name));

/** As whoever reads an address or JSON understands it: `client%5Fsecret`, `client\u005fsecret`. */
const decoded = (name: string): string =>
  name.replace(/(?:%|\\u00)([0-7][0-9a-f])/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** A variable, or a scheme and a variable, is no secret. */
const VARIABLE_ALONE = /^(?:[A-Za-z-]+ )?\{\{\s*[A-Za-z][A-Za-z0-9_]{0,63}\s*\}\}$/;

/** Whether a field that is for a secret holds one, and not a variable. */
export const isTypedSecret = (text: string): boolean => text !== "" && !VARIABLE_ALONE.test(text);

/** What of a token can be read without being able to use it. */
export const withoutSignature = (token: string): string =>
  token.split(".").length === 3 ? `${token.slice(0, token.lastIndexOf("."))}.${MASK}` : MASK;

/**
 * Signed and encrypted tokens, wherever they stand (RFC 7515 §7.1, RFC 7516 §7.1): a JSON object in base64url begins with eyJ.
 * What stands before it keeps this quick over texts that are made to be slow (a test holds that).
 */
const TOKEN = /(?<![\w-])eyJ[\w-]*\.[\w-]*\.[\w-]+(?:\.[\w-]+\.[\w-]+)?/g;

/** A text whose tokens can be read and not used. */
export const withoutSignatures = (text: string): string => text.replace(TOKEN, withoutSignature);

const HEAD_LINE = /^([\w-]+): ?(.*)$/gm;
const FIELD = /(^|[?&#\s])([\w.%-]+)=((?:\{\{\s*\w+\s*\}\}|[^&#\s])+)/g;
/** What stands before the host of an address (RFC 3986 §3.2.1): a name and a password, or one of them alone. */
const USER_INFO = /(https?:\/\/)([^\s/?#"':@]*)(?::([^\s/?#"'@]*))?@/gi;
const MEMBER = /"((?:[\w.-]|\\u[\da-f]{4})+)"(\s*:\s*)"((?:[^"\\]|\\.)+)/gi;

/**
 * The text of a request or an answer, or an address, without its secrets: signatures of tokens, what stands in head, form, query or
 * JSON under the name of a secret, and before the host of an address. What is masked already stays readable.
 */
export const withoutSecrets = (text: string): string => withSecretsAs(MASK, text);

/** An address whose secrets somebody has to type again. */
export const withSecretsEmptied = (address: string): string => withSecretsAs("", address);

const withSecretsAs = (put: string, text: string): string =>
  withoutSignatures(text)
    .replace(USER_INFO, (all, scheme: string, name: string, password: string | undefined) =>
      !isOpen(password ?? name) ? all : `${scheme}${password === undefined ? put : `${name}:${put}`}@`,
    )
    .replace(HEAD_LINE, (all, name: string, value: string) =>
      isSecretHeader(name) && isOpen(value) ? `${name}: ${put}` : all,
    )
    .replace(FIELD, (all, before: string, name: string, value: string) =>
      isSecretParameter(name) && isOpen(value) ? `${before}${name}=${put}` : all,
    )
    .replace(MEMBER, (all, name: string, between: string, value: string) =>
      isSecretParameter(name) && isOpen(value) ? `"${name}"${between}"${put}` : all,
    );

/** The whole value, but for a scheme before it: beside a masked cookie there may be an open one. */
const MASKED = new RegExp(`^(?:[A-Za-z-]+ )?(?:eyJ[\\w.-]*)?${MASK}$`);

const isOpen = (value: string): boolean => isTypedSecret(value) && !MASKED.test(value);

/** A value that stands under a name, masked where the name is that of a secret. */
export const shownUnder = (name: string, value: string): string =>
  isSecretParameter(name) && isOpen(value) ? MASK : value;
