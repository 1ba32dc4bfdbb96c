import type { ClientKeyMaterial } from "../../../src/contract/index.ts";
import { attributeNames } from "../../client-attributes.ts";
import type { ClientDraft } from "../../draft/use-client-draft.ts";
import { useNowSeconds } from "../../now.ts";
import { Note } from "../../parts/Note.tsx";
import { localTime, relativeTime } from "../../times-in-words.ts";
import { words } from "../../words.ts";
import { AttributeText, AttributeToggle } from "./AttributeFields.tsx";
import styles from "./client.module.css";
import { GenerateKeys } from "./GenerateKeys.tsx";
import { ImportKeys } from "./ImportKeys.tsx";

const say = words.clientKeys;

/** With what the realm checks the client's assertions: keys fetched from a URL, or those that lie here. */
export function ClientKeys({ draft }: { readonly draft: ClientDraft }) {
  const { attributes } = draft.page.client;
  const byUrl = attributes[attributeNames.useJwksUrl] === "true";
  const missing = byUrl && (attributes[attributeNames.jwksUrl] ?? "") === "";
  return (
    <>
      <AttributeToggle
        draft={draft}
        name={attributeNames.useJwksUrl}
        label={say.useJwksUrl}
        help={say.useJwksUrlHelp}
      />
      {byUrl ? (
        <AttributeText
          draft={draft}
          name={attributeNames.jwksUrl}
          label={say.jwksUrl}
          help={say.jwksUrlHelp}
          placeholder="https://orders.example/jwks.json"
          problem={missing ? say.jwksUrlMissing : undefined}
        />
      ) : (
        <>
          <Present keys={draft.saved.keys} />
          <GenerateKeys draft={draft} />
          <ImportKeys draft={draft} />
        </>
      )}
    </>
  );
}

/** What the server has now: public halves. */
function Present({ keys }: { readonly keys: ClientKeyMaterial }) {
  const nowSeconds = useNowSeconds();
  const { certificate, jwks, publicKeyKid, problem } = keys;
  if (problem !== null) return <Note tone="bad">{problem}</Note>;
  if (certificate === null && jwks.length === 0 && publicKeyKid === null)
    return <Note tone="changed">{say.noKeys}</Note>;
  return (
    <dl className={styles["facts"]} aria-label={say.present}>
      {jwks.map(({ kid, algorithm }) => (
        <Fact
          key={`${kid} ${algorithm}`}
          name={say.jwk}
          value={`${kid ?? say.noKid}, ${algorithm ?? say.anyAlgorithm}`}
        />
      ))}
      {certificate && (
        <>
          <Fact name={say.subject} value={certificate.subject} />
          <Fact name={say.kid} value={certificate.kid} />
          <Fact
            name={say.validTo}
            value={`${localTime(certificate.notAfterSeconds, nowSeconds)} (${relativeTime(certificate.notAfterSeconds, nowSeconds)})`}
          />
          <Fact name={say.thumbprint} value={certificate.thumbprint} />
        </>
      )}
      {!certificate && publicKeyKid !== null && <Fact name={say.publicKey} value={publicKeyKid} />}
      {keys.hasPrivateKey && <Fact name={say.privateKey} value={say.privateKeyHere} />}
    </dl>
  );
}

const Fact = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);
