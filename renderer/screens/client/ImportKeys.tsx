import { Button, FileButton, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { importClientKeys } from "../../../src/contract/index.ts";
import { call, sentenceOf } from "../../api.ts";
import { noteSave } from "../../draft/last-saves.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import page from "../../page/page.module.css";
import { keys } from "../../queries.ts";
import { words } from "../../words.ts";
import { toGivenKeys } from "./given-keys.ts";

const say = words.clientKeys;

/** Takes a certificate, a public key or a JWK set in, pasted or from a file; saved at once, as a key that is generated is. */
export function ImportKeys({ draft }: { readonly draft: ClientDraft }) {
  const [text, setText] = useState("");
  const importing = useImport(draft, () => setText(""));
  return (
    <fieldset className={page["fieldset"]}>
      <legend>{say.import}</legend>
      <Textarea
        aria-label={say.import}
        placeholder={say.importHint}
        rows={3}
        data-secret
        spellCheck={false}
        value={text}
        error={importing.error && sentenceOf(importing.error)}
        onChange={(event) => {
          importing.reset();
          setText(event.currentTarget.value);
        }}
      />
      <div className={page["inline"]}>
        <FileButton
          accept=".pem,.crt,.cer,.json,.jwks"
          onChange={(file) => void file?.text().then(setText)}
          inputProps={{ "aria-label": say.chooseFile }}
        >
          {(props) => (
            <Button {...props} variant="default">
              {say.chooseFile}
            </Button>
          )}
        </FileButton>
        <Button
          variant="default"
          disabled={text.trim() === ""}
          loading={importing.isPending}
          onClick={() => importing.mutate(text)}
        >
          {say.importNow}
        </Button>
        {importing.isSuccess && (
          <span role="status" className="quiet small">
            {say.imported}
          </span>
        )}
      </div>
    </fieldset>
  );
}

function useImport({ realm, key, saved }: ClientDraft, done: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (text: string) => call(importClientKeys, { realm, client: saved.client.id, given: toGivenKeys(text) }),
    onSuccess: async ({ revision }) => {
      await queries.invalidateQueries({ queryKey: keys.realm(realm) });
      noteSave(key, { revision, text: say.imported });
      done();
    },
  });
}
