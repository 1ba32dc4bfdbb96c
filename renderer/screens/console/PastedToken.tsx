import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { readToken } from "../../../src/contract/index.ts";
import { call } from "../../api.ts";
import { Loading } from "../../parts/Loading.tsx";
import { Note } from "../../parts/Note.tsx";
import { TraceSteps } from "../../token/TraceSteps.tsx";
import { words } from "../../words.ts";
import shared from "./console.module.css";
import exchangeStyles from "./exchange.module.css";
import { TokenView } from "./TokenView.tsx";
import { explanationWithoutMends, traceWithoutMends } from "./without-mends.ts";

const say = words.exchange;
const nothing = () => undefined;

interface PastedTokenProps {
  readonly jwt: string;
  readonly close: () => void;
}

/** A token of anybody's, with all that can be said of it from outside; of a realm here also how it came to be. */
export function PastedToken({ jwt, close }: PastedTokenProps) {
  const [asking, setAsking] = useState<string | null>(null);
  const ask = asking === jwt;
  const reading = useQuery({
    queryKey: ["pasted-token", jwt, ask],
    queryFn: ({ signal }) => call(readToken, { jwt, ask }, signal),
    placeholderData: (before) => (ask ? before : undefined),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return (
    <div className={exchangeStyles["pasted"]}>
      <div className={shared["labelRow"]}>
        <h2>{say.pastedTitle}</h2>
        <Button size="compact-xs" variant="default" onClick={close}>
          {say.closePasted}
        </Button>
      </div>
      {!reading.data && <Loading error={reading.error} again={reading.refetch} />}
      {reading.data?.signature.unasked !== undefined && (
        <Note tone="changed" live>
          <span>{say.unasked}</span>
          <Button size="compact-xs" variant="default" loading={reading.isFetching} onClick={() => setAsking(jwt)}>
            {say.askForKeys(reading.data.signature.unasked)}
          </Button>
        </Note>
      )}
      {reading.data && (
        <TokenView
          token={reading.data}
          explanation={reading.data.explanation && explanationWithoutMends(reading.data.explanation)}
          onMend={nothing}
        />
      )}
      {reading.data && reading.data.trace.length > 0 && (
        <section className={shared["chapter"]} aria-label={say.judged}>
          <h3>{say.judged}</h3>
          <TraceSteps trace={traceWithoutMends(reading.data.trace)} onMend={nothing} />
        </section>
      )}
    </div>
  );
}
