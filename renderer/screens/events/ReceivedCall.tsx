import type { CallDetails } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import { useNowSeconds } from "../../now.ts";
import { Disclosure } from "../../parts/Disclosure.tsx";
import { useClients } from "../../queries.ts";
import { RoleSetting } from "../../token/RoleReason.tsx";
import { TokenClaims } from "../../token/TokenClaims.tsx";
import { words } from "../../words.ts";
import { Annotations } from "../console/Story.tsx";
import styles from "./events.module.css";
import { useMending } from "./use-mending.ts";

const say = words.events;

/** What a program sent: part by part with what each means, and as it came over the wire. */
export const Asked = ({ call }: { readonly call: CallDetails }) =>
  call.request && (
    <section className={styles["part"]} aria-labelledby="event-asked">
      <h3 id="event-asked">{say.asked}</h3>
      <Annotations annotations={call.request.parts} />
      <Disclosure summary={say.raw}>
        <pre className={styles["raw"]}>{call.request.text}</pre>
        <p className="quiet small">{say.rawHelp}</p>
      </Disclosure>
    </section>
  );

export const CameBack = ({ call }: { readonly call: CallDetails }) =>
  call.answerParts.length > 0 && (
    <section className={styles["part"]} aria-labelledby="event-answer">
      <h3 id="event-answer">{say.cameBack}</h3>
      <Annotations annotations={call.answerParts} />
    </section>
  );

/** The token of an accepted call, made again as it was: T15 without a decoder. */
export function Issued({ realm, call }: { readonly realm: string; readonly call: CallDetails }) {
  const nowSeconds = useNowSeconds();
  const { mend } = useMending(realm);
  const client = useClients(realm).data?.clients.find(({ clientId }) => clientId === call.clientId);
  const { claims, explanation } = call;
  if (claims === null || explanation === null) return null;
  return (
    <section className={styles["part"]} aria-labelledby="event-token">
      <h3 id="event-token">{say.token}</h3>
      <p className="quiet small">{say.tokenLead}</p>
      <RoleSetting
        value={
          client
            ? ({ heldThrough }) =>
                hrefOf.client(realm, client.id, heldThrough ? "client-scopes" : "service-account-roles")
            : null
        }
      >
        <TokenClaims claims={claims} explanation={explanation} clock={{ nowSeconds }} onMend={mend} />
      </RoleSetting>
    </section>
  );
}
