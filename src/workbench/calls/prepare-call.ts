import type { Discovery, TokenCall } from "../../contract/calls.ts";
import type { FollowUp } from "../../contract/follow-ups.ts";
import type { Trust } from "../../contract/trust.ts";
import type { CallContext } from "./call-context.ts";
import type { ProofFacts } from "./client-proof.ts";
import { type ComposedCall, composeCall } from "./compose-call.ts";
import { composeFollowUp, destinationOfStep } from "./compose-follow-up.ts";
import { readDiscovery } from "./discovery.ts";
import { createFilling, type Filling } from "./fill-in.ts";
import { filledAddress } from "./filled-fields.ts";
import type { Address } from "./http-text.ts";
import { NotComposed } from "./not-composed.ts";
import { NotSent } from "./wire.ts";

/** A call that can be sent, with what was read on the way to it. */
export interface PreparedCall {
  readonly composed: ComposedCall;
  readonly to: Address;
  readonly discovery: Discovery | undefined;
  readonly filling: Filling;
  /** Its variables filled in. */
  readonly issuer: string;
}

export const fillingOf = async (ctx: CallContext): Promise<Filling> => createFilling(await ctx.readVariables());

/** The issuer of a call, its variables filled in. */
export const issuerIn = (issuer: string, filling: Filling): string => {
  filledAddress(issuer, "issuer", filling);
  return filling.fillOpen(issuer);
};

/** Reads what an issuer says about itself; a failure tells no value of a variable. @throws NotSent */
export async function discover(issuer: string, trust: Trust | undefined, filling: Filling, signal?: AbortSignal) {
  try {
    return await readDiscovery(issuer, trust, signal);
  } catch (error) {
    throw error instanceof NotSent ? new NotSent(filling.mask(error.message)) : error;
  }
}

/** Composes a token request, with the issuer's discovery document where the call does not say the token endpoint itself. */
export async function prepareCall(ctx: CallContext, call: TokenCall, signal?: AbortSignal): Promise<PreparedCall> {
  const filling = await fillingOf(ctx);
  const issuer = issuerIn(call.issuer, filling);
  const stored = findStored(ctx, call.client);
  const discovery = call.tokenUrl === undefined ? await discover(issuer, call.trust, filling, signal) : undefined;
  const named = call.tokenUrl ?? discovery?.tokenUrl;
  if (!named)
    throw new NotComposed("The issuer's discovery document names no token endpoint: give its address", "tokenUrl");
  const to = call.tokenUrl === undefined ? { url: new URL(named) } : filledAddress(named, "tokenUrl", filling);
  const composed = composeCall(call, to, { ...factsOf(ctx, filling), stored, issuer: discovery?.issuer ?? issuer });
  return { composed, to, discovery, filling, issuer };
}

/** Composes what goes on from a token. Only a resource needs no discovery document. */
export async function prepareFollowUp(ctx: CallContext, call: FollowUp, signal?: AbortSignal): Promise<PreparedCall> {
  const filling = await fillingOf(ctx);
  const issuer = issuerIn(call.issuer, filling);
  const stored = findStored(ctx, call.client);
  const discovery = call.what.kind === "resource" ? undefined : await discover(issuer, call.trust, filling, signal);
  const facts = { ...factsOf(ctx, filling), stored, issuer: discovery?.issuer ?? issuer };
  const to = destinationOfStep(call, discovery, facts);
  return { composed: composeFollowUp(call, to, facts), to, discovery, filling, issuer };
}

const factsOf = ({ nowSeconds, newId }: CallContext, filling: Filling) => ({
  nowSeconds: nowSeconds(),
  newId,
  filling,
});

function findStored({ own }: CallContext, wanted: TokenCall["client"]): ProofFacts["stored"] {
  if (!wanted) return undefined;
  const client = own?.findClient(wanted.realm, wanted.id);
  if (!client) throw new NotComposed("That client is no longer there", "client");
  return { secret: client.secret, privateKey: client.attributes?.["jwt.credential.private.key"] ?? undefined };
}
