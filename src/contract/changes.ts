/**
 * `GET /workbench/changes` is a stream of server-sent events; each `data:` is one of these as JSON. A window reads it to
 * show at once what another window, a file or a program changed.
 */
export interface ChangeNotice {
  readonly realm: string;
  /** 0 when the realm is gone. */
  readonly revision: number;
  readonly by: string;
  readonly summary: readonly string[];
}
export const changesPath = "/workbench/changes";
