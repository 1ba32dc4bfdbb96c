import { sentenceOf } from "../../api.ts";
import type { RealmDraft } from "../../draft/use-realm-draft.ts";
import { RemovePanel } from "../../list/RemovePanel.tsx";
import page from "../../page/page.module.css";
import { Note } from "../../parts/Note.tsx";
import { words } from "../../words.ts";
import { useRemoveRealm } from "./use-realm-life.ts";

const say = words.realmSettings;

interface RemoveRealmProps {
  readonly draft: RealmDraft;
  readonly close: () => void;
}

/** Says what goes with a realm before it goes; afterwards it can be brought back. */
export function RemoveRealm({ draft, close }: RemoveRealmProps) {
  const { name, holds } = draft.saved;
  const removing = useRemoveRealm(name);
  return (
    <div className={page["headPanel"]}>
      <RemovePanel
        title={say.removing(name)}
        breaks={[say.goes(holds)]}
        confirm={say.removeNow}
        stays={null}
        keep={say.cancel}
        busy={removing.isPending}
        remove={() => removing.mutate()}
        close={close}
      />
      {removing.error && <Note tone="bad">{sentenceOf(removing.error)}</Note>}
    </div>
  );
}
