import { type EndpointPath, endpointPaths } from "../protocol/endpoints.ts";
import type { Addressing } from "./server-context.ts";

/** What a request of a realm leads to. */
export interface RealmPath {
  readonly realmName: string;
  /** What stands before `/realms`: the relative path, `/auth` with it for realms that are answered there too. */
  readonly prefix: string;
  /** Absent where a path below a realm leads nowhere. */
  readonly endpoint: EndpointPath | undefined;
  /** What stands behind the realm's name. */
  readonly rest: string;
}

const endpoints = new Map(endpointPaths.map((endpoint) => [endpoint.path, endpoint]));
const SERVER_METADATA = "/.well-known/oauth-authorization-server";
const AUTH = "/auth";

/** Reads the target of a request that asks a realm, or the RFC 8414 document of one; undefined when it asks something else. */
export function findRealmPath(addressing: Addressing, target: string): RealmPath | undefined {
  const { relativePath } = addressing;
  const path = withoutQuery(target);
  if (!path.startsWith(`${relativePath}/`)) return undefined;
  const below = path.slice(relativePath.length);
  if (below.startsWith("/realms/")) return readPath(below.slice("/realms/".length), relativePath);
  if (below.startsWith(`${SERVER_METADATA}/realms/`)) return readMetadataPath(below, relativePath);
  if (relativePath === AUTH || !below.startsWith(`${AUTH}/realms/`)) return undefined;
  const found = readPath(below.slice(`${AUTH}/realms/`.length), `${relativePath}${AUTH}`);
  return found && addressing.isAuthPathRealm(found.realmName) ? found : undefined;
}

/** What a request of a resource server leads to. */
export interface ResourcePath extends Pick<RealmPath, "realmName" | "prefix"> {
  /** Below `/resource/{realm}`. */
  readonly path: string;
  readonly query: string;
}

const RESOURCE = "/resource/";

/** Reads the target of a request to the resource server of a realm, below `/auth` as well where the realm is answered there. */
export function findResourcePath(addressing: Addressing, target: string): ResourcePath | undefined {
  const { relativePath } = addressing;
  const whole = withoutQuery(target);
  for (const prefix of new Set([relativePath, `${relativePath}${AUTH}`])) {
    if (!whole.startsWith(`${prefix}${RESOURCE}`)) continue;
    const [name = "", ...rest] = whole.slice(prefix.length + RESOURCE.length).split("/");
    const realmName = decoded(name);
    if (prefix !== relativePath && !addressing.isAuthPathRealm(realmName)) return undefined;
    const query = target.slice(whole.length + 1).split("#", 1)[0] ?? "";
    return { realmName, prefix, path: rest.map((each) => `/${each}`).join(""), query };
  }
  return undefined;
}

const withoutQuery = (target: string): string => {
  const at = target.search(/[?#]/);
  return at < 0 ? target : target.slice(0, at);
};

function readPath(path: string, prefix: string): RealmPath | undefined {
  const at = path.indexOf("/");
  const name = at < 0 ? path : path.slice(0, at);
  if (name === "") return undefined;
  const rest = at < 0 ? "" : path.slice(at);
  const endpoint = endpoints.get(rest.endsWith("/") ? rest.slice(0, -1) : rest); // one trailing slash is tolerated
  return { realmName: decoded(name), prefix, endpoint, rest };
}

function readMetadataPath(path: string, prefix: string): RealmPath | undefined {
  const found = readPath(path.slice(`${SERVER_METADATA}/realms/`.length), prefix);
  return found?.rest === "" ? { ...found, endpoint: endpoints.get(SERVER_METADATA) } : undefined;
}

function decoded(name: string): string {
  if (!name.includes("%")) return name;
  try {
    return decodeURIComponent(name);
  } catch {
    return name; // a broken escape names no realm
  }
}
