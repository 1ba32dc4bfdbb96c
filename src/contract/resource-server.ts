import { z } from "zod";
import type { ResourceServerSettings } from "../domain/resource-server/resource-settings.ts";
import { answers, endpoint } from "./endpoint.ts";
import { webAddress } from "./trust.ts";

const names = z.array(z.string().min(1).max(255)).max(100);

const settings = z.strictObject({
  enabled: z.boolean(),
  issuer: webAddress.exactOptional(),
  audience: z.string().min(1).max(2048).exactOptional(),
  scopes: z
    .array(
      z
        .string()
        .max(255)
        .regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, "A scope is one word of printable ASCII (RFC 6749 §3.3)"),
    )
    .max(100),
  realmRoles: names,
  clientRoles: z.record(z.string().min(1).max(255), names),
  verification: z.enum(["signature", "introspection"]),
  introspectAs: z.string().min(1).max(255).exactOptional(),
});

/** The resource server of a realm, and what to choose from in its settings. */
export interface ResourceServerPage {
  readonly settings: ResourceServerSettings;
  /** Where it answers, and everything below. */
  readonly url: string;
  /** Of the realm, which it trusts unless another is set. */
  readonly ownIssuer: string;
  /** The origin of the issuer, as long as nobody has let this server ask it: until then it is not spoken to. */
  readonly unapproved: string | null;
  readonly choices: {
    /** Clients with a secret, that can introspect, by their clientId. */
    readonly clients: readonly string[];
    /** What audience mappers of the realm add, and clients that have roles. */
    readonly audiences: readonly string[];
  };
}

export const readResourceServer = endpoint(
  "GET",
  "/workbench/realms/:realm/resource-server",
  z.strictObject({ realm: z.string() }),
  answers<ResourceServerPage>(),
);

/**
 * All settings in the place of those before. `approveIssuer` lets the server ask their issuer, on whichever machine, from now on:
 * the word of a person, which `workbench.json` alone is not.
 */
export const setResourceServer = endpoint(
  "POST",
  "/workbench/realms/:realm/resource-server",
  z.strictObject({ realm: z.string(), settings, approveIssuer: z.boolean().exactOptional() }),
  answers<ResourceServerPage>(),
);
