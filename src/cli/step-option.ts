import { InvalidArgumentError } from "commander";

/** A step of a story: one that needs nothing more, or a resource with its address. */
export type WantedStep =
  | { readonly kind: (typeof PLAIN_STEPS)[number] }
  | { readonly kind: "resource"; readonly url: string };

const PLAIN_STEPS = ["introspect", "userinfo", "refresh", "revoke", "logout"] as const;

/** Reads `--then`, which may be given more than once. */
export function collectStep(text: string, before: readonly WantedStep[] = []): readonly WantedStep[] {
  const [, url] = /^resource=(.+)$/s.exec(text) ?? [];
  if (url !== undefined) return [...before, { kind: "resource", url }];
  const kind = PLAIN_STEPS.find((each) => each === text);
  if (kind) return [...before, { kind }];
  throw new InvalidArgumentError(`It is one of ${PLAIN_STEPS.join(", ")}, resource=URL.`);
}
