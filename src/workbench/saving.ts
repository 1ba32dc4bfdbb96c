import { RealmRefused } from "../domain/realm-refused.ts";
import { RealmConflict, WorkspaceProblem } from "../store/workspace-problem.ts";
import { answered, type Outcome, refused } from "./serve.ts";

/** Words what can come of saving: refused by the domain, overtaken by another change, or no disk to write on. */
export async function saving<Answer>(
  store: { read(): { readonly revision: number } },
  save: () => Promise<Answer>,
): Promise<Outcome<Answer>> {
  try {
    return answered(await save());
  } catch (error) {
    if (error instanceof RealmRefused) return refused(422, error.message, { field: error.path.join(".") });
    if (error instanceof RealmConflict) return refused(409, error.message, { revision: store.read().revision });
    if (error instanceof WorkspaceProblem) return refused(503, error.message);
    throw error;
  }
}
