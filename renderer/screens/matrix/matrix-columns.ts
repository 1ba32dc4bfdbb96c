import type { AttachedClientScope, ClientPage } from "../../../src/contract/index.ts";

/** What a column says of each role: who holds it, what lets it through, what comes of both. */
export type Column =
  | { readonly kind: "held" | "dedicated" | "token"; readonly key: string }
  | { readonly kind: "scope"; readonly key: string; readonly scope: AttachedClientScope };

const isShown = (page: ClientPage, hideBuiltIn: boolean) => {
  const ownByKeycloak = new Set(page.roles.filter((role) => role.builtIn).map((role) => role.id));
  return (scope: AttachedClientScope): boolean =>
    !hideBuiltIn || !scope.builtIn || scope.scopeMappings.some((role) => !ownByKeycloak.has(role));
};

export interface Columns {
  readonly columns: readonly Column[];
  /** Attached client scopes that *Hide built-in* leaves out: they let none but built-in roles through. */
  readonly hidden: number;
}

/**
 * The client scopes that the client has, between what it holds and what comes of it. One that the draft detaches stays
 * until it is saved, so that nothing disappears below the hand that changed it.
 */
export function toColumns(saved: ClientPage, page: ClientPage, hideBuiltIn: boolean): Columns {
  const before = new Map(saved.clientScopes.map((scope) => [scope.id, scope.assignment]));
  const attached = page.clientScopes.filter(
    ({ id, assignment }) => assignment !== "none" || (before.get(id) ?? "optional") !== "none",
  );
  const shown = attached.filter(isShown(page, hideBuiltIn));
  return {
    columns: [
      { kind: "held", key: "held" },
      { kind: "dedicated", key: "dedicated" },
      ...shown.map((scope) => ({ kind: "scope", key: scope.id, scope }) as const),
      { kind: "token", key: "token" },
    ],
    hidden: attached.length - shown.length,
  };
}
