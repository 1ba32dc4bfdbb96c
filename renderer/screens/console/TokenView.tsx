import { type TokenExplanation, type TokenReading, withoutSecrets } from "../../../src/contract/index.ts";
import { useMemoryStore } from "../../memory-store.ts";
import { useNowSeconds } from "../../now.ts";
import { CopyButton } from "../../parts/CopyButton.tsx";
import { Disclosure } from "../../parts/Disclosure.tsx";
import { Mark, type Tone } from "../../parts/Mark.tsx";
import { presenting } from "../../presenter.ts";
import { countdown, lifespanInWords } from "../../times-in-words.ts";
import type { OnMend } from "../../token/Mends.tsx";
import { TokenClaims } from "../../token/TokenClaims.tsx";
import { words } from "../../words.ts";
import { CheckList } from "./CheckList.tsx";
import shared from "./console.module.css";
import exchangeStyles from "./exchange.module.css";
import { MemberList } from "./MemberList.tsx";

const say = words.exchange;
const tones: Readonly<Record<TokenReading["signature"]["verdict"], Tone>> = {
  valid: "good",
  invalid: "bad",
  unverified: "changed",
};

interface TokenViewProps {
  readonly token: TokenReading;
  /** How it came to be, where a realm here issued it. */
  readonly explanation: TokenExplanation | null;
  readonly onMend: OnMend;
}

/** One token: whether its signature holds, how long it lives, what it says and why, and what a resource server makes of it. */
export function TokenView({ token, explanation, onMend }: TokenViewProps) {
  const nowSeconds = useNowSeconds();
  const masked = useMemoryStore(presenting);
  const { verdict, kid, reason } = token.signature;
  const kind = say.kinds[token.kind] ?? token.kind;
  const isMain = token.kind === "access_token" || token.kind === "token";
  return (
    <section className={exchangeStyles["token"]} aria-label={kind}>
      <div className={exchangeStyles["tokenHead"]}>
        <h2>{kind}</h2>
        <Mark tone={tones[verdict]}>{say.signature[verdict]}</Mark>
        <Countdown exp={token.claims["exp"]} nowSeconds={nowSeconds} />
        <CopyButton label={say.copyToken} text={token.jwt} variant="subtle" />
      </div>
      <p className="quiet small">
        {reason}
        {kid !== null && (
          <>
            {" "}
            · {say.key} <code>{kid}</code>
          </>
        )}
      </p>
      {explanation ? (
        <TokenClaims claims={token.claims} explanation={explanation} clock={{ nowSeconds }} onMend={onMend} />
      ) : isMain ? (
        <MemberList members={token.claimMembers} nowSeconds={nowSeconds} />
      ) : (
        <Disclosure summary={say.claimsOf(kind)}>
          <MemberList members={token.claimMembers} nowSeconds={nowSeconds} />
        </Disclosure>
      )}
      {isMain && <CheckList checks={token.checks} />}
      <div>
        <Disclosure summary={say.headerOf}>
          <MemberList members={token.headerMembers} nowSeconds={nowSeconds} />
        </Disclosure>
        <Disclosure summary={say.encoded}>
          <pre className={shared["raw"]}>{masked ? withoutSecrets(token.jwt) : token.jwt}</pre>
        </Disclosure>
      </div>
    </section>
  );
}

const A_DAY = 86_400;

const leftOf = (seconds: number): string => (seconds > A_DAY ? lifespanInWords(seconds) : countdown(seconds, 0));

function Countdown({ exp, nowSeconds }: { readonly exp: unknown; readonly nowSeconds: number }) {
  if (typeof exp !== "number" || exp <= 0) return null;
  const expired = exp <= nowSeconds;
  return (
    <Mark tone={expired ? "bad" : "quiet"}>{expired ? say.expired : say.expiresIn(leftOf(exp - nowSeconds))}</Mark>
  );
}
