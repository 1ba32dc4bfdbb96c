import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { sentenceOf } from "../../api.ts";
import { focusSoon } from "../../focus-soon.ts";
import { Note } from "../../parts/Note.tsx";
import { keys } from "../../queries.ts";
import { words } from "../../words.ts";
import { type ResourceDraft, sendSettings } from "./use-resource-draft.ts";

const say = words.resourceServer;

/** An issuer that came with the file, which may be somebody else's: it is asked once a person says so. The draft stays as it is. */
export function UnapprovedIssuer({ draft }: { readonly draft: ResourceDraft }) {
  const { unapproved, settings } = draft.page;
  const queries = useQueryClient();
  const approving = useMutation({
    mutationFn: () => sendSettings(draft.realm, { settings, approveIssuer: true }),
    onSuccess: (page) => {
      queries.setQueryData(keys.resourceServer(draft.realm), page);
      focusSoon(ISSUER_FIELD);
      return queries.invalidateQueries({ queryKey: keys.approvedOrigins });
    },
  });
  if (unapproved === null || draft.settings.issuer !== settings.issuer) return null;
  return (
    <Note tone="changed" live>
      <span>{say.unapproved(unapproved)}</span>
      <Button size="compact-xs" variant="default" onClick={() => approving.mutate()}>
        {say.approve(unapproved)}
      </Button>
      {approving.error && <span>{sentenceOf(approving.error)}</span>}
    </Note>
  );
}

export const ISSUER_FIELD = "resource-issuer";
