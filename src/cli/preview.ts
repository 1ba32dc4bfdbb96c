import { listClients, previewToken } from "../contract/index.ts";
import { CallRefused, withKnowingDoor } from "../start/workbench-door.ts";
import { describeExplanation, describeTrace } from "./describe-token.ts";
import { say } from "./import.ts";
import { log, workspaceOf } from "./places.ts";
import { paletteFor, printable } from "./terminal.ts";
import { REFUSED_BY_SERVER } from "./token.ts";

export interface PreviewOptions {
  readonly realm: string;
  readonly client: string;
  readonly scope?: string;
  readonly json?: boolean;
  readonly workspace?: string;
}

/** `tokenbench preview`: the token a client would get, and why. Issues nothing, changes nothing, needs no server. */
export async function runPreview(options: PreviewOptions, env: NodeJS.ProcessEnv): Promise<void> {
  const { realm, client: clientId, scope } = options;
  await withKnowingDoor(workspaceOf(options, env), log, async (door) => {
    const { clients } = await door.call(listClients, { realm });
    const client = clients.find((each) => each.clientId === clientId);
    if (!client) throw new CallRefused(`Realm ${realm} has no client ${clientId}`);
    const preview = await door.call(previewToken, {
      realm,
      edits: [],
      client: client.id,
      ...(scope !== undefined && { scope }),
    });
    if (preview.refused) process.exitCode = REFUSED_BY_SERVER;
    if (options.json) return say([JSON.stringify(preview, null, 2)]);
    const palette = paletteFor(process.stdout, env);
    const { refused, claims, trace, explanation } = preview;
    const token = [palette.strong("claims"), JSON.stringify(claims, null, 2)];
    const refusal =
      refused && `${refused.status} ${refused.error}${refused.description ? `: ${refused.description}` : ""}`;
    say([
      ...(refusal === null ? token : [palette.bad(printable(refusal))]),
      ...describeTrace(trace, palette),
      ...describeExplanation(explanation, palette),
    ]);
  });
}
