import { z } from "zod";
import { answers, endpoint } from "./endpoint.ts";
import type { StartedJob } from "./jobs.ts";
import { type DifferenceLine, type Differences, IMPORT_BYTES, importFiles, type StagedImport } from "./transfer.ts";

const word = z.string().min(1).max(4096);

/** A live Keycloak and an administrator of it. The credentials are used and forgotten. */
export const keycloakTarget = z.strictObject({
  url: z
    .string()
    .max(2048)
    .regex(/^https?:\/\/\S+$/, "The address begins with http:// or https://"),
  /** The realm the administrator is of. */
  authRealm: word,
  credentials: z.union([
    z.strictObject({ username: word, password: word }),
    z.strictObject({ clientId: word, clientSecret: word }),
  ]),
});
export type KeycloakTarget = z.infer<typeof keycloakTarget>;

/** How a realm here and one elsewhere differ. */
export interface Drift {
  readonly differences: Differences;
  /** What could not be compared, because Keycloak does not show it. */
  readonly unseen: readonly string[];
}

/** `null` where the other side has no such realm. */
export const compareWithKeycloak = endpoint(
  "POST",
  "/workbench/realms/:realm/comparison",
  z.strictObject({ realm: z.string(), target: keycloakTarget }),
  answers<StartedJob<Drift | null>>(),
);

export const compareWithFiles = endpoint(
  "POST",
  "/workbench/realms/:realm/file-comparison",
  z.strictObject({ realm: z.string(), files: importFiles }),
  answers<Drift | null>(),
  IMPORT_BYTES,
);

/** What a push would do. */
export interface PushPlan {
  /** The same as long as nothing changes on either side. */
  readonly digest: string;
  /** What would be done there, a line each, in this order. */
  readonly steps: readonly string[];
  /** Differences that a push leaves, each with the reason. */
  readonly left: readonly (DifferenceLine & { readonly reason: string })[];
}

const push = {
  realm: z.string(),
  target: keycloakTarget,
  /** The clientIds of the only clients to send; absent for all. */
  clients: z.array(word).min(1).exactOptional(),
  /** Also delete there what is not here. */
  deletes: z.boolean(),
};

export const planPush = endpoint(
  "POST",
  "/workbench/realms/:realm/push-plan",
  z.strictObject(push),
  answers<StartedJob<PushPlan>>(),
);

/** Carries out the plan of that digest. When either side has changed since, the job fails and says so, and nothing is done. */
export const runPush = endpoint(
  "POST",
  "/workbench/realms/:realm/push",
  z.strictObject({ ...push, digest: word }),
  answers<StartedJob<{ readonly done: number }>>(),
);

/** Reads a realm of a live Keycloak and keeps it as an import: nothing is changed yet. */
export const startPull = endpoint(
  "POST",
  "/workbench/pulls",
  z.strictObject({ realm: word, target: keycloakTarget }),
  answers<StartedJob<StagedImport & { readonly unseen: readonly string[] }>>(),
);
