import fc from "fast-check";
import { expect, test } from "vitest";
import { readClaims, readHeader } from "../../src/domain/token-reading/read-members.ts";
import { checkAsResource } from "../../src/domain/token-reading/resource-checks.ts";
import { durationInWords, timeInWords, utcTime } from "../../src/domain/token-reading/time-words.ts";

test("a time is written as the calendar has it, for every second of four-digit years", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 253_402_300_799 }), (atSeconds) => {
      expect(utcTime(atSeconds)).toBe(`${new Date(atSeconds * 1000).toISOString().slice(0, 19).replace("T", " ")} UTC`);
    }),
  );
});

test.each([
  [0, "0 seconds"],
  [1, "1 second"],
  [300, "5 minutes"],
  [5400, "1 hour 30 minutes"],
  [90_061, "1 day 1 hour"],
])("%i s are %s", (seconds, words) => {
  expect(durationInWords(seconds)).toBe(words);
});

test.each([
  [300, "1970-01-01 00:05:00 UTC, in 4 minutes"],
  [60, "1970-01-01 00:01:00 UTC, now"],
  [0, "1970-01-01 00:00:00 UTC, 1 minute ago"],
])("second %i is told from second 60 on as %s", (at, words) => {
  expect(timeInWords(at, 60)).toBe(words);
});

test("known claims say what they mean and where it is written; unknown ones are marked by saying nothing", () => {
  const read = readClaims({ exp: 1_700_000_000, made_up: 1, iat: "soon", nbf: 1_700_000_000_000 }, 1_700_000_000);
  expect(read[0]).toMatchObject({ name: "exp", reference: "RFC 7519 §4.1.4", words: "2023-11-14 22:13:20 UTC, now" });
  expect(read[1]).toEqual({ name: "made_up", value: 1, words: null, meaning: null, reference: null });
  expect(read[2]?.words).toContain("This is no time");
  expect(read[3]?.words).toContain("looks like milliseconds");
  expect(readHeader({ kid: "a" })[0]?.reference).toBe("RFC 7515 §4.1.4");
});

const ISSUER = "https://sso.example/realms/a";
const good = { iss: ISSUER, aud: ["api", "b"], exp: 200, iat: 100, azp: "app", typ: "Bearer" };
const facts = { nowSeconds: 150, issuer: ISSUER, audience: "api" };

test("a token that is as it must be passes every check", () => {
  const checks = checkAsResource({ alg: "RS256", typ: "JWT" }, good, facts);
  expect(checks.map(({ check, outcome }) => [check, outcome])).toEqual(
    ["typ", "iss", "aud", "exp", "nbf", "iat", "azp"].map((check) => [check, "passed"]),
  );
});

test.each([
  ["of another issuer", {}, { iss: "https://other.example" }, "iss", "failed", /Another issuer/],
  ["with a closing slash in its issuer", {}, { iss: `${ISSUER}/` }, "iss", "failed", /closing slash/],
  ["without an issuer", {}, { iss: undefined }, "iss", "failed", /does not say who/],
  ["for others", {}, { aud: "b" }, "aud", "failed", /not meant for api/],
  ["for nobody", {}, { aud: undefined }, "aud", "failed", /not meant for api/],
  ["for one, as text", {}, { aud: "api" }, "aud", "passed", /is one of those/],
  ["that expires now", {}, { exp: 150 }, "exp", "failed", /has expired/],
  ["that never ends", {}, { exp: undefined }, "exp", "failed", /does not say when it ends/],
  ["that begins later", {}, { nbf: 151 }, "nbf", "failed", /not good yet/],
  ["of the future", {}, { iat: 151 }, "iat", "failed", /clock is ahead/],
  ["for refreshing", {}, { typ: "Refresh" }, "typ", "failed", /no access token but says Refresh/],
  ["for the client", {}, { typ: undefined, nonce: "n" }, "typ", "failed", /looks like an ID token/],
  [
    "for logging out",
    { typ: "logout+jwt" },
    { typ: undefined },
    "typ",
    "failed",
    /no access token but says logout\+jwt/,
  ],
  ["of another kind", { typ: "application/dpop+JWT" }, { typ: undefined }, "typ", "failed", /says dpop\+jwt/],
  ["that says at+jwt", { typ: "at+jwt" }, { typ: undefined }, "typ", "passed", /says that it is/],
  ["of Cognito", {}, { typ: undefined, token_use: "access" }, "typ", "passed", /says that it is/],
  ["that does not say what it is", {}, { typ: undefined }, "typ", "noted", /does not say what it is for/],
  ["of Okta", {}, { azp: undefined, cid: "app" }, "azp", "passed", /cid names/],
  ["of nobody's client", {}, { azp: undefined }, "azp", "noted", /does not say which client/],
])("of a token %s, %s %s: the check says so", (_what, header, more, check, outcome, meaning) => {
  const claims = Object.fromEntries(Object.entries({ ...good, ...more }).filter(([, value]) => value !== undefined));
  const found = checkAsResource({ alg: "RS256", ...header }, claims as never, facts).find(
    (each) => each.check === check,
  );
  expect([found?.outcome, found?.meaning]).toEqual([outcome, expect.stringMatching(meaning)]);
});

test("what the resource server did not say is noted and never failed", () => {
  const checks = checkAsResource({}, good, { nowSeconds: 150 });
  expect(checks.filter(({ outcome }) => outcome === "noted").map(({ check }) => check)).toEqual(["iss", "aud"]);
});
