import { Button, MultiSelect } from "@mantine/core";
import { useState } from "react";
import { takeLostFocus } from "../../lost-focus.ts";
import { Note } from "../../parts/Note.tsx";
import { Toggle } from "../../parts/Toggle.tsx";
import { useClients } from "../../queries.ts";
import { words } from "../../words.ts";
import { isUnderWay } from "../../work.ts";
import type { PromotionCardProps } from "./CompareCard.tsx";
import { JobEnd, JobProgress } from "./JobProgress.tsx";
import { changeOptions, type Promotion, plan, push } from "./keycloak-store.ts";
import { PushSteps } from "./PushSteps.tsx";
import styles from "./transfer.module.css";

const say = words.transfer.keycloak;

/** The realm there made like the one here: planned first, then carried out step by step. */
export function PushCard(props: PromotionCardProps) {
  const { realm, promotion, busy } = props;
  const { plan: planning, push: pushing } = promotion;
  return (
    <section className={styles["card"]} aria-labelledby="push">
      <h2 id="push">{say.push}</h2>
      <p className="quiet small">{say.pushHelp(realm)}</p>
      <Options realm={realm} promotion={promotion} disabled={busy} />
      <JobEnd work={planning} failed={say.failed} cancelled={say.cancelled} />
      {planning?.result && <PushSteps plan={planning.result} done={pushing?.done ?? 0} />}
      <PushEnd pushing={pushing} />
      <Actions {...props} />
    </section>
  );
}

function Actions({ realm, promotion: { plan: planning, push: pushing }, busy, withTarget }: PromotionCardProps) {
  if (planning && isUnderWay(planning)) return <JobProgress label={say.planning} work={planning} />;
  if (pushing && isUnderWay(pushing)) return <JobProgress label={say.pushing} work={pushing} />;
  const steps = planning?.result?.steps.length ?? 0;
  const canPush = steps > 0 && pushing === null;
  return (
    <div className={styles["buttons"]}>
      {canPush && (
        <Button ref={takeLostFocus} disabled={busy} onClick={() => withTarget((target) => push(realm, target))}>
          {say.runPush(steps)}
        </Button>
      )}
      <Button
        ref={canPush ? null : takeLostFocus}
        variant={canPush ? "default" : "filled"}
        disabled={busy}
        onClick={() => withTarget((target) => plan(realm, target))}
      >
        {planning?.result || pushing ? say.planAgain : say.plan}
      </Button>
    </div>
  );
}

interface OptionsProps {
  readonly realm: string;
  readonly promotion: Promotion;
  readonly disabled: boolean;
}

const LISTED_AT_MOST = 50;

function Options({ realm, promotion: { clients, deletes }, disabled }: OptionsProps) {
  const list = useClients(realm);
  const [open, setOpen] = useState(false);
  return (
    <>
      <MultiSelect
        className={styles["narrow"] ?? ""}
        label={say.onlyClients}
        placeholder={clients.length === 0 ? say.allClients : ""}
        size="xs"
        searchable
        hidePickedOptions
        limit={LISTED_AT_MOST}
        withScrollArea={false}
        classNames={{ options: styles["options"] ?? "", pill: styles["pill"] ?? "" }}
        comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
        nothingFoundMessage={say.noClient}
        dropdownOpened={open}
        onDropdownOpen={() => setOpen(true)}
        onDropdownClose={() => setOpen(false)}
        // Gone before Tab moves the focus: it would go into the list, which scrolls, and be lost when the list closes.
        onKeyDownCapture={(event) => event.key === "Tab" && setOpen(false)}
        disabled={disabled}
        data={(list.data?.clients ?? []).map(({ clientId }) => clientId)}
        value={[...clients]}
        onChange={(chosen) => changeOptions(realm, { clients: chosen })}
      />
      <Toggle
        label={say.deletes}
        description={say.deletesHelp}
        checked={deletes}
        disabled={disabled}
        onChange={(on) => changeOptions(realm, { deletes: on })}
      />
    </>
  );
}

function PushEnd({ pushing }: { readonly pushing: Promotion["push"] }) {
  if (pushing === null || isUnderWay(pushing)) return null;
  if (pushing.state === "done")
    return (
      <Note tone="good" live>
        {say.pushed(pushing.result?.done ?? 0)}
      </Note>
    );
  return (
    <>
      <JobEnd work={pushing} failed={pushing.doing || say.failed} cancelled={say.cancelled} />
      {pushing.state === "failed" && pushing.total > 0 && (
        <p className="small">{say.stoppedAt(pushing.done + 1, pushing.total)}</p>
      )}
    </>
  );
}
