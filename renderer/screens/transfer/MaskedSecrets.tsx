import { PasswordInput, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ImportItem } from "../../../src/contract/index.ts";
import { words } from "../../words.ts";
import { findMasked } from "./import-plan.ts";
import { tellSecret } from "./import-store.ts";
import styles from "./transfer.module.css";

const say = words.transfer.import;

type Masked = ImportItem["masked"];

interface MaskedSecretsProps {
  readonly realm: string;
  readonly masked: Masked;
  /** What was told so far, by id. */
  readonly secrets: Readonly<Record<string, string>>;
}

const SHOWN_AT_MOST = 50;

/** Asks for the secrets that the files do not show; of very many those that are looked for. */
export function MaskedSecrets({ realm, masked, secrets }: MaskedSecretsProps) {
  const [search, setSearch] = useState("");
  const found = findMasked(masked, search);
  const isMany = masked.length > SHOWN_AT_MOST;
  return (
    <fieldset className={styles["masked"]} aria-label={say.maskedOf(realm)}>
      <h4>{say.masked}</h4>
      <p className="quiet small">{say.maskedHelp}</p>
      {isMany && (
        <TextInput
          className={styles["narrow"] ?? ""}
          type="search"
          label={say.maskedSearch}
          description={say.maskedShown(Math.min(found.length, SHOWN_AT_MOST), masked.length)}
          inputWrapperOrder={["label", "input", "description"]}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <div className={styles["pair"]}>
        {found.slice(0, SHOWN_AT_MOST).map((secret) => (
          <PasswordInput
            key={secret.id}
            label={say.maskedLabel(secret.name, secret.field)}
            description={leftEmpty(secret)}
            inputWrapperOrder={["label", "input", "description"]}
            autoComplete="off"
            spellCheck={false}
            visibilityToggleButtonProps={{ "aria-label": say.toggleSecret, tabIndex: 0, "aria-hidden": false }}
            value={secrets[secret.id] ?? ""}
            onChange={(event) => tellSecret(secret.id, event.currentTarget.value)}
          />
        ))}
      </div>
    </fieldset>
  );
}

function leftEmpty({ isKnown, kind, field }: Masked[number]): string {
  if (isKnown) return say.maskedKnown;
  return kind === "client" && field === "secret" ? say.maskedClient : say.maskedOther;
}
