import { randomUUID } from "node:crypto";
import { type CallExchange, type Proof, sendCall, showCall, type TokenCall } from "../contract/index.ts";
import { CallRefused, type WorkbenchDoor, withCallingDoor } from "../start/workbench-door.ts";
import {
  describeChecks,
  describeExplanation,
  describeParts,
  describeTimings,
  describeToken,
  describeTrace,
} from "./describe-token.ts";
import { describeStep, type SentStep, takeSteps } from "./follow-up-steps.ts";
import { say } from "./import.ts";
import { workspaceOf } from "./places.ts";
import { askSecret, isInteractive } from "./prompt.ts";
import type { WantedStep } from "./step-option.ts";
import { type Palette, paletteFor, printable } from "./terminal.ts";
import { readText, readTrust, type TrustOptions } from "./trust-options.ts";

export interface TokenOptions extends TrustOptions {
  readonly issuer: string;
  readonly client: string;
  readonly secret?: string;
  readonly scope?: string;
  readonly authMethod?: Proof["method"];
  readonly key?: string;
  readonly cert?: string;
  readonly decode?: boolean;
  readonly explain?: boolean;
  readonly curl?: boolean;
  readonly then?: readonly WantedStep[];
  readonly json?: boolean;
  readonly workspace?: string;
}

/** The server said no: neither done nor failed. */
export const REFUSED_BY_SERVER = 3;

/** `tokenbench token`: the access token alone, or what is asked for about it. Exit code 3 when the server refuses. */
export async function runToken(options: TokenOptions, env: NodeJS.ProcessEnv): Promise<void> {
  const call: TokenCall = {
    issuer: options.issuer,
    clientId: options.client,
    proof: await readProof(options, env),
    trust: await readTrust(options.issuer, options),
    ...(options.scope !== undefined && { scope: options.scope }),
  };
  const folder = workspaceOf(options, env);
  await withCallingDoor(folder, options.issuer, async (door) => {
    if (options.curl) {
      const { curl, ...shown } = await door.call(showCall, call);
      return say(options.json ? [JSON.stringify({ curl, ...shown }, null, 2)] : [curl]);
    }
    if (options.then) return tellStory(door, { ...call, chain: randomUUID() }, options, env);
    const exchange = await door.call(sendCall, call);
    tell(exchange, options, env);
    if (exchange.refused) process.exitCode = REFUSED_BY_SERVER;
  });
}

/** The call and what goes on from it, each told as soon as it is there. */
async function tellStory(door: WorkbenchDoor, call: TokenCall, options: TokenOptions, env: NodeJS.ProcessEnv) {
  const palette = paletteFor(process.stdout, env);
  const sent: SentStep[] = [];
  const tellStep = (step: SentStep) => {
    sent.push(step);
    if (step.exchange.refused) process.exitCode = REFUSED_BY_SERVER;
    if (options.json) return;
    say([...describeStep(step, palette), ...describeMore(step.exchange, options, palette)]);
  };
  const exchange = await door.call(sendCall, call);
  tellStep({ what: "token", exchange });
  const { scope: _scope, ...asked } = call;
  if (!exchange.refused) for await (const step of takeSteps(door, asked, exchange, options.then ?? [])) tellStep(step);
  if (options.json) say([JSON.stringify(sent, null, 2)]);
}

function describeMore(exchange: CallExchange, { explain, decode }: TokenOptions, palette: Palette): string[] {
  if (explain) return [...explainExchange(exchange, palette), ""];
  return decode ? exchange.tokens.flatMap((token) => [...describeToken(token, palette), ""]) : [];
}

function tell(exchange: CallExchange, options: TokenOptions, env: NodeJS.ProcessEnv): void {
  const palette = paletteFor(process.stdout, env);
  if (options.json) say([JSON.stringify(exchange, null, 2)]);
  else if (options.explain) say(explainExchange(exchange, palette));
  else if (options.decode) say(exchange.tokens.flatMap((token) => [...describeToken(token, palette), ""]).slice(0, -1));
  else if (!exchange.refused) say([String(exchange.answer?.["access_token"] ?? exchange.responseText)]);
  if (options.json) return;
  if (exchange.refused) {
    const { error, description, meaning } = exchange.refused;
    const { bad } = paletteFor(process.stderr, env);
    process.stderr.write(`${bad(printable(`${error}${description && `: ${description}`}`))}\n${printable(meaning)}\n`);
  } else if (options.decode && exchange.tokens.length === 0)
    process.stderr.write("The token is none that can be decoded: ask its issuer (introspection, RFC 7662)\n");
}

const explainExchange = (exchange: CallExchange, palette: Palette): string[] => [
  palette.strong(`${exchange.requestText.split(" ", 1)[0]} ${exchange.url}`),
  `  ${describeTimings(exchange.timings)}${exchange.tls ? `; ${exchange.tls.protocol}, certificate of ${exchange.tls.subject}` : ""}`,
  ...describeParts("request", exchange.requestParts, palette),
  ...describeParts("answer", exchange.responseParts, palette),
  ...describeTrace(exchange.trace, palette),
  ...exchange.tokens.flatMap((token) => [...describeToken(token, palette), ...describeChecks(token, palette)]),
  ...describeExplanation(exchange.explanation, palette),
];

/** The method that goes with what was given, unless one is named. @throws CallRefused where something is missing */
async function readProof(options: TokenOptions, env: NodeJS.ProcessEnv): Promise<Proof> {
  const { cert, key, authMethod } = options;
  const usual = cert !== undefined ? "tls_client_auth" : key !== undefined ? "private_key_jwt" : "client_secret_basic";
  const method = authMethod ?? usual;
  switch (method) {
    case "none":
      return { method };
    case "private_key_jwt":
      return { method, key: await readText(needed("--key", key)) };
    case "tls_client_auth":
      return {
        method,
        certificate: await readText(needed("--cert", cert)),
        privateKey: await readText(needed("--key", key)),
      };
    default:
      return { method, secret: options.curl ? "" : await readSecret(options, env) };
  }
}

function needed(option: string, path: string | undefined): string {
  if (path === undefined) throw new CallRefused(`This method needs a file: give it with ${option}`);
  return path;
}

async function readSecret({ client, secret }: TokenOptions, env: NodeJS.ProcessEnv): Promise<string> {
  const told = secret ?? env["TOKENBENCH_SECRET"];
  if (told !== undefined) return told;
  if (isInteractive()) return askSecret(`Secret of ${client}: `);
  throw new CallRefused("A client secret is needed: set TOKENBENCH_SECRET, or give --secret");
}
