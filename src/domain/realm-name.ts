/** The first character that the name of a realm cannot have: it stands in addresses. */
export const refusedCharacterIn = (name: string): string | undefined => /[:/?#@!$&()*+,;=[\]\\]/.exec(name)?.[0];
