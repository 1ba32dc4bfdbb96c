/** DER in base64 as PEM (RFC 7468). */
export const toPem = (label: "CERTIFICATE" | "PUBLIC KEY", base64: string): string =>
  `-----BEGIN ${label}-----\n${base64.match(/.{1,64}/g)?.join("\n") ?? ""}\n-----END ${label}-----\n`;
