import { expect } from "vitest";
import { SECRET } from "../support/builders.ts";
import { mayMakeReadOnly, mayMount } from "../support/small-disk.ts";

/** What is tried at every door of the server. */
const badInputs = [
  "port taken",
  "folder read-only",
  "disk full",
  "realm file broken",
  "realm twice",
  "wrong JSON type in a field",
  "unknown realm",
  "oversized body",
  "header with a NUL",
  "10,000 parameters",
  "wrong method",
  "names like __proto__ and ../x",
  "foreign Host",
] as const;

export type BadInput = (typeof badInputs)[number];

/** Holds a door's table to be whole: each bad input has a row, or the reason why there cannot be one. */
export function expectEveryInput(
  rows: readonly (readonly [BadInput, ...unknown[]])[],
  impossible: Partial<Record<BadInput, string>> = {},
): void {
  const tried = new Set<BadInput>([...rows.map(([input]) => input), ...(Object.keys(impossible) as BadInput[])]);
  expect(badInputs.filter((input) => !tried.has(input))).toEqual([]);
}

/** The client `orders` still gets its token. */
export async function expectStillServing(tokenUrl: string): Promise<void> {
  const form = { grant_type: "client_credentials", client_id: "orders", client_secret: SECRET };
  const response = await fetch(tokenUrl, { method: "POST", body: new URLSearchParams(form) });
  expect([response.status, await response.json()]).toMatchObject([200, { access_token: expect.any(String) }]);
}

/** For `skip` of a test: a disk of one's own is not everybody's to mount. */
export function cannotBeTried(input: BadInput): [condition: boolean, why: string] {
  const cannot = (input === "disk full" && !mayMount) || (input === "folder read-only" && !mayMakeReadOnly);
  return [cannot, "this user may not mount a disk"];
}
