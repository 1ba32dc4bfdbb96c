import { isLoopbackName } from "../http/loopback.ts";
import type { ApprovedOrigins } from "../workbench/approved-origins.ts";
import type { RealmWorkspace } from "./realm-keeper.ts";

const NAME = "approved-origins";

/** @param state absent for a server that leaves nothing behind. */
export async function openApprovedOrigins(state: RealmWorkspace["state"] | undefined): Promise<ApprovedOrigins> {
  const kept = await state?.read(NAME);
  const origins = new Set<string>(Array.isArray(kept) ? kept.filter((each) => typeof each === "string") : []);
  const has = ({ origin }: URL) => origins.has(origin);
  const keep = () => state?.write(NAME, [...origins]);
  return {
    has,
    mayAsk: (url) => isLoopbackName(url.hostname) || has(url),
    approve: ({ origin }) => {
      origins.add(origin);
      keep();
    },
    remove: ({ origin }) => {
      const wasThere = origins.delete(origin);
      if (wasThere) keep();
      return wasThere;
    },
    list: () => [...origins].sort(),
  };
}
