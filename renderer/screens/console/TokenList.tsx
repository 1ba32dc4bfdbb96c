import type { CallExchange } from "../../../src/contract/index.ts";
import { EmptyState } from "../../parts/EmptyState.tsx";
import type { OnMend } from "../../token/Mends.tsx";
import { words } from "../../words.ts";
import styles from "./console.module.css";
import { TokenView } from "./TokenView.tsx";
import { isRefused } from "./verdict.ts";

const say = words.exchange;

/** The tokens that came back, decoded and verified; the access token of a realm here with the reason of each line. */
export function TokenList({ exchange, onMend }: { readonly exchange: CallExchange; readonly onMend: OnMend }) {
  if (exchange.tokens.length === 0)
    return <EmptyState title={say.noToken} help={isRefused(exchange) ? say.noTokenHelp : say.noTokenHere} />;
  return (
    <div className={styles["story"]}>
      {exchange.tokens.map((token) => (
        <TokenView
          key={token.kind}
          token={token}
          explanation={token.kind === "access_token" ? exchange.explanation : null}
          onMend={onMend}
        />
      ))}
    </div>
  );
}
