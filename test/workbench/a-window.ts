import type {
  AnswerOf,
  ClientPage,
  Edit,
  listClients,
  listHistory,
  previewToken,
  readServer,
  saveEdits,
  sendCall,
  showCall,
  WorkbenchRefusal,
} from "../../src/contract/index.ts";
import type { RunningServer } from "../../src/index.ts";
import { idOf } from "../support/builders.ts";

export interface Answered<Answer> {
  readonly status: number;
  readonly answer: Answer;
  readonly refusal: WorkbenchRefusal;
}

interface CallDraft {
  readonly method?: string;
  readonly secret?: string;
  readonly scope?: string;
}

/** Calls of our own window: in-process, without a sign-in. */
export function aWindow(
  { handleInProcess, baseUrl }: Pick<RunningServer, "handleInProcess" | "baseUrl">,
  realm = "test",
) {
  const call = async <Answer>(method: "GET" | "POST", path: string, body?: object): Promise<Answered<Answer>> => {
    const response = await handleInProcess(
      new Request(`app://ui/workbench${path}`, { method, ...(body && { body: JSON.stringify(body) }) }),
    );
    const json = await response.json();
    return { status: response.status, answer: json, refusal: json };
  };
  const inRealm = `/realms/${encodeURIComponent(realm)}`;
  /** A call of a client of the realm, with its stored secret unless one is typed. */
  const asCall = (clientId: string, { method = "client_secret_basic", secret, ...more }: CallDraft) => ({
    issuer: `${baseUrl}${inRealm}`,
    clientId,
    client: { realm, id: idOf("client", clientId) },
    proof: { method, ...(secret !== undefined && { secret }) },
    ...more,
  });
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
    send: (clientId: string, more: CallDraft = {}) =>
      call<AnswerOf<typeof sendCall>>("POST", "/calls", asCall(clientId, more)),
    show: (clientId: string, more: CallDraft = {}) =>
      call<AnswerOf<typeof showCall>>("POST", "/calls/show", asCall(clientId, more)),
  };
}
