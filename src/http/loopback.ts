const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether a host, as a URL or a Host header writes it without its port, is this machine by any resolver (RFC 6761 §6.3). */
export const isLoopbackName = (host: string): boolean => LOOPBACK.test(host);

/** Whether an address leads to the server that is reached at `own`; names of this machine are one. */
export function isSameServer(own: string, address: string): boolean {
  if (!URL.canParse(own) || !URL.canParse(address)) return false;
  const [ours, theirs] = [new URL(own), new URL(address)];
  const isHere = theirs.hostname === ours.hostname || isLoopbackName(theirs.hostname);
  return isHere && theirs.port === ours.port && theirs.protocol === ours.protocol;
}
