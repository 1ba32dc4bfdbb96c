import { readFile } from "node:fs/promises";
import type { Trust } from "../contract/index.ts";
import { CallRefused } from "../start/workbench-door.ts";

/** Whom to believe at the issuer's host. */
export interface TrustOptions {
  readonly ca?: string;
  readonly insecure?: boolean;
}

/** @throws CallRefused for a file that cannot be read */
export async function readTrust(address: string, { ca, insecure }: TrustOptions): Promise<Trust> {
  if (!URL.canParse(address) || (ca === undefined && insecure === undefined)) return {};
  return {
    [new URL(address).host]: {
      ...(ca !== undefined && { ca: await readText(ca) }),
      ...(insecure !== undefined && { unverified: insecure }),
    },
  };
}

/** @throws CallRefused */
export const readText = (path: string): Promise<string> =>
  readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new CallRefused(`${path} cannot be read (${error.code ?? error.message})`);
  });
