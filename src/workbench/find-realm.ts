import type { CompiledRealm } from "../domain/compiled-realm.ts";
import type { RealmStore } from "../store/realm-store.ts";
import { type Outcome, refused } from "./serve.ts";
import type { ReadableRealm } from "./transfer-context.ts";
import type { WorkbenchContext } from "./workbench-context.ts";

/** Runs `answer` with the realm of that name, or says that there is none. */
export function withRealm<Result extends Outcome<unknown> | Promise<Outcome<unknown>>>(
  ctx: WorkbenchContext,
  name: string,
  answer: (store: RealmStore<CompiledRealm>) => Result,
) {
  const store = ctx.realms.get(name);
  return store ? answer(store) : noRealm(name);
}

/** The same for what only reads. */
export function withReadableRealm<Result extends Outcome<unknown> | Promise<Outcome<unknown>>>(
  { realms }: { readonly realms: ReadonlyMap<string, ReadableRealm> },
  name: string,
  answer: (realm: ReadableRealm) => Result,
) {
  const realm = realms.get(name);
  return realm ? answer(realm) : noRealm(name);
}

const noRealm = (name: string) => refused(404, `There is no realm ${name}`);
