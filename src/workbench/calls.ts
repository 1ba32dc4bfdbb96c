import { cancelCall, discoverIssuer, sendCall, sendRawCall, showCall, writeCall } from "../contract/calls.ts";
import { copyCall } from "../contract/copies.ts";
import { sendFollowUp } from "../contract/follow-ups.ts";
import { readToken } from "../contract/token-readings.ts";
import { type CallContext, realmIn } from "./calls/call-context.ts";
import { orRefused, sent } from "./calls/call-outcome.ts";
import { composeRawCall } from "./calls/compose-raw-call.ts";
import { hasVariable } from "./calls/fill-in.ts";
import { NotComposed } from "./calls/not-composed.ts";
import { discover, fillingOf, issuerIn, prepareCall, prepareFollowUp } from "./calls/prepare-call.ts";
import { readJwt } from "./calls/read-jwt.ts";
import { runCall } from "./calls/run-call.ts";
import { serveMeaningComparison } from "./comparisons.ts";
import { toCopiedRequest, variablesOf } from "./copy/copied-request.ts";
import { copyWriters } from "./copy/write-copy.ts";
import { answered, type ServedEndpoint, serve } from "./serve.ts";

interface Needed {
  readonly calls: CallContext;
}

const serveDiscovery = serve(discoverIssuer, ({ calls }: Needed, { issuer, trust }) =>
  orRefused(async () => {
    const filling = await fillingOf(calls);
    const address = issuerIn(issuer, filling);
    calls.asked?.add(address);
    return answered(await discover(address, trust, filling));
  }),
);

const serveShown = serve(showCall, ({ calls }: Needed, call) =>
  orRefused(async () => answered((await prepareCall(calls, call)).composed.shown)),
);

/** What comes from a variable is put back as `{{name}}`; inside of a proof it stays masked. */
const serveWritten = serve(writeCall, ({ calls }: Needed, call) =>
  orRefused(async () => {
    const { composed, filling } = await prepareCall(calls, call);
    const { url, requestText } = composed.shown;
    const isSecret = hasVariable(JSON.stringify(call.proof));
    return answered({ url, text: filling.mask(isSecret ? requestText : composed.bytes.toString("utf8")) });
  }),
);

const serveCall = serve(sendCall, ({ calls }: Needed, call) => {
  const { id, chain, issuer, clientId, tokenUrl, trust } = call;
  const asked = { what: "token", chain, issuer, clientId, call } as const;
  return orRefused(() =>
    sent(calls, { id, asked, address: tokenUrl ?? issuer }, async (sentId, signal) => {
      const prepared = await prepareCall(calls, call, signal);
      calls.asked?.add(prepared.issuer);
      return runCall(calls, { ...prepared, id: sentId, signal, trust });
    }),
  );
});

const serveFollowUp = serve(sendFollowUp, ({ calls }: Needed, call) => {
  const { id, chain, issuer, clientId, trust, what } = call;
  const asked = { what: what.kind, chain, issuer, clientId, followUp: call };
  const address = what.kind === "resource" ? what.url : issuer;
  return orRefused(() =>
    sent(calls, { id, asked, address }, async (sentId, signal) => {
      const prepared = await prepareFollowUp(calls, call, signal);
      return runCall(calls, { ...prepared, id: sentId, signal, trust, step: what.kind });
    }),
  );
});

const serveRawCall = serve(sendRawCall, ({ calls }: Needed, call) => {
  const { id, chain, url, trust } = call;
  return orRefused(() =>
    sent(calls, { id, asked: { what: "raw", chain, raw: call }, address: url }, async (sentId, signal) => {
      const filling = await fillingOf(calls);
      const { composed, to } = composeRawCall(call, filling);
      return runCall(calls, { composed, to, filling, id: sentId, signal, trust });
    }),
  );
});

const FOR_CERTIFICATES = ["curl", "httpie"];

const serveCopy = serve(copyCall, ({ calls }: Needed, { call, as }) =>
  orRefused(async () => {
    const { composed } = await prepareCall(calls, call);
    const request = toCopiedRequest(composed.request, call);
    if (request.needsCertificate && !FOR_CERTIFICATES.includes(as))
      throw new NotComposed("With a client certificate the call is copied as curl or HTTPie");
    if (as === "spring" && !/^client_secret_(basic|post)$/.test(call.proof.method))
      throw new NotComposed("Spring's settings alone are enough only for a client secret");
    const text = as === "curl" ? composed.shown.curl : copyWriters[as](request);
    return answered({ text, variables: variablesOf(request) });
  }),
);

const serveCancelCall = serve(cancelCall, ({ calls }: Needed, { id }) => {
  const call = calls.running.get(id);
  call?.abort();
  return answered({ cancelled: call !== undefined });
});

const serveReading = serve(readToken, ({ calls }: Needed, { jwt, ...wish }) =>
  orRefused(async () => {
    const reading = await readJwt(calls, "token", jwt, wish);
    const { iss, jti } = reading.claims;
    if (wish.ask && typeof iss === "string") calls.asked?.add(iss);
    const isOwn = reading.signature.verdict === "valid" && typeof iss === "string" && typeof jti === "string";
    const told = isOwn ? calls.own?.findIssued(realmIn(iss) ?? "", jti) : undefined;
    return answered({ ...reading, trace: told?.trace ?? [], explanation: told?.explanation ?? null });
  }),
);

/** Calls to any issuer; they need no workspace. */
export const callEndpoints: readonly ServedEndpoint<Needed>[] = [
  serveDiscovery,
  serveShown,
  serveWritten,
  serveCall,
  serveFollowUp,
  serveRawCall,
  serveCancelCall,
  serveCopy,
  serveReading,
  serveMeaningComparison,
];
