import { expect, test } from "vitest";
import { describeRealmEdits } from "../../renderer/draft/describe-realm-edits.ts";
import { withEdits } from "../../renderer/draft/draft.ts";
import { realmKind } from "../../renderer/draft/realm-kind.ts";
import { rotated } from "../../renderer/screens/realm-settings/rotated-key.ts";
import type { Edit, KeyProvider, RealmSettings, RealmSettingsPage } from "../../src/contract/index.ts";
import { aRole } from "./a-client-page.ts";

const settings = {
  displayName: "Demo",
  accessTokenLifespan: 300,
  clientSessionIdleTimeout: 0,
  notBefore: 5,
  refreshTokenMaxReuse: 1,
  revokeRefreshToken: false,
  enabledEventTypes: ["LOGIN"],
  attributes: { frontendUrl: "https://id.example" },
};
const page = {
  settings,
  clientScopes: [{ id: "p-id", name: "phone", description: "" }],
  defaultClientScopes: [],
  optionalClientScopes: ["p-id"],
  defaultRole: "d-id",
  roles: [aRole("d-id", { members: ["r-id"] }), aRole("r-id", { name: "reader" }), aRole("w-id", { name: "writer" })],
} as unknown as RealmSettingsPage;
const set = (changed: RealmSettings): Edit => ({ type: "updateRealm", settings: changed });
const assign = (as: "default" | "optional" | "none"): Edit => ({
  type: "assignRealmClientScope",
  clientScope: "p-id",
  as,
});

test.each<[string, Edit]>([
  ["Access Token Lifespan 5 minutes → 2 minutes", set({ accessTokenLifespan: 120 })],
  ["Client Session Idle “10 minutes”", set({ clientSessionIdleTimeout: 600 })],
  ["Revoke Refresh Token on", set({ revokeRefreshToken: true })],
  ["Refresh Token Max Reuse “0”", set({ refreshTokenMaxReuse: 0 })],
  ["Not before cleared", set({ notBefore: 0 })],
  ["usual event types", set({ enabledEventTypes: [] })],
  ["Frontend URL cleared", set({ attributes: { frontendUrl: null } })],
  ["client scope phone for new clients: Default", assign("default")],
  ["default role writer added", { type: "addComposite", role: "d-id", member: "w-id" }],
  ["default role reader taken away", { type: "removeComposite", role: "d-id", member: "r-id" }],
])("the Save bar says “%s”", (line, edit) => {
  expect(describeRealmEdits(page, withEdits(realmKind, page, [], [edit]))).toEqual([line]);
});

test.each<[string, Edit, Edit]>([
  ["a time", set({ accessTokenLifespan: 120 }), set({ accessTokenLifespan: 300 })],
  [
    "an attribute",
    set({ attributes: { frontendUrl: "x" } }),
    set({ attributes: { frontendUrl: "https://id.example" } }),
  ],
  ["an assigned type", assign("default"), assign("optional")],
  [
    "a default role",
    { type: "removeComposite", role: "d-id", member: "r-id" },
    { type: "addComposite", role: "d-id", member: "r-id" },
  ],
])("%s that comes back to what is saved is no change", (_what, one, other) => {
  expect(withEdits(realmKind, page, [], [one, other])).toEqual([]);
});

const aKey = (name: string, priority: number, algorithm: string) =>
  ({
    name,
    providerId: "rsa-generated",
    priority,
    key: { algorithm },
    config: { keySize: "3072", algorithm, priority: String(priority), active: "false", certificate: "x" },
  }) as unknown as KeyProvider;

test("a rotated key is of the same kind, goes before its rivals, and has a name of its own", () => {
  const keys = [aKey("rsa", 100, "RS256"), aKey("rsa-2", 130, "RS256"), aKey("enc", 900, "RSA-OAEP")];
  expect(rotated(keys[0] as KeyProvider, keys)).toEqual({
    providerId: "rsa-generated",
    name: "rsa-3",
    config: { keySize: "3072", algorithm: "RS256", priority: "140", enabled: "true", active: "true" },
  });
});
