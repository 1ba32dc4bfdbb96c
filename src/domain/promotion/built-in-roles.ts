import type { RealmDocument } from "../realm-document.ts";

const NAMES: ReadonlySet<string> = new Set(["offline_access", "uma_authorization"]);

/** Whether every realm has such a role from the start. */
export const isBuiltInRole = ({ defaultRole, realm }: RealmDocument, name: string): boolean =>
  NAMES.has(name) || name === (defaultRole?.name ?? `default-roles-${realm}`);
