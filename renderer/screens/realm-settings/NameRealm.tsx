import type { UseMutationResult } from "@tanstack/react-query";
import { NamePanel } from "../../page/NamePanel.tsx";
import { useServer } from "../../queries.ts";
import { nameProblem } from "../../realm-name.ts";
import { words } from "../../words.ts";

interface NameRealmProps {
  readonly label: string;
  readonly help: string;
  readonly button: string;
  readonly begin: string;
  readonly work: UseMutationResult<unknown, Error, string>;
  readonly close: () => void;
}

/** Asks for a realm's name in place. */
export function NameRealm({ begin, work, close, ...said }: NameRealmProps) {
  const others = (useServer().data?.realms ?? []).filter(({ name }) => name !== begin);
  return (
    <NamePanel
      {...said}
      cancel={words.realmSettings.cancel}
      begin={begin}
      findProblem={(name) => nameProblem(name, others)}
      work={work}
      make={(name) => work.mutate(name, { onSuccess: close })}
      close={close}
    />
  );
}
