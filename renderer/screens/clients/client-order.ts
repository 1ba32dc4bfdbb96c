import type { ClientSummary } from "../../../src/contract/index.ts";
import { nameInWords } from "./client-filter.ts";

export const orderColumns = ["clientId", "name", "clientAuthentication", "serviceAccountRoles", "enabled"] as const;
export type OrderColumn = (typeof orderColumns)[number];

export interface Order {
  readonly column: OrderColumn;
  readonly down: boolean;
}

const textOf: Readonly<Record<OrderColumn, (client: ClientSummary) => string>> = {
  clientId: ({ clientId }) => clientId,
  name: nameInWords,
  clientAuthentication: ({ confidential }) => (confidential ? "0" : "1"),
  serviceAccountRoles: ({ serviceAccountsEnabled }) => (serviceAccountsEnabled ? "0" : "1"),
  enabled: ({ enabled }) => (enabled ? "0" : "1"),
};

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** The clients by one column, what is on first; those that are alike there stay in the order they came. */
export function inOrder(clients: readonly ClientSummary[], { column, down }: Order): readonly ClientSummary[] {
  const text = textOf[column];
  const keyed = clients.map((client) => ({ client, key: text(client) }));
  keyed.sort((one, other) => (down ? -1 : 1) * collator.compare(one.key, other.key));
  return keyed.map(({ client }) => client);
}

/** What a click on a column's heading makes of the order. */
export const nextOrder = (before: Order, column: OrderColumn): Order => ({
  column,
  down: before.column === column && !before.down,
});

const usual: Order = { column: "clientId", down: false };

/** The order that an address names; what it does not know is the usual one. */
export function parseOrder(text: string): Order {
  const column = orderColumns.find((name) => name === text.replace(/^-/, ""));
  return column ? { column, down: text.startsWith("-") } : usual;
}

/** As {@link parseOrder} reads it; empty for the usual one. */
export const orderInAddress = ({ column, down }: Order): string =>
  column === usual.column && !down ? "" : `${down ? "-" : ""}${column}`;
