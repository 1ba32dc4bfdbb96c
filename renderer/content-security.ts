import { setNonce } from "get-nonce";

/**
 * Must be in effect before any other module of the page. zod tries `new Function` when a schema is made, which the page's policy forbids
 * and the browser would report as a violation; told beforehand that there is no evaluation, it does not try.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

/** The server puts a fresh nonce into the page at each load; style elements made later must carry it. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";

setNonce(styleNonce);
