import { buildAccessToken } from "../../domain/access-token.ts";
import type { CompiledRealm } from "../../domain/compiled-realm.ts";
import type { IssuedToken, ProtocolContext } from "../../protocol/endpoint.ts";
import type { EventLog, ReceivedCall } from "../../protocol/event-log.ts";
import type { OwnServer, Told } from "./call-context.ts";

interface Given {
  readonly protocol: Pick<ProtocolContext, "keysOf">;
  readonly events: EventLog;
  readonly findRealm: (name: string) => CompiledRealm | undefined;
}

/** What this server knows, for calls that turn out to be its own. */
export const createOwnServer = ({ protocol, events, findRealm }: Given): OwnServer => ({
  findClient: (realm, id) => findRealm(realm)?.findClientById(id)?.representation,
  findCall: (realm, localPort, sinceSeconds) => {
    const call = events.findByPort(localPort);
    return call?.realm === realm && call.atSeconds >= sinceSeconds ? toldOf(call) : undefined;
  },
  findIssued: (realm, jti) => {
    const tokenId = jti.slice(jti.indexOf(":") + 1);
    for (const call of events.newestFirst())
      if (call.realm === realm && call.issued?.tokenId === tokenId) return toldOf(call);
    return undefined;
  },
  verify: async (name, jwt) => {
    const realm = findRealm(name);
    if (!realm) return undefined;
    const keys = protocol.keysOf(realm);
    const verified = await keys.verify(jwt);
    if ("problem" in verified) return undefined;
    const { kid, decoded } = verified;
    const algorithm = String(decoded.header["alg"]);
    const reason = keys.jwks.some((key) => key["kid"] === kid)
      ? `Signed with ${algorithm} by the key of that kid in the realm's JWKS`
      : `Signed with ${algorithm} by a secret of the realm: only the realm itself can verify it`;
    return { verdict: "valid", algorithm, kid, reason };
  },
});

const toldOf = ({ trace, issued }: ReceivedCall): Told => ({
  trace,
  explanation: issued ? explainIssued(issued) : null,
});

/** The explanation of a token that was issued: the same functions over the same inputs, its id included. */
const explainIssued = ({ plan, facts, tokenId }: IssuedToken): Told["explanation"] =>
  buildAccessToken(plan, { ...facts, newTokenId: () => tokenId }).explain();
