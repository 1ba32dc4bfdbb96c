import { type KeycloakTarget, keycloakTarget } from "../../../src/contract/index.ts";
import { words } from "../../words.ts";

const say = words.transfer.keycloak;

/** What a person has typed about a live Keycloak. Only the address is ever stored. */
export interface TargetForm {
  readonly url: string;
  readonly authRealm: string;
  readonly kind: "user" | "client";
  readonly username: string;
  readonly password: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export type TargetField = Exclude<keyof TargetForm, "kind">;
export type TargetProblems = Partial<Record<TargetField, string>>;

const URL_FIELDS = ["url", "authRealm"] as const;

/** The fields that count, in their order on the screen. */
export const fieldsOf = ({ kind }: TargetForm): readonly TargetField[] =>
  kind === "user" ? [...URL_FIELDS, "username", "password"] : [...URL_FIELDS, "clientId", "clientSecret"];

/** The target that the form names, or what is wrong with which field. */
export function parseTarget(
  form: TargetForm,
): { readonly target: KeycloakTarget } | { readonly problems: TargetProblems } {
  const missing = fieldsOf(form).filter((field) => form[field].trim() === "");
  if (missing.length > 0) return { problems: Object.fromEntries(missing.map((field) => [field, say.needed])) };
  const url = form.url.trim();
  if (holdsCredentials(url)) return { problems: { url: say.noCredentialsInUrl } };
  const { username, password, clientId, clientSecret } = form;
  const parsed = keycloakTarget.safeParse({
    url,
    authRealm: form.authRealm.trim(),
    credentials: form.kind === "user" ? { username, password } : { clientId, clientSecret },
  });
  if (parsed.success) return { target: parsed.data };
  const [issue] = parsed.error.issues;
  const field = fieldsOf(form).find((name) => issue?.path.includes(name)) ?? "url";
  return { problems: { [field]: issue?.message ?? "" } };
}

/** `https://admin:secret@…` would be remembered with the address. */
export const holdsCredentials = (url: string): boolean => /^\w+:\/\/[^/?#]*@/.test(url);
