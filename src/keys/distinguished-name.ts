/** One `type=value` of a distinguished name. */
interface Attribute {
  readonly type: string;
  readonly value: string;
}

/** The names that Java prints (RFC 2253 §2.3); all others stand as their OID. */
const NAMES = new Map([
  ["2.5.4.3", "CN"],
  ["2.5.4.6", "C"],
  ["2.5.4.7", "L"],
  ["2.5.4.8", "ST"],
  ["2.5.4.9", "STREET"],
  ["2.5.4.10", "O"],
  ["2.5.4.11", "OU"],
  ["0.9.2342.19200300.100.1.1", "UID"],
  ["0.9.2342.19200300.100.1.25", "DC"],
]);

/** Further names that people write, and what Java makes of them. */
const OTHER_NAMES = new Map([
  ["S", "ST"],
  ["E", "1.2.840.113549.1.9.1"],
  ["EMAIL", "1.2.840.113549.1.9.1"],
  ["EMAILADDRESS", "1.2.840.113549.1.9.1"],
  ["SERIALNUMBER", "2.5.4.5"],
  ["SN", "2.5.4.4"],
  ["SURNAME", "2.5.4.4"],
  ["GIVENNAME", "2.5.4.42"],
  ["T", "2.5.4.12"],
  ["TITLE", "2.5.4.12"],
  ["BUSINESSCATEGORY", "2.5.4.15"],
]);

/**
 * The subject of a certificate as Java's `X500Principal.getName()` prints it: RFC 2253, the most specific part first,
 * without spaces; types that the RFC does not name as OID with the value's DER in hexadecimal.
 *
 * @param der the certificate
 */
export const readSubject = (der: Uint8Array): Promise<string> => readNameOf("subject", der);

/** Who issued it, in the same way. */
export const readIssuer = (der: Uint8Array): Promise<string> => readNameOf("issuer", der);

async function readNameOf(whose: "subject" | "issuer", der: Uint8Array): Promise<string> {
  const [{ AsnConvert }, { Certificate }] = await Promise.all([
    import("@peculiar/asn1-schema"),
    import("@peculiar/asn1-x509"),
  ]);
  const name = AsnConvert.parse(der, Certificate).tbsCertificate[whose];
  const parts = [...name].map((part) =>
    [...part]
      .map(({ type, value }) => {
        const name = NAMES.get(type);
        return name ? `${name}=${escaped(value.toString())}` : `${type}=#${toHex(AsnConvert.serialize(value))}`;
      })
      .join("+"),
  );
  return parts.reverse().join(",");
}

const toHex = (der: ArrayBuffer): string => Buffer.from(der).toString("hex");

/** RFC 2253 §2.4. */
const escaped = (value: string): string =>
  value
    .replace(/[,+"\\<>;]/g, "\\$&")
    .replace(/^[# ]/, "\\$&")
    .replace(/ $/, "\\ ");

/** Whether two names say the same: types by any of their names, the space around separators and the order within a part aside. */
export function isSameName(a: string, b: string): boolean {
  const [left, right] = [readName(a), readName(b)];
  return left !== undefined && left === right;
}

/** Whether a text is a distinguished name at all. */
export const isName = (text: string): boolean => readName(text) !== undefined;

/** A name in a form of its own, to be compared; undefined when it is none. */
function readName(text: string): string | undefined {
  const parts = splitAt(text, /[,;]/).map((part) => splitAt(part, /\+/).map(readAttribute));
  const readable = parts.every((part) => part.every((attribute) => attribute !== undefined));
  return readable
    ? JSON.stringify(parts.map((part) => part.map((attribute) => JSON.stringify(attribute)).sort()))
    : undefined;
}

/** At separators that no backslash stands before and that are not quoted. */
function splitAt(text: string, separator: RegExp): string[] {
  const pieces = [""];
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i] ?? "";
    if (character === "\\") pieces.push((pieces.pop() ?? "") + character + (text[++i] ?? ""));
    else if (!quoted && separator.test(character)) pieces.push("");
    else pieces.push((pieces.pop() ?? "") + character);
    if (character === '"') quoted = !quoted;
  }
  return pieces;
}

function readAttribute(text: string): Attribute | undefined {
  const at = text.indexOf("=");
  if (at < 1) return undefined;
  const type = text
    .slice(0, at)
    .trim()
    .toUpperCase()
    .replace(/^OID\./, "");
  const value = text
    .slice(at + 1)
    .trim()
    .replace(/^"(.*)"$/, "$1")
    .replace(/\\(.)/g, "$1");
  return { type: NAMES.get(type) ?? OTHER_NAMES.get(type) ?? type, value: readValue(value) };
}

/** A value that stands as DER: its text, when it is one. */
function readValue(value: string): string {
  if (!/^#([0-9a-f]{2}){3,}$/i.test(value)) return value;
  const der = Buffer.from(value.slice(1), "hex");
  const length = der[1] ?? 0;
  return length === der.length - 2 ? der.subarray(2).toString("utf8") : value;
}
