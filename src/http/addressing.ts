import { AddressUnfit } from "./address-unfit.ts";
import { isLoopbackName } from "./loopback.ts";
import type { Addressing } from "./server-context.ts";

export interface AddressingOptions {
  readonly relativePath?: string;
  readonly hostname?: string;
  /** The address the server is bound to. */
  readonly boundHost: string;
  readonly moreHostnames: () => readonly string[];
  readonly authPathRealms: () => readonly string[];
}

/**
 * Decides which `Host` headers are ours: loopback names, the bound address, the `--hostname`, names of the settings. A
 * page that lets its own name point to this machine (DNS rebinding) is none of them.
 *
 * @throws AddressUnfit for a `hostname` that no issuer can hold.
 */
export function createAddressing({
  relativePath = "",
  hostname,
  boundHost,
  moreHostnames,
  authPathRealms,
}: AddressingOptions): Addressing {
  if (hostname !== undefined && !isHostname(hostname))
    throw new AddressUnfit(
      `${JSON.stringify(hostname)} is neither a host name nor a URL: --hostname takes one, as in auth.example or https://auth.example`,
    );
  const fixed = new Set([
    boundHost.toLowerCase(),
    `[${boundHost.toLowerCase()}]`,
    ...(hostname ? [hostOf(hostname)] : []),
  ]);
  const isKnown = (host: string): boolean => {
    const name = withoutPort(host.toLowerCase());
    return isLoopbackName(name) || fixed.has(name) || moreHostnames().some((known) => known.toLowerCase() === name);
  };
  let lastKnown = ""; // callers keep to one name, so it is looked at once
  return {
    relativePath: relativePath === "/" ? "" : relativePath.replace(/\/+$/, ""),
    hostname,
    isKnownHost: (host) => {
      if (host === lastKnown) return true;
      if (!isKnown(host)) return false;
      lastKnown = host;
      return true;
    },
    isAuthPathRealm: (realm) => authPathRealms().includes(realm),
  };
}

const withoutPort = (host: string): string => host.replace(/:\d+$/, "");

function isHostname(hostname: string): boolean {
  try {
    const url = new URL(hostname.includes("://") ? hostname : `http://${hostname}`);
    const isPlain = hostname.includes("://") || url.host === hostname.toLowerCase();
    return isPlain && /^https?:$/.test(url.protocol) && url.username === "" && url.search === "" && url.hash === "";
  } catch {
    return false;
  }
}

const hostOf = (hostname: string): string =>
  withoutPort(
    hostname
      .toLowerCase()
      .replace(/^[a-z]+:\/\//, "")
      .replace(/\/.*$/, ""),
  );

/** Where a request reached us: scheme, host and relative path, or the `--hostname` where one is set. */
export function baseUrlOf(
  addressing: Addressing,
  { secure, host, prefix }: { secure: boolean; host: string; prefix: string },
): string {
  const { hostname } = addressing;
  if (hostname?.includes("://")) return hostname.replace(/\/+$/, "");
  const scheme = secure ? "https" : "http";
  if (!hostname) return `${scheme}://${host}${prefix}`;
  const port = /:\d+$/.exec(host)?.[0] ?? "";
  return `${scheme}://${hostname}${port}${prefix}`;
}
