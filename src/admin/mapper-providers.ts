import serverInfo from "./server-info.json" with { type: "json" };

const providers = new Set(Object.values(serverInfo.protocolMapperTypes).flatMap((types) => types.map(({ id }) => id)));

/** Whether Keycloak has a protocol mapper of that id, for whatever protocol. */
export const isMapperProvider = (id: string): boolean => providers.has(id);
