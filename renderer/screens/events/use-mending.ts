import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Edit, Mend } from "../../../src/contract/index.ts";
import { clientQuery } from "../../queries.ts";
import { words } from "../../words.ts";
import { mendOnClientPage } from "../console/console-form.ts";

/** Puts what mends a refused call into the draft of the client's page and goes there; nothing changes before Save. */
export function useMending(realm: string) {
  const queries = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const mend = (wanted: Mend) => {
    const client = wanted.edits.map(clientOf).find((id) => id !== null);
    if (!client) return setProblem(words.events.noSuchClient);
    queries.fetchQuery(clientQuery(realm, client)).then(
      (page) => mendOnClientPage(realm, page, wanted),
      () => setProblem(words.events.noSuchClient),
    );
  };
  return { mend, problem };
}

function clientOf(edit: Edit): string | null {
  if ("client" in edit) return edit.client;
  return "to" in edit && "client" in edit.to ? edit.to.client : null;
}
