import { useState } from "react";
import { hrefOf, visit } from "../../address.ts";
import type { RealmDraft } from "../../draft/use-realm-draft.ts";
import { ActionMenu } from "../../page/ActionMenu.tsx";
import { PageHead } from "../../page/PageHead.tsx";
import { type PageAction, usePageActions } from "../../palette/page-actions.ts";
import { Toggle } from "../../parts/Toggle.tsx";
import { words } from "../../words.ts";
import { NameRealm } from "./NameRealm.tsx";
import { RemoveRealm } from "./RemoveRealm.tsx";
import { useCopyRealm, useRenameRealm } from "./use-realm-life.ts";

const say = words.realmSettings;
type Panel = "rename" | "copy" | "remove" | null;

/** The realm's main switch, and what can be done with it as a whole. */
export function RealmHead({ draft }: { readonly draft: RealmDraft }) {
  const [panel, setPanel] = useState<Panel>(null);
  const { name, holds } = draft.saved;
  const renaming = useRenameRealm(name);
  const copying = useCopyRealm(name);
  const close = () => setPanel(null);
  return (
    <>
      <PageHead title={say.title}>
        <span title={say.fields["enabled"]?.help}>
          <Toggle
            label={say.fields["enabled"]?.label ?? ""}
            checked={draft.page.settings.enabled}
            error={draft.errorAt("enabled")}
            onChange={(enabled) => draft.set({ enabled })}
          />
        </span>
        <Actions draft={draft} panel={panel} open={setPanel} />
      </PageHead>
      {panel === "rename" && (
        <NameRealm
          label={say.newName}
          help={say.renameHelp(holds.sessions)}
          button={say.renameNow}
          begin={name}
          work={renaming}
          close={close}
        />
      )}
      {panel === "copy" && (
        <NameRealm
          label={say.copyName}
          help={say.copyHelp}
          button={say.copyNow}
          begin={`${name}-copy`}
          work={copying}
          close={close}
        />
      )}
      {panel === "remove" && <RemoveRealm draft={draft} close={close} />}
    </>
  );
}

interface ActionsProps {
  readonly draft: RealmDraft;
  readonly panel: Panel;
  readonly open: (panel: Panel) => void;
}

function Actions({ draft, panel, open }: ActionsProps) {
  const { name, isMaster } = draft.saved;
  const { enabled } = draft.page.settings;
  const off = isMaster ? say.masterStays : undefined;
  const actions: readonly PageAction[] = [
    { id: "rename", label: say.rename, off, run: () => open("rename") },
    { id: "copy", label: say.duplicate, off, run: () => open("copy") },
    { id: "export", label: say.exportIt, run: () => visit(hrefOf.transfer(name, "export")) },
    { id: "remove", label: say.remove, off, run: () => open("remove") },
  ];
  const toggle = enabled ? words.clients.selection.disable : words.clients.selection.enable;
  usePageActions([...actions, { id: "enabled", label: toggle, run: () => draft.set({ enabled: !enabled }) }]);
  return <ActionMenu label={say.actions} actions={actions} returnFocus={panel === null} />;
}
