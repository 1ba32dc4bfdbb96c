export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** The payload or header of a JWT. Its order of names is the order on the wire. */
export type Claims = { readonly [name: string]: JsonValue };
