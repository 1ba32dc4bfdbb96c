import { Button } from "@mantine/core";
import { useState } from "react";
import { words } from "../../words.ts";
import { takePasted } from "./paste.ts";

const say = words.actions;

/** Takes JSON from the clipboard to the screen that shows what it would do; says so on itself when it cannot. */
export function PasteButton({ realm }: { readonly realm: string }) {
  const [said, setSaid] = useState<string | null>(null);
  const paste = () =>
    void navigator.clipboard.readText().then(
      (text) => setSaid(takePasted(text, realm) ? null : say.notAClient),
      () => setSaid(say.noPaste),
    );
  return (
    <>
      <Button variant="default" onClick={paste}>
        {say.pasteJson}
      </Button>
      <span role="status" className="quiet small">
        {said}
      </span>
    </>
  );
}
