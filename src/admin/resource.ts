import { type AdminAnswer, noSuchPath, wrongMethod } from "./admin-answer.ts";
import type { AdminCall } from "./admin-call.ts";

/** What one method of one path does. */
export type Operation<Call> = (call: Call) => AdminAnswer | Promise<AdminAnswer>;

/** Finds what a part of the path stands for and hands the rest of it on, or ends the call. */
export type Locator<Call> = (call: Call, rest: readonly string[]) => Promise<AdminAnswer>;

/**
 * Paths below a resource: `"GET client-secret/rotated"`, `"GET"` for the resource itself; `{name}` stands for one segment.
 */
export interface ResourceTable<Call> {
  readonly operations?: Readonly<Record<string, Operation<Call>>>;
  readonly locators?: Readonly<Record<string, Locator<Call>>>;
  /** Every success says `Cache-Control: no-cache`, not those of GET alone. */
  readonly noCache?: true;
}

/** A part of the Admin API: what is done to a thing and to what belongs to it. */
export interface Resource<Call extends AdminCall> {
  /** @param path the segments below this resource, undecoded. */
  serve(call: Call, path: readonly string[]): Promise<AdminAnswer>;
}

interface Route<Target> {
  readonly pattern: readonly string[];
  readonly target: Target;
}

/**
 * Makes a resource of its table. A wrong path and a wrong method are told apart as Keycloak's own classes do it, which is
 * why one table stands for one of them: a method that nothing in the table has is 405, else a path that does not fit is 404.
 */
export function createResource<Call extends AdminCall>(table: ResourceTable<Call>): Resource<Call> {
  const byMethod = new Map<string, Route<Operation<Call>>[]>();
  for (const [key, target] of Object.entries(table.operations ?? {})) {
    const [method = "", path = ""] = key.split(" ");
    const routes = byMethod.get(method) ?? [];
    routes.push({ pattern: segmentsOf(path), target });
    byMethod.set(method, routes);
  }
  const locators = Object.entries(table.locators ?? {}).map(([path, target]) => ({
    pattern: segmentsOf(path),
    target,
  }));
  return {
    serve: async (call, path) => {
      const found = byMethod.get(call.request.method) ?? [];
      const operation = bestOf(found.filter(({ pattern }) => pattern.length === path.length && fits(pattern, path)));
      const locator = bestOf(locators.filter(({ pattern }) => pattern.length <= path.length && fits(pattern, path)));
      if (operation && (!locator || literalsOf(operation.pattern) >= literalsOf(locator.pattern)))
        return withCache(table, await operation.target(withParams(call, operation.pattern, path)));
      if (locator) return locator.target(withParams(call, locator.pattern, path), path.slice(locator.pattern.length));
      return found.length > 0 ? noSuchPath : wrongMethod;
    },
  };
}

const segmentsOf = (path: string): readonly string[] => path.split("/").filter((segment) => segment !== "");

const isVariable = (segment: string): boolean => segment.startsWith("{");

const fits = (pattern: readonly string[], path: readonly string[]): boolean =>
  pattern.every((segment, i) => isVariable(segment) || segment === path[i]);

const literalsOf = (pattern: readonly string[]): number => pattern.filter((segment) => !isVariable(segment)).length;

/** The route that says most of its path itself. */
const bestOf = <Target>(routes: readonly Route<Target>[]): Route<Target> | undefined =>
  [...routes].sort((a, b) => literalsOf(b.pattern) - literalsOf(a.pattern))[0];

function withParams<Call extends AdminCall>(call: Call, pattern: readonly string[], path: readonly string[]): Call {
  if (!pattern.some(isVariable)) return call;
  const found = pattern.flatMap((segment, i) =>
    isVariable(segment) ? [[segment.slice(1, -1), decoded(path[i] ?? "")] as const] : [],
  );
  return { ...call, params: { ...call.params, ...Object.fromEntries(found) } };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

const withCache = <Call>({ noCache }: ResourceTable<Call>, answer: AdminAnswer): AdminAnswer =>
  noCache && answer.status < 300 && !answer.cache ? { ...answer, cache: "no-cache" } : answer;
