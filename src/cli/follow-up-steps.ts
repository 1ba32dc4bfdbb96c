import { type CallExchange, type FollowUp, type FollowUpStep, sendFollowUp } from "../contract/index.ts";
import { CallRefused, type WorkbenchDoor } from "../start/workbench-door.ts";
import { describeTrace } from "./describe-token.ts";
import type { WantedStep } from "./step-option.ts";
import { type Palette, printable } from "./terminal.ts";

/** One call of a story. */
export interface SentStep {
  readonly what: "token" | FollowUpStep["kind"];
  readonly exchange: CallExchange;
}

/** Takes the steps one after the other, each with the newest tokens, whatever comes of the one before. @throws CallRefused */
export async function* takeSteps(
  door: WorkbenchDoor,
  asked: Omit<FollowUp, "what">,
  first: CallExchange,
  steps: readonly WantedStep[],
): AsyncGenerator<SentStep> {
  let tokens = tokensIn(first);
  for (const step of steps) {
    const what = withToken(step, tokens);
    const exchange = await door.call(sendFollowUp, { ...asked, what });
    if (step.kind === "refresh") tokens = { ...tokens, ...tokensIn(exchange) };
    yield { what: step.kind, exchange };
  }
}

interface Tokens {
  readonly access?: string;
  readonly refresh?: string;
}

function tokensIn({ answer }: CallExchange): Tokens {
  const { access_token: access, refresh_token: refresh } = answer ?? {};
  return {
    ...(typeof access === "string" && { access }),
    ...(typeof refresh === "string" && { refresh }),
  };
}

function withToken(step: WantedStep, { access, refresh }: Tokens): FollowUpStep {
  const needed = (name: string, token: string | undefined): string => {
    if (token === undefined) throw new CallRefused(`--then ${step.kind} needs ${name}, and the answer held none`);
    return token;
  };
  switch (step.kind) {
    case "introspect":
    case "revoke":
      return { kind: step.kind, token: needed("an access token", access) };
    case "userinfo":
      return { kind: "userinfo", accessToken: needed("an access token", access) };
    case "refresh":
    case "logout":
      return { kind: step.kind, refreshToken: needed("a refresh token", refresh) };
    case "resource":
      return { kind: "resource", url: step.url, accessToken: needed("an access token", access) };
  }
}

/** What was asked, and what came of it: a line, and one more where it was refused. */
export function describeStep({ what, exchange }: SentStep, palette: Palette): string[] {
  const { strong, good, bad, quiet } = palette;
  const { requestText, url, status, refused } = exchange;
  const [method = ""] = requestText.split(" ", 1);
  const [verdict, isGood] = verdictOn(what, exchange);
  const line = `${strong(what)} ${quiet(`${method} ${printable(url)}`)} ${status}: ${(isGood ? good : bad)(printable(verdict))}`;
  if (refused) return [line, `  ${printable(refused.meaning)}`];
  return isGood
    ? [line]
    : [
        line,
        ...describeTrace(
          exchange.trace.filter(({ outcome }) => outcome === "failed"),
          palette,
        ).slice(1),
      ];
}

function verdictOn(
  what: SentStep["what"],
  { refused, answer, tokens }: CallExchange,
): [verdict: string, isGood: boolean] {
  if (refused) return [`${refused.error}${refused.description && `: ${refused.description}`}`, false];
  if (what === "introspect") return answer?.["active"] === true ? ["active", true] : ["not active", false];
  if (what === "token" || what === "refresh") {
    const told = tokens.map(({ kind, signature }) => `${kind.replace("_", " ")}, signature ${signature.verdict}`);
    return [told.join("; ") || "a token that only its issuer can read", true];
  }
  return [VERDICTS[what], true];
}

const VERDICTS = {
  userinfo: "the claims about whom the token speaks for",
  revoke: "revoked",
  logout: "the session is over",
  exchange: "exchanged",
  resource: "let in",
} as const;
