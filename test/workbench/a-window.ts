import type {
  AnswerOf,
  ClientPage,
  Edit,
  listClients,
  listHistory,
  previewToken,
  readServer,
  saveEdits,
  sendTokenRequest,
  showTokenRequest,
  WorkbenchRefusal,
} from "../../src/contract/index.ts";
import type { RunningServer } from "../../src/index.ts";

export interface Answered<Answer> {
  readonly status: number;
  readonly answer: Answer;
  readonly refusal: WorkbenchRefusal;
}

/** Calls of our own window: in-process, without a sign-in. */
export function aWindow({ handleInProcess }: Pick<RunningServer, "handleInProcess">, realm = "test") {
  const call = async <Answer>(method: "GET" | "POST", path: string, body?: object): Promise<Answered<Answer>> => {
    const response = await handleInProcess(
      new Request(`app://ui/workbench${path}`, { method, ...(body && { body: JSON.stringify(body) }) }),
    );
    const json = await response.json();
    return { status: response.status, answer: json, refusal: json };
  };
  const inRealm = `/realms/${encodeURIComponent(realm)}`;
  type Saved = AnswerOf<typeof saveEdits>;
  return {
    call,
    server: () => call<AnswerOf<typeof readServer>>("GET", "/server"),
    clients: () => call<AnswerOf<typeof listClients>>("GET", `${inRealm}/clients`),
    page: (client: string) => call<ClientPage>("GET", `${inRealm}/clients/${encodeURIComponent(client)}`),
    reveal: (client: string) =>
      call<{ secret: string | null }>("POST", `${inRealm}/clients/${encodeURIComponent(client)}/secret`),
    preview: (client: string, scope?: string, edits: readonly Edit[] = []) =>
      call<AnswerOf<typeof previewToken>>("POST", `${inRealm}/preview`, {
        client,
        edits,
        ...(scope !== undefined && { scope }),
      }),
    save: (baseRevision: number, ...edits: Edit[]) => call<Saved>("POST", `${inRealm}/edits`, { baseRevision, edits }),
    undo: (revision: number) => call<Saved>("POST", `${inRealm}/undo`, { revision }),
    history: () => call<AnswerOf<typeof listHistory>>("GET", `${inRealm}/history`),
    send: (client: string, more: object = {}) =>
      call<AnswerOf<typeof sendTokenRequest>>("POST", "/exchanges", {
        realm,
        client,
        authentication: "client_secret_basic",
        ...more,
      }),
    show: (client: string, more: object = {}) =>
      call<AnswerOf<typeof showTokenRequest>>("POST", "/exchanges/request", {
        realm,
        client,
        authentication: "client_secret_basic",
        ...more,
      }),
  };
}
