import { PARENT_ID, type PlacedComponent } from "../domain/components.ts";
import { inFieldOrder } from "../domain/representations.ts";
import { MASK } from "../domain/secrets.ts";
import { findProvider, type Provider } from "./component-types.ts";

type Config = Readonly<Record<string, readonly string[]>>;

/** A component as the Admin API shows it: only the settings that its provider's form has, and no secret. */
export function componentRepresentation({ component, type, parentId }: PlacedComponent): object {
  const { id, name, providerId, subType, config = {} } = component;
  const provider = findProvider(type, providerId);
  const shown = Object.entries(config).filter(([setting]) => setting !== PARENT_ID && hasSetting(provider, setting));
  return inFieldOrder("ComponentRepresentation", {
    id,
    name,
    providerId,
    providerType: type,
    parentId,
    subType,
    config: masked(provider, Object.fromEntries(shown)),
  });
}

/** Providers whose forms are not known here have any setting. */
export const hasSetting = (provider: Provider | undefined, name: string): boolean =>
  provider?.properties?.some((property) => property.name === name) ?? true;

const SECRET_NAME = /(secret|password|credential|privateKey)$/i;

/** Settings without their secrets. */
export function masked(provider: Provider | undefined, config: Config): Config {
  const isSecret = (name: string): boolean =>
    provider?.properties?.some((property) => property.name === name && property.secret) || SECRET_NAME.test(name);
  return Object.fromEntries(Object.entries(config).map(([name, values]) => [name, isSecret(name) ? [MASK] : values]));
}
