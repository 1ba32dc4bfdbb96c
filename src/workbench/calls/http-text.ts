/** A name and a value of a form or a head; what proves somebody is masked where people read it. */
export interface Field {
  readonly name: string;
  readonly value: string;
  /** What stands in its place for people; undefined where it is no secret. */
  readonly shown?: string;
}

/** Where a request goes. */
export interface Address {
  readonly url: URL;
  /** What stands for people in the place of its query. */
  readonly shownQuery?: string;
}

/** A request before it is text. */
export interface HttpRequest extends Address {
  readonly method: string;
  readonly headers: readonly Field[];
  readonly form: readonly Field[];
}

/** Form encoding as `application/x-www-form-urlencoded` has it, also for the halves of a Basic header (RFC 6749 appendix B). */
export const formEncoded = (text: string): string => new URLSearchParams({ _: text }).toString().slice(2);

/** An address for people to read. */
export const shownAddress = ({ url, shownQuery }: Address): string =>
  shownQuery === undefined ? url.href : `${url.origin}${url.pathname}?${shownQuery}`;

/** The request as it goes over the wire, and the same for people: lengths are the true ones in both. */
export function writeHttp(request: HttpRequest): { readonly requestText: string; readonly maskedText: string } {
  const { method, url, shownQuery, headers, form } = request;
  const length = Buffer.byteLength(writeForm(form, false));
  const write = (masked: boolean) => {
    const query = masked && shownQuery !== undefined ? `?${shownQuery}` : url.search;
    const head = [
      `${method} ${url.pathname}${query} HTTP/1.1`,
      ...withoutRepeats([{ name: "Host", value: url.host }, ...headers]).map(
        ({ name, value, shown }) => `${name}: ${masked ? (shown ?? value) : value}`,
      ),
      ...(BODILESS.has(method) ? [] : [`Content-Length: ${length}`]),
    ];
    return `${head.join("\r\n")}\r\n\r\n${writeForm(form, masked)}`;
  };
  return { requestText: write(false), maskedText: write(true) };
}

const BODILESS = new Set(["GET", "HEAD"]);

const writeForm = (form: readonly Field[], masked: boolean): string =>
  form
    .map(
      ({ name, value, shown }) => `${formEncoded(name)}=${masked && shown !== undefined ? shown : formEncoded(value)}`,
    )
    .join("&");

/** A header that is said twice is the later one: what a person adds takes the place of what is usual. */
function withoutRepeats(headers: readonly Field[]): readonly Field[] {
  const byName = new Map<string, Field>();
  for (const header of headers) byName.set(header.name.toLowerCase(), header);
  return [...byName.values()];
}
