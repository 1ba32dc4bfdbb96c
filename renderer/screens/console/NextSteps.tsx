import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { FollowUpStep } from "../../../src/contract/index.ts";
import { sentenceOf } from "../../api.ts";
import { useMemoryStore } from "../../memory-store.ts";
import { Note } from "../../parts/Note.tsx";
import { words } from "../../words.ts";
import { type Chain, missingProof, tokensAtHand } from "./chains.ts";
import shared from "./console.module.css";
import type { Target } from "./console-call.ts";
import exchangeStyles from "./exchange.module.css";
import { type StepAgain, stepAgain } from "./recalled.ts";
import type { Sending } from "./use-sending.ts";

const say = words.exchange;
type Asked = "exchange" | "resource";

interface NextStepsProps {
  readonly chain: Chain;
  readonly target: Target | null;
  readonly sending: Sending;
}

/** What can be done with the tokens at hand. */
export function NextSteps({ chain, target, sending }: NextStepsProps) {
  const { asked, toggle, again, isHere, row } = useAsked(chain.shown);
  const { access, refresh } = tokensAtHand(chain);
  if (access === null) return null;
  const missing = missingProof(chain, access);
  const { goOn } = sending;
  return (
    <section className={exchangeStyles["next"]} aria-label={say.next}>
      {sending.error && sending.failedFollowUp && (
        <Note tone="bad" live>
          {sentenceOf(sending.error)}
        </Note>
      )}
      {missing && <Note tone="changed">{say.missingProof[missing]}</Note>}
      {isHere && again && <Note live>{say.tokenOf(say.whats[again.step.kind])}</Note>}
      {asked === "resource" && (
        <ResourceForm
          key={again?.id}
          target={target}
          again={again}
          call={(url, method) => goOn({ kind: "resource", accessToken: access, url, method })}
        />
      )}
      {asked === "exchange" && (
        <ExchangeForm
          key={again?.id}
          again={again}
          exchange={(wish) => goOn({ kind: "exchange", subjectToken: access, ...wish })}
        />
      )}
      <div className={exchangeStyles["nextRow"]} ref={row}>
        <span className={shared["label"]}>{say.next}</span>
        <Go wait={sending.pending} kind="introspect" onClick={() => goOn({ kind: "introspect", token: access })} />
        <Go wait={sending.pending} kind="userinfo" onClick={() => goOn({ kind: "userinfo", accessToken: access })} />
        <Go wait={sending.pending} kind="resource" open={asked === "resource"} onClick={() => toggle("resource")} />
        {refresh !== null && (
          <Go wait={sending.pending} kind="refresh" onClick={() => goOn({ kind: "refresh", refreshToken: refresh })} />
        )}
        <Go wait={sending.pending} kind="exchange" open={asked === "exchange"} onClick={() => toggle("exchange")} />
        <Go wait={sending.pending} kind="revoke" onClick={() => goOn({ kind: "revoke", token: access })} />
        {refresh !== null && (
          <Go wait={sending.pending} kind="logout" onClick={() => goOn({ kind: "logout", refreshToken: refresh })} />
        )}
      </div>
    </section>
  );
}

/** Which form is open. A step of the history that is taken again opens its own, as it was, and has the focus where its token is. */
function useAsked(shown: string) {
  const wanted = useMemoryStore(stepAgain);
  const [seen, setSeen] = useState<StepAgain | null>(null);
  const [again, setAgain] = useState<StepAgain | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const row = useRef<HTMLDivElement>(null);
  const isHere = wanted?.at === shown;
  if (wanted !== null && wanted !== seen) {
    const { kind } = wanted.step;
    setSeen(wanted);
    setAgain(wanted);
    setAsked(kind === "resource" || kind === "exchange" ? kind : null);
  }
  useEffect(() => {
    if (isHere) row.current?.querySelector<HTMLElement>(`[data-kind="${wanted.step.kind}"]`)?.focus();
  }, [isHere, wanted]);
  const toggle = (what: Asked) => {
    setAgain(null);
    setAsked(asked === what ? null : what);
  };
  return { asked, toggle, again, isHere, row };
}

interface GoProps {
  /** Something is under way. */
  readonly wait: boolean;
  readonly kind: FollowUpStep["kind"];
  readonly open?: boolean;
  readonly onClick: () => void;
}

const Go = ({ wait, kind, open, onClick }: GoProps) => (
  <Button
    size="compact-xs"
    variant="default"
    aria-disabled={wait} // not `disabled`, which would lose the focus
    aria-expanded={open}
    data-kind={kind}
    onClick={onClick}
  >
    {say.nexts[kind]}
  </Button>
);

/** The resource last called, by target, so that it is called again by one press. */
const lastResources = new Map<string, { readonly url: string; readonly method: string }>();

interface ResourceFormProps {
  readonly target: Target | null;
  /** The one of the history that is called again. */
  readonly again: StepAgain | null;
  readonly call: (url: string, method: string) => void;
}

function ResourceForm({ target, again, call }: ResourceFormProps) {
  const own = target?.kind === "here" ? target.realm : null;
  const usual = own ? own.issuer.replace(/\/realms\/([^/]+)$/, "/resource/$1") : "";
  const last = again?.step.kind === "resource" ? again.step : lastResources.get(own?.name ?? "");
  const [url, setUrl] = useState(last?.url ?? usual);
  const [method, setMethod] = useState(last?.method ?? "GET");
  return (
    <form
      className={shared["inlineForm"]}
      onSubmit={(event) => {
        event.preventDefault();
        lastResources.set(own?.name ?? "", { url, method });
        call(url, method);
      }}
    >
      <NativeSelect
        label={say.resourceMethod}
        data={["GET", "POST", "PUT", "PATCH", "DELETE"]}
        value={method}
        onChange={(event) => setMethod(event.currentTarget.value)}
      />
      <TextInput
        className={shared["grow"] ?? ""}
        autoFocus={again === null} // one of the history is opened by itself
        label={say.resourceUrl}
        spellCheck={false}
        autoComplete="off"
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <Button type="submit" disabled={url.trim() === ""}>
        {say.callResource}
      </Button>
    </form>
  );
}

interface ExchangeFormProps {
  readonly again: StepAgain | null;
  readonly exchange: (wish: { readonly audience?: string; readonly scope?: string }) => void;
}

function ExchangeForm({ again, exchange }: ExchangeFormProps) {
  const before = again?.step.kind === "exchange" ? again.step : null;
  const [audience, setAudience] = useState(before?.audience ?? "");
  const [scope, setScope] = useState(before?.scope ?? "");
  return (
    <form
      className={shared["inlineForm"]}
      onSubmit={(event) => {
        event.preventDefault();
        exchange({ ...(audience !== "" && { audience }), ...(scope !== "" && { scope }) });
      }}
    >
      <TextInput
        className={shared["grow"] ?? ""}
        autoFocus={again === null} // one of the history is opened by itself
        label={say.audience}
        spellCheck={false}
        value={audience}
        onChange={(event) => setAudience(event.currentTarget.value)}
      />
      <TextInput
        className={shared["grow"] ?? ""}
        label={say.exchangeScope}
        spellCheck={false}
        value={scope}
        onChange={(event) => setScope(event.currentTarget.value)}
      />
      <Button type="submit">{say.exchangeNow}</Button>
    </form>
  );
}
