const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether a host, as a URL or a Host header writes it without its port, is this machine by any resolver (RFC 6761 §6.3). */
export const isLoopbackName = (host: string): boolean => LOOPBACK.test(host);
