import { CopyButton } from "../parts/CopyButton.tsx";
import { Note } from "../parts/Note.tsx";
import parts from "../parts/parts.module.css";
import { words } from "../words.ts";

/** What a browser shows without a bearer: after a reload, or with a used-up address. */
export const SignedOut = ({ codeRefused }: { readonly codeRefused: boolean }) => (
  <main className={parts["fullPage"]}>
    <h1>{words.frame.signedOut}</h1>
    {codeRefused && <Note tone="changed">{words.frame.codeRefused}</Note>}
    <p className="quiet">{words.frame.signedOutHelp}</p>
    <div className={parts["command"]}>
      <code>{words.frame.signedOutCommand}</code>
      <CopyButton label={words.frame.copy} text={words.frame.signedOutCommand} variant="subtle" />
    </div>
    <p className="quiet small">{words.frame.signedOutNote}</p>
  </main>
);
