/** A body that is longer than its limit. */
export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
  readonly limitBytes: number;

  constructor(limitBytes: number) {
    super(`the body is larger than ${limitBytes} bytes`);
    this.limitBytes = limitBytes;
  }
}

/** OIDC requests; a token of a megabyte is none. */
export const OIDC_BODY_BYTES = 1024 * 1024;
/** Whole realms come in here, after the caller has proved who they are. */
export const ADMIN_BODY_BYTES = 64 * 1024 * 1024;

/**
 * Reads the body of a web Request as text, no more of it than the limit.
 *
 * @param announced the Content-Length header; Node reads no more than it says.
 * @throws BodyTooLarge
 */
export async function readBody(request: Request, limitBytes: number, announced: string | undefined): Promise<string> {
  if (announced !== undefined && Number(announced) > limitBytes) throw new BodyTooLarge(limitBytes);
  if (announced !== undefined) return request.text();
  if (!request.body) return request.text();
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > limitBytes) {
      await reader.cancel();
      throw new BodyTooLarge(limitBytes);
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks).toString("utf8");
}
