/** Claims that no two servers share: addresses, times and ids of the token. */
const OF_ITS_OWN = { iss: "", iat: 0, exp: 0, jti: "", clientHost: "", clientAddress: "" };

/** An access token of a client whose secret is `secret of` its id: header and claims, without what no two servers share. */
export async function aToken(
  tokenUrl: string,
  { client, scope }: { readonly client: string; readonly scope?: string },
) {
  const form = { grant_type: "client_credentials", client_id: client, client_secret: `secret of ${client}` };
  const body = new URLSearchParams({ ...form, ...(scope !== undefined && { scope }) });
  const answer = await fetch(tokenUrl, { method: "POST", body });
  if (!answer.ok) throw new Error(`${client} gets no token: ${await answer.text()}`);
  const { access_token, id_token } = (await answer.json()) as Record<string, string>;
  const [header, claims] = String(access_token)
    .split(".")
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, "base64url").toString("utf8")) as Record<string, unknown>);
  const granted = String(claims?.["scope"]).split(" ").sort(); // Keycloak has its client scopes in no order
  return {
    header,
    claims: { ...claims, ...OF_ITS_OWN, scope: granted },
    hasIdToken: id_token !== undefined,
    lifespanSeconds: Number(claims?.["exp"]) - Number(claims?.["iat"]),
  };
}
