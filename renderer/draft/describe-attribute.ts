import type { ClientPage } from "../../src/contract/index.ts";
import { attributeNames, ROTATED_SECRET, withoutRotated } from "../client-attributes.ts";
import { lifespanInWords } from "../times-in-words.ts";
import { words } from "../words.ts";

const labels: Readonly<Record<string, string>> = {
  [attributeNames.refreshTokens]: words.settings.useRefreshTokens,
  [attributeNames.secretMethod]: words.credentials.method,
  [attributeNames.assertionAlgorithm]: words.credentials.algorithm,
  [attributeNames.useJwksUrl]: words.clientKeys.useJwksUrl,
  [attributeNames.jwksUrl]: words.clientKeys.jwksUrl,
  [attributeNames.subjectDn]: words.credentials.subjectDn,
  [attributeNames.subjectDnIsPattern]: words.credentials.subjectDnPattern,
};

const DURATION = /session\.(idle\.timeout|max\.lifespan)$/;

/** Names the change of one attribute as the Save bar lists it; empty for one that changes only along with another. */
export function describeAttribute(page: ClientPage, name: string, value: string | null): readonly string[] {
  const say = words.changes;
  const label = labels[name] ?? words.advanced.fields[name]?.label ?? name;
  if (name === ROTATED_SECRET) return [say.rotatedEnds];
  if (name in withoutRotated) return [];
  if (name === attributeNames.lifespan) return [describeLifespan(page, value)];
  if (value === null) return [label === name ? say.attributeRemoved(name) : say.inherited(label)];
  if (value === "true" || value === "false") return [say.switched(label, value === "true")];
  return [say.text(label, DURATION.test(name) ? lifespanInWords(Number(value)) : value)];
}

function describeLifespan(page: ClientPage, value: string | null): string {
  const inherited = page.realmDefaults.accessTokenLifespanSeconds;
  const inWords = (text: string | null | undefined) => lifespanInWords(Number(text ?? inherited));
  return words.changes.lifespan(
    inWords(page.client.attributes[attributeNames.lifespan]),
    inWords(value),
    value === null,
  );
}
