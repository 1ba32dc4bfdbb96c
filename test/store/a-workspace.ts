import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { ClientRepresentation, RealmDocument } from "../../src/domain/realm-document.ts";
import { RealmRefused } from "../../src/domain/realm-refused.ts";
import type { RealmRules } from "../../src/store/realm-rules.ts";
import { openWorkspace, type Workspace, type WorkspaceOptions } from "../../src/store/workspace.ts";

/** Enough of a compiled realm to see that it belongs to its document. */
export interface NamedClients {
  readonly clientIds: ReadonlySet<string>;
}

/** Small rules, but real ones: a realm has a name, gets an id when it has none, and no clientId twice. */
const rules: RealmRules<NamedClients> = {
  parse: async (json) => {
    if (typeof json !== "object" || json === null || Array.isArray(json))
      return { problem: { path: [], message: "a realm is an object" } };
    const { realm, id } = json as { realm?: unknown; id?: unknown };
    if (typeof realm !== "string") return { problem: { path: ["realm"], message: "the realm's name must be text" } };
    if (typeof id !== "string") return { document: { ...json, realm, id: `id-of-${realm}` }, changed: true };
    return { document: json as RealmDocument, changed: false };
  },
  compile: (document) => {
    const clientIds = new Set<string>();
    for (const [index, { clientId }] of (document.clients ?? []).entries()) {
      if (clientIds.has(clientId))
        throw new RealmRefused(`client ${clientId} is there twice`, ["clients", index, "clientId"]);
      clientIds.add(clientId);
    }
    return { clientIds };
  },
};

export const aRealm = (realm: string, clientIds: readonly string[] = []): RealmDocument => ({
  id: `id-of-${realm}`,
  realm,
  clients: clientIds.map(aClient),
});

export const aClient = (clientId: string): ClientRepresentation => ({ id: `id-of-${clientId}`, clientId });

export const withClient =
  (clientId: string) =>
  (document: RealmDocument): RealmDocument => ({
    ...document,
    clients: [...(document.clients ?? []), aClient(clientId)],
  });

export const byAnna = (line = "edited") => ({ by: "anna", summary: [line] });

export const toText = (document: unknown) => `${JSON.stringify(document, null, 2)}\n`;

export interface Setting {
  readonly folder: string;
  readonly warnings: string[];
  open(more?: Partial<WorkspaceOptions<NamedClients>>): Promise<Workspace<NamedClients>>;
  readText(path: string): Promise<string>;
}

/** What a test opened last is closed first. */
export const atTheEnd = (end: () => Promise<unknown>) => onTestFinished(async () => void (await end()));

/** A folder of its own for a test; what is opened in it is closed and the folder removed when the test ends. */
export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "store-"));
  atTheEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function aSetting(folder?: string): Promise<Setting> {
  const root = folder ?? join(await aFolder(), "workspace");
  const warnings: string[] = [];
  let nowSeconds = 1_700_000_000;
  return {
    folder: root,
    warnings,
    open: async (more) => {
      const workspace = await openWorkspace(root, {
        rules,
        parseSettings: (json) => json as object,
        clock: { nowSeconds: () => nowSeconds++ },
        log: { info: () => undefined, warn: (message) => warnings.push(message) },
        ...more,
      });
      atTheEnd(() => workspace.close());
      return workspace;
    },
    readText: (path) => readFile(join(root, path), "utf8"),
  };
}

/** The store of a realm that has to be there. */
export function storeOf<Compiled>(workspace: Workspace<Compiled>, realm: string) {
  const store = workspace.realms.get(realm);
  if (!store) throw new Error(`realm ${realm} is not served`);
  return store;
}

export const clientIdsOf = (document: RealmDocument) => (document.clients ?? []).map(({ clientId }) => clientId);
