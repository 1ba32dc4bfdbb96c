import { NativeSelect } from "@mantine/core";
import { KeyText, SecretInput } from "../../parts/SecretText.tsx";
import { words } from "../../words.ts";
import { hmacAlgorithms, signatureAlgorithms } from "../client/signature-algorithms.ts";
import { AssertionTables } from "./AssertionTables.tsx";
import { type Target, usedMethod } from "./console-call.ts";
import type { ConsoleForm, Method } from "./console-form.ts";
import type { ChangeForm } from "./RequestForm.tsx";
import styles from "./request.module.css";
import { useDiscovery } from "./use-discovery.ts";

const say = words.console;
const PEM_FILES = ".pem,.crt,.cer,.key,.json,.jwk";

interface ProofFieldsProps {
  readonly form: ConsoleForm;
  readonly target: Target;
  readonly change: ChangeForm;
}

/** How the client proves itself, and what each way needs. */
export function ProofFields({ form, target, change }: ProofFieldsProps) {
  const method = usedMethod(form, target);
  const { data: discovery } = useDiscovery(form);
  const named = discovery?.authenticationMethods ?? [];
  const unknown = target.kind === "elsewhere" && named.length > 0 && method !== "none" && !named.includes(method);
  const hasSecret = method.startsWith("client_secret");
  return (
    <>
      <div className={styles["pair"]}>
        <NativeSelect
          label={say.authentication}
          description={unknown ? say.notSupported : say.authenticationHelp[method]}
          inputWrapperOrder={["label", "input", "description"]}
          value={method}
          data={Object.keys(say.authentications)}
          onChange={(event) => change({ method: event.currentTarget.value as Method })}
        />
        {hasSecret && <SecretFields form={form} target={target} change={change} />}
        {method === "private_key_jwt" && <Algorithm form={form} change={change} algorithms={signatureAlgorithms} />}
      </div>
      {method === "client_secret_jwt" && <Algorithm form={form} change={change} algorithms={hmacAlgorithms} />}
      {method === "private_key_jwt" && (
        <KeyText
          label={say.key}
          placeholder={target.kind === "here" ? say.keyStored : ""}
          chooseFile={say.chooseFile}
          accept={PEM_FILES}
          value={form.key}
          onChange={(key) => change({ key })}
        />
      )}
      {method.endsWith("_jwt") && <AssertionTables form={form} change={change} />}
      {method === "tls_client_auth" && <CertificateFields form={form} change={change} />}
    </>
  );
}

/** The stored secret of a client here, or one typed in its place; for another issuer there is none but the typed one. */
function SecretFields({ form, target, change }: ProofFieldsProps) {
  const { typedSecret } = form;
  if (target.kind === "elsewhere")
    return (
      <SecretInput
        label={say.secret}
        help={say.secretElsewhereHelp}
        value={typedSecret ?? ""}
        onChange={(secret) => change({ typedSecret: secret })}
      />
    );
  return (
    <div className={styles["secret"]}>
      <NativeSelect
        label={say.secret}
        value={typedSecret === null ? "stored" : "typed"}
        data={[
          { value: "stored", label: say.secretStored },
          { value: "typed", label: say.secretTyped },
        ]}
        onChange={(event) => change({ typedSecret: event.currentTarget.value === "typed" ? "" : null })}
      />
      {typedSecret !== null && (
        <SecretInput
          label={say.secretTypedLabel}
          labelHidden
          help={say.secretTypedHelp}
          value={typedSecret}
          onChange={(secret) => change({ typedSecret: secret })}
        />
      )}
    </div>
  );
}

interface AlgorithmProps {
  readonly form: ConsoleForm;
  readonly change: ChangeForm;
  readonly algorithms: readonly string[];
}

const Algorithm = ({ form, change, algorithms }: AlgorithmProps) => (
  <NativeSelect
    label={say.algorithm}
    value={form.algorithm}
    data={[{ value: "", label: say.usualAlgorithm }, ...algorithms]}
    onChange={(event) => change({ algorithm: event.currentTarget.value })}
  />
);

export const CertificateFields = ({ form, change }: Omit<ProofFieldsProps, "target">) => (
  <>
    <KeyText
      label={say.certificate}
      chooseFile={say.chooseFile}
      accept={PEM_FILES}
      value={form.certificate}
      onChange={(certificate) => change({ certificate })}
    />
    <KeyText
      label={say.certificateKey}
      chooseFile={say.chooseFile}
      accept={PEM_FILES}
      value={form.certificateKey}
      onChange={(certificateKey) => change({ certificateKey })}
    />
  </>
);
