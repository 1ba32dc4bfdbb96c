import type { CompiledClient } from "../compiled-client.ts";
import { md5, sha256, utf8 } from "../digest.ts";
import { allTokens, type MapperInput, type ProtocolMapper, silent } from "./mapper.ts";

/** Pairwise subject identifier (OpenID Connect Core §8.1): another `sub` for each sector. Has no switches. */
export const pairwiseSubject: ProtocolMapper = {
  provider: "oidc-sha256-pairwise-sub-mapper",
  priority: 0,
  targets: allTokens,
  onWhenAbsent: true,
  always: true,
  findFault: (client, config) => {
    if (config("pairwiseSubAlgorithmSalt") === undefined) return "it has no salt";
    return sectorOf(client, config) === undefined
      ? "it has no sector: neither a Sector Identifier URI, nor redirect URIs that all have one host"
      : undefined;
  },
  run: (draft, { plan, config, target, once }: MapperInput) => {
    const { id } = plan.holder.user;
    const sector = sectorOf(plan.client, config);
    const salt = config("pairwiseSubAlgorithmSalt");
    if (id === undefined || sector === undefined || salt === undefined) return silent("it has no sector or no salt");
    const subject = once(() => pairwise(sector, id, salt));
    if (target === "userinfo") draft.writeOther("sub", subject);
    else draft.named.sub = subject;
    return { wrote: [["sub"]], input: `the user's id, hashed for the sector ${sector}` };
  },
};

function sectorOf(client: CompiledClient, config: MapperInput["config"]): string | undefined {
  const uri = config("sectorIdentifierUri");
  if (uri !== undefined) return hostOf(uri);
  const { rootUrl = "", redirectUris = [] } = client.representation;
  const hosts = new Set(
    redirectUris
      .filter((each) => each.trim() !== "")
      .map((each) => hostOf(each.startsWith("/") ? `${rootUrl}${each}` : each)),
  );
  return hosts.size === 1 ? [...hosts][0] : undefined;
}

const hostOf = (uri: string): string | undefined =>
  /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]+)/i.exec(uri)?.[1];

/** SHA-256 of sector, subject and salt, as Java makes a UUID out of it: MD5 with the marks of version 3 (RFC 9562 §5.3). */
function pairwise(sector: string, subject: string, salt: string): string {
  const hash = md5(sha256([...utf8(sector), ...utf8(subject), ...utf8(salt)]));
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x30;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
