import type { KnownProviders } from "../domain/transfer/export-report.ts";
import { findProvider } from "./component-types.ts";
import { isMapperProvider } from "./mapper-providers.ts";
import serverInfo from "./server-info.json" with { type: "json" };

const authenticators = new Set(Object.keys(serverInfo.providers["client-authenticator"].providers));

/** What Keycloak 26.7 says of itself in its server info. */
export const knownProviders: KnownProviders = {
  isMapper: isMapperProvider,
  isClientAuthenticator: (id) => authenticators.has(id),
  isComponent: (type, id) => findProvider(type, id) !== undefined,
};
