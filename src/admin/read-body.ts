import { readShape } from "../domain/read-representation.ts";
import { type RepresentationName, shapeOf } from "../domain/representations.ts";
import { locateJsonValue, parseJsonLoosely } from "../store/json-location.ts";
import { type AdminAnswer, invalidWith, refuse, wrongContentType } from "./admin-answer.ts";
import type { AdminCall } from "./admin-call.ts";

const notJson = invalidWith("invalid_request", "Cannot parse the JSON");
/** What Keycloak's parser itself refuses: a character, a number too large (asked on 26.7). */
const notReadable = invalidWith("HTTP 400 Bad Request", "Cannot parse the JSON");
const wrongKind = invalidWith("unknown_error", "Cannot parse the JSON");

type BodyType = RepresentationName | `[${RepresentationName}]`;

/**
 * Reads the body as a representation, coercing as Keycloak's reader does, or ends the call with what Keycloak says of a
 * body of another kind. `null` stands where the caller wrote it.
 */
export async function readBody<Body>(call: AdminCall, type: BodyType): Promise<Body> {
  const body = await readOptionalBody<Body>(call, type);
  return body === undefined ? refuse(notJson) : body;
}

/** The same, with undefined for no body at all, or `null`. */
export async function readOptionalBody<Body>(call: AdminCall, type: BodyType): Promise<Body | undefined> {
  const body = await readText(call);
  if (body === undefined || body.value === null) return undefined;
  const reading = readShape(body.value, shapeOf(type));
  if (!("problem" in reading)) return reading.value as Body;
  const { path, unknownIn, isLexical } = reading.problem;
  if (unknownIn !== undefined) return refuse(await unknownField(body.text, path, unknownIn));
  return refuse(isLexical ? notReadable : wrongKind);
}

/** The body as whatever JSON it is; undefined for none. */
export const readJson = async (call: AdminCall): Promise<unknown> => (await readText(call))?.value;

async function readText({ request }: AdminCall): Promise<{ text: string; value: unknown } | undefined> {
  requireJson(request.header("content-type"));
  const text = await request.readText();
  if (text.trim() === "") return undefined;
  const json = await parseJsonLoosely(text);
  if ("broken" in json) return refuse(json.broken === "character" ? notReadable : notJson);
  return { text, value: json.value };
}

/** No type is taken for JSON. */
export function requireJson(contentType: string | undefined): void {
  if (contentType !== undefined && !/^application\/(json|\*)\s*(;|$)/i.test(contentType)) refuse(wrongContentType);
}

/** The column counts bytes: one past a number, `true`, `false` or `null`, one past the first character of anything else (recorded). */
async function unknownField(text: string, path: readonly (string | number)[], name: string): Promise<AdminAnswer> {
  const place = await locateJsonValue(text, path);
  const field = JSON.stringify(String(path.at(-1)));
  const at = place ? ` at line ${place.line} column ${place.column}` : "";
  return {
    status: 400,
    json: { error: `Invalid json representation for ${name}. Unrecognized field ${field}${at}.` },
  };
}
