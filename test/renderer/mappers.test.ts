import { expect, test } from "vitest";
import { clientKind } from "../../renderer/draft/client-kind.ts";
import { applyDraft, withEdits } from "../../renderer/draft/draft.ts";
import { mapperEdit, newMapperOf } from "../../renderer/mappers/mapper-edits.ts";
import { sampleOf } from "../../renderer/mappers/mapper-sample.ts";
import type { Edit, FormProperty, Mapper, MapperType, TokenPreview } from "../../src/contract/index.ts";
import { aClientPage } from "./a-client-page.ts";

const tier: Mapper = {
  id: "tier-id",
  name: "tier",
  protocolMapper: "oidc-hardcoded-claim-mapper",
  config: { "claim.name": "tier", "claim.value": "gold" },
};
const page = aClientPage({ mappers: [tier] });
const to = { client: page.client.id };
const change = (edits: readonly Edit[], mapper: Mapper, config: Mapper["config"]) =>
  withEdits(clientKind, page, edits, [mapperEdit(edits, to, mapper, { config })]);

test("typing in a mapper's form stays one edit, and is none when all is as it was", () => {
  const once = change([], tier, { ...tier.config, "claim.value": "silver" });
  const twice = change(once, tier, { ...tier.config, "claim.value": "bronze" });
  expect(twice).toHaveLength(1);
  expect(applyDraft(clientKind, page, twice).mappers[0]?.config["claim.value"]).toBe("bronze");
  expect(change(twice, tier, { ...tier.config, multivalued: "" })).toEqual([]);
});

test("a mapper that the draft makes stays one edit, however often it is changed", () => {
  const made = withEdits(clientKind, page, [], [{ type: "createMapper", to, ...tier, id: "new", name: "new" }]);
  const changed = change(made, { ...tier, id: "new", name: "new" }, { "claim.name": "level" });
  expect(changed).toEqual([
    {
      type: "createMapper",
      to,
      id: "new",
      name: "new",
      protocolMapper: tier.protocolMapper,
      config: { "claim.name": "level" },
    },
  ]);
});

test("deleting a mapper takes the place of its changes", () => {
  const changed = change([], tier, { "claim.name": "level" });
  const removed = withEdits(clientKind, page, changed, [{ type: "removeMapper", to, mapper: tier.id }]);
  expect(removed).toEqual([{ type: "removeMapper", to, mapper: tier.id }]);
  expect(applyDraft(clientKind, page, removed).mappers).toEqual([]);
});

test("a mapper of another client changes nothing on this page", () => {
  const elsewhere: Edit = { type: "removeMapper", to: { client: "other" }, mapper: tier.id };
  expect(applyDraft(clientKind, page, [elsewhere])).toBe(page);
});

const aProperty = (stated: Partial<FormProperty> & { readonly name: string }): FormProperty => ({
  label: stated.name,
  helpText: "",
  type: "String",
  defaultValue: "",
  options: [],
  required: false,
  secret: false,
  ...stated,
});
const type: MapperType = {
  id: "oidc-hardcoded-claim-mapper",
  name: "tier",
  category: "Token mapper",
  helpText: "",
  properties: [
    aProperty({ name: "claim.name", required: true }),
    aProperty({ name: "jsonType.label", type: "List", options: ["String", "long"] }),
    aProperty({ name: "access.token.claim", type: "boolean", defaultValue: "true" }),
  ],
};

test("a new mapper begins as Keycloak's console begins it, under a name that is free", () => {
  expect(newMapperOf(type, "new", [tier])).toEqual({
    id: "new",
    name: "tier 2",
    protocolMapper: "oidc-hardcoded-claim-mapper",
    config: { "jsonType.label": "String", "access.token.claim": "true" },
  });
});

const link = { kind: "mapper", id: "tier-id", name: "tier" } as const;
const explained = (explanation: Partial<TokenPreview["explanation"]>): TokenPreview => ({
  revision: 1,
  refused: null,
  trace: [],
  header: {},
  claims: {},
  answer: {},
  explanation: { roles: [], clientScopes: [], claims: [], silentMappers: [], ...explanation },
});

test("the sample of a mapper is what the token's own explanation says of it", () => {
  const claims = [{ path: ["a", "tier"], value: "gold", rule: "tier", links: [link] }];
  expect(sampleOf(explained({ claims }), "tier-id")).toEqual({
    claims: [{ path: "a.tier", value: "gold" }],
    silent: null,
  });
  const silentMappers = [{ links: [link], reason: "no Token Claim Name" }];
  expect(sampleOf(explained({ silentMappers }), "tier-id")).toEqual({ claims: [], silent: "no Token Claim Name" });
  expect(sampleOf(undefined, "tier-id")).toEqual({ claims: [], silent: null });
});
