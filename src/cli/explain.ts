import { text } from "node:stream/consumers";
import { compareMeaning, readToken } from "../contract/index.ts";
import { withCallingDoor } from "../start/workbench-door.ts";
import { describeComparison } from "./describe-comparison.ts";
import { describeChecks, describeExplanation, describeToken, describeTrace } from "./describe-token.ts";
import { say } from "./import.ts";
import { workspaceOf } from "./places.ts";
import { DIFFERENT } from "./promotion.ts";
import { paletteFor, printable } from "./terminal.ts";
import { readTrust, type TrustOptions } from "./trust-options.ts";

export interface ExplainOptions extends TrustOptions {
  readonly issuer?: string;
  readonly audience?: string;
  readonly offline?: boolean;
  /** Another token, to compare with. */
  readonly with?: string;
  readonly json?: boolean;
  readonly workspace?: string;
}

/** `tokenbench explain JWT`: what a token says, who signed it, and whether a resource server would believe it. */
export async function runExplain(given: string, options: ExplainOptions, env: NodeJS.ProcessEnv): Promise<void> {
  const jwt = (given === "-" ? await text(process.stdin) : given).trim();
  if (options.with !== undefined) return runComparison(jwt, options.with, options, env);
  const issuer = options.issuer ?? issuerIn(jwt);
  const wish = {
    trust: await readTrust(issuer, options),
    ...(options.issuer !== undefined && { issuer: options.issuer }),
    ...(options.audience !== undefined && { audience: options.audience }),
    ...(options.offline !== undefined && { offline: options.offline }),
  };
  await withCallingDoor(workspaceOf(options, env), issuer, async (door) => {
    const reading = await door.call(readToken, { jwt, ...wish });
    if (options.json) return say([JSON.stringify(reading, null, 2)]);
    const palette = paletteFor(process.stdout, env);
    say([
      ...describeToken(reading, palette),
      ...(reading.signature.unasked === undefined ? [] : [`  --issuer ${printable(issuer)} asks it`]),
      ...describeChecks(reading, palette),
      ...describeTrace(reading.trace, palette),
      ...describeExplanation(reading.explanation, palette),
    ]);
  });
}

/** `tokenbench explain A --with B`: the differences in meaning. Exit code 3 when there are any, as of `diff`. */
async function runComparison(first: string, second: string, options: ExplainOptions, env: NodeJS.ProcessEnv) {
  await withCallingDoor(workspaceOf(options, env), "", async (door) => {
    const compared = await door.call(compareMeaning, { first: { jwt: first }, second: { jwt: second } });
    if (compared.differences.length > 0) process.exitCode = DIFFERENT;
    say(
      options.json
        ? [JSON.stringify(compared, null, 2)]
        : describeComparison(compared, paletteFor(process.stdout, env)),
    );
  });
}

/** To find out whom to ask; whether it can be read at all is judged elsewhere. */
function issuerIn(jwt: string): string {
  try {
    const claims: unknown = JSON.parse(Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString("utf8"));
    return String((claims as { readonly iss?: unknown } | null)?.iss ?? "");
  } catch {
    return "";
  }
}
