import type { DecodedToken, Exchange, TokenExplanation } from "../../../src/contract/index.ts";
import { useNowSeconds } from "../../now.ts";
import { CopyButton } from "../../parts/CopyButton.tsx";
import { Disclosure } from "../../parts/Disclosure.tsx";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { Mark } from "../../parts/Mark.tsx";
import { countdown } from "../../times-in-words.ts";
import { FieldList } from "../../token/FieldList.tsx";
import type { OnMend } from "../../token/Mends.tsx";
import { TokenClaims } from "../../token/TokenClaims.tsx";
import { words } from "../../words.ts";
import styles from "./console.module.css";

const say = words.console;
const unexplained: TokenExplanation = { roles: [], clientScopes: [], claims: [], silentMappers: [] };

/** The tokens that came back, decoded and verified; the access token with the reason of each line. */
export function TokenList({ exchange, onMend }: { readonly exchange: Exchange; readonly onMend: OnMend }) {
  if (exchange.tokens.length === 0) return <EmptyState title={say.noToken} help={say.noTokenHelp} />;
  return (
    <div className={styles["story"]}>
      {exchange.tokens.map((token) => (
        <Token key={token.kind} token={token} explanation={exchange.explanation} onMend={onMend} />
      ))}
    </div>
  );
}

interface TokenProps {
  readonly token: DecodedToken;
  readonly explanation: TokenExplanation | null;
  readonly onMend: OnMend;
}

function Token({ token, explanation, onMend }: TokenProps) {
  const nowSeconds = useNowSeconds();
  const { valid, kid, reason } = token.signature;
  const kind = say.kinds[token.kind];
  const isAccessToken = token.kind === "access_token";
  return (
    <section className={styles["token"]} aria-label={kind}>
      <div className={styles["tokenHead"]}>
        <h2>{kind}</h2>
        <Mark tone={valid ? "good" : "bad"}>{valid ? say.signatureValid : say.signatureInvalid}</Mark>
        <Countdown exp={token.claims["exp"]} nowSeconds={nowSeconds} />
        <CopyButton label={say.copyToken} text={token.jwt} variant="subtle" />
      </div>
      <p className="quiet small">
        {reason} · {say.key} <code>{kid}</code>
      </p>
      {isAccessToken ? (
        <TokenClaims
          claims={token.claims}
          explanation={explanation ?? unexplained}
          clock={{ nowSeconds }}
          onMend={onMend}
        />
      ) : (
        <Disclosure summary={say.claimsOf(kind)}>
          <FieldList fields={token.claims} />
        </Disclosure>
      )}
      <div>
        <Disclosure summary={words.token.header}>
          <FieldList fields={token.header} />
        </Disclosure>
        <Disclosure summary={say.encoded}>
          <pre className={styles["raw"]}>{token.jwt}</pre>
        </Disclosure>
      </div>
    </section>
  );
}

function Countdown({ exp, nowSeconds }: { readonly exp: unknown; readonly nowSeconds: number }) {
  if (typeof exp !== "number" || exp <= 0) return null;
  const expired = exp <= nowSeconds;
  return (
    <Mark tone={expired ? "bad" : "quiet"}>{expired ? say.expired : say.expiresIn(countdown(exp, nowSeconds))}</Mark>
  );
}
