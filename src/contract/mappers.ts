import { z } from "zod";
import { answers, endpoint } from "./endpoint.ts";

/** A protocol mapper, with what its configuration comes to: values that follow from others are written out. */
export interface Mapper {
  readonly id: string;
  readonly name: string;
  readonly protocolMapper: string;
  readonly config: Readonly<Record<string, string>>;
}

/** A kind of protocol mapper for OpenID Connect, in the words of Keycloak's console: what its form is made of. */
export interface MapperType {
  /** `oidc-audience-mapper` … */
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly helpText: string;
  readonly properties: readonly FormProperty[];
}

export interface FormProperty {
  /** The key in the configuration. */
  readonly name: string;
  readonly label: string;
  readonly helpText: string;
  /** `boolean`, `String`, `List`, `ClientList`, `Role`, `UserProfileAttributeList` … */
  readonly type: string;
  readonly defaultValue: string;
  /** What a `List` offers; empty for others. */
  readonly options: readonly string[];
  readonly required: boolean;
  readonly secret: boolean;
}

/** Those that this server runs: a mapper of any other type cannot be made. */
export const listMapperTypes = endpoint(
  "GET",
  "/workbench/mapper-types",
  z.strictObject({}),
  answers<{ readonly types: readonly MapperType[] }>(),
);
