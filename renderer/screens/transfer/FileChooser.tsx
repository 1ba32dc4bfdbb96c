import { Button } from "@mantine/core";
import { IconFileImport, IconFolder } from "@tabler/icons-react";
import { useRef } from "react";
import { takeLostFocus } from "../../lost-focus.ts";
import { words } from "../../words.ts";
import { takeFiles } from "./import-store.ts";
import { isJsonName, toGivenFile } from "./read-files.ts";

const say = words.transfer.import;

/** Opens the browser's own dialog, for files or for a folder. */
export function FileChooser({ realm, again = false }: { readonly realm: string; readonly again?: boolean }) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement, isFolder: boolean) => {
    const chosen = [...(input.files ?? [])].filter(({ name }) => !isFolder || isJsonName(name));
    input.value = ""; // so that the same file can be chosen once more, after it was mended
    void takeFiles(Promise.resolve(chosen.map((file) => toGivenFile(file))), realm);
  };
  return (
    <>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        accept=".json,application/json"
        aria-label={say.chooseFiles}
        onChange={(event) => take(event.currentTarget, false)}
      />
      <input
        ref={(input) => {
          folder.current = input;
          if (input) input.webkitdirectory = true;
        }}
        type="file"
        hidden
        aria-label={say.chooseFolder}
        onChange={(event) => take(event.currentTarget, true)}
      />
      <Button
        ref={again ? null : takeLostFocus}
        variant={again ? "default" : "filled"}
        leftSection={<IconFileImport size={15} aria-hidden />}
        onClick={() => files.current?.click()}
      >
        {again ? say.chooseOther : say.chooseFiles}
      </Button>
      {!again && (
        <Button
          variant="default"
          leftSection={<IconFolder size={15} aria-hidden />}
          onClick={() => folder.current?.click()}
        >
          {say.chooseFolder}
        </Button>
      )}
    </>
  );
}
