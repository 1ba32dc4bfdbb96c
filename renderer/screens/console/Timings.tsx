import type { CallExchange } from "../../../src/contract/index.ts";
import { words } from "../../words.ts";
import styles from "./exchange.module.css";

const say = words.exchange;

/** Where the time went, in words and as a bar; and what is known of the connection where it was TLS. */
export function Timings({ exchange: { timings, tls } }: { readonly exchange: CallExchange }) {
  const { totalMs, ...known } = timings;
  const parts = Object.entries({ ...known, restMs: restOf(timings) }).flatMap(([name, ms]) =>
    ms === null ? [] : [{ name: name as keyof typeof say.timing, ms }],
  );
  return (
    <div className={styles["timings"]}>
      <div className={styles["timingBar"]} aria-hidden>
        {parts.map(({ name, ms }) => (
          <span key={name} data-part={name} style={{ flexGrow: ms / Math.max(totalMs, 0.001) }} />
        ))}
      </div>
      <ul className={styles["timingWords"]} aria-label={say.timings}>
        {parts.map(({ name, ms }) => (
          <li key={name}>
            <span data-part={name} className={styles["timingKey"]} aria-hidden /> {say.timing[name]} {say.ms(ms)}
          </li>
        ))}
      </ul>
      {tls && (
        <p className="quiet small">
          {say.tls(tls.protocol, tls.cipher)} · {tls.trusted ? say.tlsTrusted : say.tlsNotTrusted}
          {tls.problem && ` (${tls.problem})`} · {say.tlsOf(tls.subject, tls.issuer, tls.validUntil)}
        </p>
      )}
    </div>
  );
}

/** What none of the named parts took: the reading of the rest of the answer. */
function restOf({ totalMs, dnsMs, connectMs, tlsMs, firstByteMs }: CallExchange["timings"]): number {
  const named = [dnsMs, connectMs, tlsMs, firstByteMs].reduce<number>((sum, ms) => sum + (ms ?? 0), 0);
  return Math.max(0, totalMs - named);
}
