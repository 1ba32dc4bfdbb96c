import { restoreRealmFile } from "../contract/realms.ts";
import { RealmConflict, WorkspaceProblem } from "../store/workspace-problem.ts";
import { answered, refused, serve } from "./serve.ts";

/** A realm file that was not fit is replaced by its last good version, because a person asked for it. */
export const serveRestore = serve(restoreRealmFile, async (ctx, { notice }) => {
  try {
    const restored = await ctx.restoreRealmFile(notice);
    return restored === undefined ? refused(404, "There is nothing to restore any more") : answered({ restored });
  } catch (error) {
    if (error instanceof WorkspaceProblem || error instanceof RealmConflict) return refused(503, error.message);
    throw error;
  }
});
