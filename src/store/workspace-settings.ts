import type { ResourceServerSettings } from "../domain/resource-server/resource-settings.ts";
import { readContent, writeDurably } from "./durable-file.ts";
import { locateSyntaxError } from "./json-location.ts";
import { WorkspaceProblem, worded } from "./workspace-problem.ts";

/** What `workbench.json` holds. */
export interface WorkspaceSettings {
  readonly port?: number;
  /** Realms that are answered under `/auth` as well. */
  readonly authPathRealms?: readonly string[];
  /** Further names that a `Host` header may hold. */
  readonly hostnames?: readonly string[];
  /** Origins beside this machine that URLs of a realm lead to; they count once a person approved them. */
  readonly approvedOrigins?: readonly string[];
  /** What the resource server of a realm asks of tokens, by realm. */
  readonly resourceServers?: Readonly<Record<string, Partial<ResourceServerSettings>>>;
  /** Calls of the Console, without secrets; judged when they are read. */
  readonly savedCalls?: readonly { readonly name: string; readonly call?: unknown }[];
}

/** Checks unknown JSON; throws an error whose message says what is wrong. */
export type ParseSettings = (json: unknown) => WorkspaceSettings;

/** `workbench.json`. Read anew before each change, so that what a person wrote into it meanwhile is kept. */
export class SettingsFile {
  readonly #path: string;
  readonly #parse: ParseSettings;
  #current: WorkspaceSettings = {};
  #lastJob: Promise<unknown> = Promise.resolve();

  constructor(path: string, parse: ParseSettings) {
    this.#path = path;
    this.#parse = parse;
  }

  get current(): WorkspaceSettings {
    return this.#current;
  }

  /** Throws a `WorkspaceProblem` when the file is not fit. No file is no settings. */
  async read(): Promise<void> {
    const content = await worded(this.#path, () => readContent(this.#path));
    this.#current = content
      ? await this.#parsed(content.bytes.toString("utf8").replace(/^\ufeff/, ""))
      : this.#parse({});
  }

  update(change: (settings: WorkspaceSettings) => WorkspaceSettings): Promise<WorkspaceSettings> {
    const run = this.#lastJob.then(async () => {
      await this.read();
      const next = this.#parse(change(this.#current));
      await worded(this.#path, () => writeDurably(this.#path, `${JSON.stringify(next, null, 2)}\n`));
      this.#current = next;
      return next;
    });
    this.#lastJob = run.catch(() => undefined);
    return run;
  }

  /** Resolves when no change waits. */
  async settled(): Promise<void> {
    await this.#lastJob;
  }

  async #parsed(text: string): Promise<WorkspaceSettings> {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      const { reason, place } = await locateSyntaxError(text);
      throw this.#unfit(place ? `line ${place.line}, column ${place.column}: ${reason}` : reason);
    }
    try {
      return this.#parse(json);
    } catch (error) {
      throw this.#unfit(error instanceof Error ? error.message : String(error));
    }
  }

  #unfit(why: string): WorkspaceProblem {
    return new WorkspaceProblem(
      `${this.#path} cannot be read (${why}): mend it, or move it away to start with the defaults`,
      "settings",
    );
  }
}
