import type { Mapper } from "../contract/mappers.ts";
import { listMapperTypes } from "../contract/mappers.ts";
import { effectiveMapperConfig } from "../domain/mapper-config.ts";
import { protocolMappers } from "../domain/mappers/index.ts";
import type { ProtocolMapperRepresentation } from "../domain/realm-document.ts";
import { answered, serve } from "./serve.ts";

/** Mappers for OpenID Connect as a page shows them. */
export const toMappers = (mappers: readonly ProtocolMapperRepresentation[] = []): Mapper[] =>
  mappers
    .filter(({ protocol = "openid-connect" }) => protocol === "openid-connect")
    .map((mapper) => ({
      id: mapper.id ?? "",
      name: mapper.name,
      protocolMapper: mapper.protocolMapper,
      config: effectiveMapperConfig(mapper),
    }));

export const serveMapperTypes = serve(listMapperTypes, async (ctx) => {
  const { mapperTypes } = await ctx.forms();
  return answered({ types: mapperTypes.filter(({ id }) => protocolMappers.has(id)) });
});
