import { Note } from "../parts/Note.tsx";
import parts from "../parts/parts.module.css";
import { words } from "../words.ts";
import styles from "./frame.module.css";
import { Logo } from "./Logo.tsx";

/** What a browser shows without a bearer: after a reload, or with a used-up address. */
export const SignedOut = ({ codeRefused }: { readonly codeRefused: boolean }) => (
  <main className={parts["fullPage"]}>
    <div className={styles["signedOut"]}>
      <div className={styles["brand"]}>
        <Logo />
        {words.frame.product}
      </div>
      <h1>{words.frame.signedOut}</h1>
      {codeRefused && <Note tone="changed">{words.frame.codeRefused}</Note>}
      <p className="quiet">{words.frame.signedOutHelp}</p>
      <ol className={styles["signInSteps"]}>
        {words.frame.signedOutSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className="quiet small">{words.frame.signedOutNote}</p>
    </div>
  </main>
);
