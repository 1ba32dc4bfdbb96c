import { Button, Loader, TextInput } from "@mantine/core";
import type { Discovery } from "../../../src/contract/index.ts";
import { sentenceOf } from "../../api.ts";
import { Disclosure } from "../../parts/Disclosure.tsx";
import { Note } from "../../parts/Note.tsx";
import { KeyText } from "../../parts/SecretText.tsx";
import { Toggle } from "../../parts/Toggle.tsx";
import { words } from "../../words.ts";
import shared from "./console.module.css";
import { hostOf, trustedHosts } from "./console-call.ts";
import type { ConsoleForm } from "./console-form.ts";
import type { ChangeForm } from "./RequestForm.tsx";
import requestStyles from "./request.module.css";
import { useDiscovery, useReadDiscovery } from "./use-discovery.ts";

const say = words.console;

interface IssuerFieldsProps {
  readonly form: ConsoleForm;
  readonly change: ChangeForm;
}

/** Any issuer, by its address: what it says about itself, and whom to trust there. Nobody is asked before the address is whole. */
export function IssuerFields({ form, change }: IssuerFieldsProps) {
  const discovery = useDiscovery(form);
  const readDiscovery = useReadDiscovery();
  const whole = hostOf(form.issuer) !== null;
  const read = () => {
    if (whole && !discovery.data) void discovery.refetch();
  };
  const changeTrust = (trusted: Pick<ConsoleForm, "ca"> | Pick<ConsoleForm, "unverified">) => {
    change(trusted);
    readDiscovery({ ...form, ...trusted });
  };
  return (
    <>
      <form
        className={shared["inlineForm"]}
        onSubmit={(event) => {
          event.preventDefault();
          if (!discovery.isFetching) void discovery.refetch();
        }}
      >
        <TextInput
          className={shared["grow"] ?? ""}
          label={say.issuer}
          placeholder={say.issuerPlaceholder}
          spellCheck={false}
          autoComplete="off"
          value={form.issuer}
          onBlur={read}
          onChange={(event) => change({ issuer: event.currentTarget.value })}
        />
        <Button
          type="submit"
          variant="default"
          disabled={!whole}
          aria-disabled={discovery.isFetching} // not `loading`, which would lose the focus that Tab has just brought here
          leftSection={discovery.isFetching && <Loader size={12} />}
        >
          {say.readIssuer}
        </Button>
      </form>
      {discovery.error && (
        <Note tone="bad" live>
          {sentenceOf(discovery.error)}
        </Note>
      )}
      {discovery.data && <WhatItSays discovery={discovery.data} />}
      <TextInput
        label={say.clientId}
        spellCheck={false}
        autoComplete="off"
        value={form.clientId}
        onChange={(event) => change({ clientId: event.currentTarget.value })}
      />
      <Trust form={form} change={change} changeTrust={changeTrust} />
    </>
  );
}

const endpoints = [
  "tokenUrl",
  "introspectionUrl",
  "userinfoUrl",
  "revocationUrl",
  "endSessionUrl",
  "jwksUrl",
] as const satisfies readonly (keyof Discovery)[];

const WhatItSays = ({ discovery }: { readonly discovery: Discovery }) => (
  <div className={requestStyles["field"]}>
    {discovery.problems.map((problem) => (
      <Note key={problem} tone="changed" live>
        {problem}
      </Note>
    ))}
    <Disclosure summary={say.whatItSays}>
      <dl className={shared["facts"]}>
        {endpoints.map((name) => (
          <div key={name}>
            <dt>{say.endpoints[name]}</dt>
            <dd>{discovery[name] ?? say.notNamed}</dd>
          </div>
        ))}
        <div>
          <dt>{say.methods}</dt>
          <dd>{discovery.authenticationMethods.join(", ") || say.notNamed}</dd>
        </div>
        <div>
          <dt>{say.scope}</dt>
          <dd>{discovery.scopes.join(", ") || say.notNamed}</dd>
        </div>
      </dl>
    </Disclosure>
  </div>
);

interface TrustProps extends IssuerFieldsProps {
  /** The issuer is read again by itself. */
  readonly changeTrust: (trusted: Pick<ConsoleForm, "ca"> | Pick<ConsoleForm, "unverified">) => void;
}

/** Whom to believe at the issuer's host, and its token endpoint where no document names it. */
function Trust({ form, change, changeTrust }: TrustProps) {
  const [host = null] = trustedHosts(form);
  const secure =
    host !== null &&
    [form.issuer, form.tokenUrl, form.raw?.url ?? ""].some(
      (address) => /^\s*https:/.test(address) && hostOf(address) === host,
    );
  return (
    <>
      {secure && form.unverified && <Note tone="bad">{say.unverifiedWarning(host)}</Note>}
      <Disclosure summary={say.trust}>
        <div className={requestStyles["field"]}>
          <TextInput
            label={say.tokenUrl}
            description={say.tokenUrlHelp}
            inputWrapperOrder={["label", "input", "description"]}
            spellCheck={false}
            autoComplete="off"
            value={form.tokenUrl}
            onChange={(event) => change({ tokenUrl: event.currentTarget.value })}
          />
          {secure && (
            <>
              <KeyText
                label={say.ca}
                help={say.caHelp(host)}
                chooseFile={say.chooseFile}
                accept=".pem,.crt,.cer"
                value={form.ca}
                onChange={(ca) => changeTrust({ ca })}
              />
              <Toggle
                label={say.unverified(host)}
                checked={form.unverified}
                onChange={(unverified) => changeTrust({ unverified })}
              />
            </>
          )}
        </div>
      </Disclosure>
    </>
  );
}
