import { Button, NativeSelect, PasswordInput, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type GeneratedClientKeys, generateClientKeys, type InputOf } from "../../../src/contract/index.ts";
import { call, sentenceOf } from "../../api.ts";
import { attributeNames } from "../../client-attributes.ts";
import { noteSave } from "../../draft/last-saves.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { useMemoryStore } from "../../memory-store.ts";
import page from "../../page/page.module.css";
import { CopyButton } from "../../parts/CopyButton.tsx";
import { Note } from "../../parts/Note.tsx";
import parts from "../../parts/parts.module.css";
import { presenting } from "../../presenter.ts";
import { keys } from "../../queries.ts";
import { words } from "../../words.ts";
import { saveBytes } from "../transfer/save-file.ts";
import styles from "./client.module.css";
import { signatureAlgorithms } from "./signature-algorithms.ts";

const say = words.clientKeys;

type Asked = Omit<InputOf<typeof generateClientKeys>, "realm" | "client">;
type Algorithm = NonNullable<Asked["algorithm"]>;
const algorithms = signatureAlgorithms.filter((one): one is Algorithm => one !== "EdDSA");

/** Makes a key pair at the server, saved at once; the private half is shown here, and nowhere after. */
export function GenerateKeys({ draft }: { readonly draft: ClientDraft }) {
  const pinned = algorithms.find((one) => one === draft.page.client.attributes[attributeNames.assertionAlgorithm]);
  const [keepAs, setKeepAs] = useState<Asked["keepAs"]>("certificate");
  const [algorithm, setAlgorithm] = useState<Algorithm | null>(null);
  const [password, setPassword] = useState("");
  const making = useGenerate(draft);
  const generate = () =>
    making.mutate({ keepAs, algorithm: algorithm ?? pinned ?? "RS256", ...(password === "" ? {} : { password }) });
  return (
    <fieldset className={page["fieldset"]}>
      <legend>{say.generate}</legend>
      <p className="quiet small">{say.generateHelp}</p>
      <div className={page["inline"]}>
        <NativeSelect
          label={say.keepAs}
          value={keepAs}
          data={[
            { value: "certificate", label: say.asCertificate },
            { value: "jwks", label: say.asJwks },
          ]}
          onChange={(event) => setKeepAs(event.currentTarget.value === "jwks" ? "jwks" : "certificate")}
        />
        <NativeSelect
          label={say.keyAlgorithm}
          value={algorithm ?? pinned ?? "RS256"}
          data={[...algorithms]}
          onChange={(event) => setAlgorithm(event.currentTarget.value as Algorithm)}
        />
        <PasswordInput
          label={say.password}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button variant="default" loading={making.isPending} onClick={generate}>
          {say.generateNow}
        </Button>
      </div>
      {making.error && (
        <Note tone="bad" live>
          {sentenceOf(making.error)}
        </Note>
      )}
      {making.data && <PrivateHalf clientId={draft.saved.client.clientId} made={making.data} />}
    </fieldset>
  );
}

function useGenerate({ realm, key, saved }: ClientDraft) {
  const queries = useQueryClient();
  return useMutation({
    gcTime: 0, // the private half is not to be kept longer than it is shown
    mutationFn: (asked: Asked) => call(generateClientKeys, { realm, client: saved.client.id, ...asked }),
    onSuccess: async ({ revision }) => {
      await queries.invalidateQueries({ queryKey: keys.realm(realm) });
      noteSave(key, { revision, text: say.saved });
    },
  });
}

interface PrivateHalfProps {
  readonly clientId: string;
  readonly made: GeneratedClientKeys;
}

const MASK = "••••••••";
const PKCS12 = "application/x-pkcs12";
const PEM = "application/x-pem-file";

/** It stands once, so it is not to be missed below the edge. */
const bringIntoView = (box: HTMLElement | null): void => box?.scrollIntoView({ block: "nearest" });

function PrivateHalf({ clientId, made }: PrivateHalfProps) {
  const { privateKey, certificate, pkcs12, kid } = made;
  const masked = useMemoryStore(presenting);
  return (
    <div className={styles["given"]} role="status" ref={bringIntoView}>
      <p>
        <strong>{say.once}</strong> {say.onceHelp(kid)}
      </p>
      <Textarea
        readOnly
        rows={5}
        label={say.privateKey}
        size="xs"
        classNames={{ input: parts["keyTextInput"] ?? "" }}
        value={masked ? MASK : privateKey}
      />
      <div className={page["inline"]}>
        <CopyButton label={say.copyKey} text={privateKey} />
        <Button variant="default" onClick={() => saveBytes(`${clientId}-key.pem`, privateKey, PEM)}>
          {say.savePem}
        </Button>
        {certificate && (
          <Button variant="default" onClick={() => saveBytes(`${clientId}-certificate.pem`, certificate, PEM)}>
            {say.saveCertificate}
          </Button>
        )}
        {pkcs12 && (
          <Button
            variant="default"
            onClick={() =>
              saveBytes(
                `${clientId}.p12`,
                Uint8Array.from(atob(pkcs12), (byte) => byte.charCodeAt(0)),
                PKCS12,
              )
            }
          >
            {say.savePkcs12}
          </Button>
        )}
      </div>
    </div>
  );
}
