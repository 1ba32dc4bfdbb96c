import {
  compareWithKeycloak,
  type Drift,
  type KeycloakTarget,
  type PushPlan,
  planPush,
  runPush,
  type StagedImport,
  startPull,
} from "../../../src/contract/index.ts";
import { hrefOf, parseAddress, visit } from "../../address.ts";
import { call } from "../../api.ts";
import { createMemoryStore } from "../../memory-store.ts";
import { words } from "../../words.ts";
import { carryOut, isUnderWay, type Work } from "../../work.ts";
import { takePulled } from "./import-store.ts";
import { holdsCredentials, type TargetForm } from "./target-form.ts";

/** What was asked about one realm and a live Keycloak, and what came of it. Kept while the window lives. */
export interface Promotion {
  /** The clientIds to push; none stands for all. */
  readonly clients: readonly string[];
  readonly deletes: boolean;
  readonly comparison: Work<Drift | null> | null;
  readonly plan: Work<PushPlan> | null;
  readonly push: Work<{ readonly done: number }> | null;
  readonly pull: Work<StagedImport & { readonly unseen: readonly string[] }> | null;
}

export const freshPromotion: Promotion = {
  clients: [],
  deletes: false,
  comparison: null,
  plan: null,
  push: null,
  pull: null,
};

const STORAGE_KEY = "tokenbench.keycloak";

export const targetForm = createMemoryStore<TargetForm>({
  url: rememberedUrl(),
  authRealm: "master",
  kind: "user",
  username: "",
  password: "",
  clientId: "",
  clientSecret: "",
});

/** By realm; a map, because a realm may be named `__proto__`. */
export const promotions = createMemoryStore<ReadonlyMap<string, Promotion>>(new Map());

function rememberedUrl(): string {
  try {
    return localStorage.getItem(STORAGE_KEY) ?? "";
  } catch {
    return "";
  }
}

function rememberUrl(url: string): void {
  if (holdsCredentials(url)) return;
  try {
    localStorage.setItem(STORAGE_KEY, url);
  } catch {
    // Without storage the address is typed again the next time.
  }
}

/** What was found out about another Keycloak says nothing about this one. */
export function changeTarget(change: Partial<TargetForm>): void {
  targetForm.write((form) => ({ ...form, ...change }));
  if (change.url !== undefined || change.authRealm !== undefined)
    promotions.write(
      (all) =>
        new Map([...all].map(([realm, { clients, deletes }]) => [realm, { ...freshPromotion, clients, deletes }])),
    );
}

const note = (realm: string, part: Partial<Promotion>): void =>
  promotions.write((all) => new Map(all).set(realm, { ...promotionOf(realm), ...part }));

const promotionOf = (realm: string): Promotion => promotions.read().get(realm) ?? freshPromotion;

/** A plan holds for the options that it was made with. */
export const changeOptions = (realm: string, options: Partial<Pick<Promotion, "clients" | "deletes">>): void =>
  note(realm, { ...options, plan: null, push: null });

export const isPromoting = ({ comparison, plan, push, pull }: Promotion): boolean =>
  [comparison, plan, push, pull].some(isUnderWay);

export async function compare(realm: string, target: KeycloakTarget): Promise<void> {
  rememberUrl(target.url);
  await carryOut(
    () => call(compareWithKeycloak, { realm, target }),
    (comparison) => note(realm, { comparison }),
  );
}

const optionsOf = ({ clients, deletes }: Promotion) => ({
  deletes,
  ...(clients.length > 0 && { clients: [...clients] }),
});

export async function plan(realm: string, target: KeycloakTarget): Promise<void> {
  rememberUrl(target.url);
  note(realm, { push: null });
  await carryOut(
    () => call(planPush, { realm, target, ...optionsOf(promotionOf(realm)) }),
    (planned) => note(realm, { plan: planned }),
  );
}

/** Pushes what was planned; a comparison made before says nothing any more. */
export async function push(realm: string, target: KeycloakTarget): Promise<void> {
  const promotion = promotionOf(realm);
  const digest = promotion.plan?.result?.digest;
  if (digest === undefined) return;
  note(realm, { comparison: null });
  await carryOut(
    () => call(runPush, { realm, target, digest, ...optionsOf(promotion) }),
    (pushed) => note(realm, { push: pushed }),
  );
}

/** Whoever has gone elsewhere meanwhile is left there. */
export async function pull(realm: string, wanted: string, target: KeycloakTarget): Promise<void> {
  rememberUrl(target.url);
  const { result } = await carryOut(
    () => call(startPull, { realm: wanted, target }),
    (pulled) => note(realm, { pull: pulled }),
  );
  if (result === null) return;
  note(realm, { pull: null });
  const taken = takePulled(result, words.transfer.keycloak.pulledFrom(wanted, target.url), realm);
  const address = parseAddress(window.location.hash);
  if (address.screen === "transfer" && address.section === "keycloak") visit(hrefOf.transfer(realm));
  await taken;
}
