import { z } from "zod";
import type { Difference } from "../domain/comparison/compare-realms.ts";
import type { MaskedSecret } from "../domain/transfer/masked-secrets.ts";
import { answers, endpoint } from "./endpoint.ts";
import type { StartedJob } from "./jobs.ts";

/** Files together may hold this much; 10,000 clients are 16 MB. */
export const IMPORT_BYTES = 64 * 1024 * 1024;

export const importFiles = z
  .array(z.strictObject({ name: z.string().max(1024), text: z.string() }))
  .min(1, "Choose a file first")
  .max(1000, "1000 files at the most in one go");

/** A difference, and the words for it. */
export interface DifferenceLine extends Difference {
  /** `Mapper audience of client orders` */
  readonly part: string;
  readonly line: string;
}

export interface Differences {
  /** The first thousand. */
  readonly lines: readonly DifferenceLine[];
  readonly total: number;
}

/** What one realm gets out of an import. */
export interface ImportItem {
  readonly realm: string;
  /** The files it comes from. */
  readonly from: readonly string[];
  /** A realm of its own, or parts for one that is there. */
  readonly kind: "realm" | "parts";
  readonly isThere: boolean;
  readonly clientCount: number;
  readonly roleCount: number;
  /** Secrets that the files show as `**********`. */
  readonly masked: readonly MaskedSecret[];
  /** Kept and given back, but without effect here: `4 authentication flows`. */
  readonly kept: readonly string[];
  /** Fields that Keycloak 26.7 does not know, kept. */
  readonly unknownFields: readonly string[];
  /** Not taken in, because parts cannot bring it. */
  readonly ignored: readonly string[];
}

export interface StagedImport {
  readonly import: string;
  readonly items: readonly ImportItem[];
}

/** What to do with what is there already, in Keycloak's words. */
export const ifExists = z.enum(["fail", "skip", "overwrite"]);
export type IfExists = z.infer<typeof ifExists>;

/**
 * Reads files and keeps them for ten minutes: nothing is changed yet. `into` names the realm for files that hold clients or
 * parts alone. 422 for a file that cannot be taken in, with line and reason.
 */
export const stageImport = endpoint(
  "POST",
  "/workbench/imports",
  z.strictObject({ files: importFiles, into: z.string().exactOptional() }),
  answers<StagedImport>(),
  IMPORT_BYTES,
);

export interface PlannedItem {
  readonly realm: string;
  /** `refuse`: the import as a whole would be refused. */
  readonly action: "create" | "change" | "nothing" | "refuse";
  /** Why it is refused, or stays as it is. */
  readonly reason: string | null;
  /** What would change in a realm that is there; `onlyHere` goes, `onlyThere` comes. */
  readonly differences: Differences;
}

const importId = { import: z.string().min(1) };

/** What the import would do, and nothing done. */
export const planImport = endpoint(
  "POST",
  "/workbench/imports/:import/plan",
  z.strictObject({ ...importId, ifExists }),
  answers<{ readonly items: readonly PlannedItem[] }>(),
);

/** Carries an import out; all realms are checked before the first is written. `secrets`, by id, take the place of masks. */
export const runImport = endpoint(
  "POST",
  "/workbench/imports/:import/run",
  z.strictObject({ ...importId, ifExists, secrets: z.record(z.string(), z.string().max(64_000)) }),
  answers<StartedJob<ImportDone>>(),
);

export interface ImportDone {
  /** A line for each realm: "Realm shop was created". */
  readonly lines: readonly string[];
}

export const exportForm = z.enum(["whole", "shareable", "partial-import"]);

export interface ExportedRealm {
  readonly fileName: string;
  /** The file's text. */
  readonly text: string;
  /** What Keycloak would not understand, and what was left out. */
  readonly report: readonly string[];
}

/** The realm as a file for Keycloak. `whole` and `partial-import` hold secrets. */
export const exportRealm = endpoint(
  "POST",
  "/workbench/realms/:realm/export",
  z.strictObject({ realm: z.string(), form: exportForm }),
  answers<ExportedRealm>(),
);
