import "./content-security.ts";

import { createRoot } from "react-dom/client";
import { signIn } from "../src/contract/index.ts";
import { call } from "./api.ts";
import { followChanges } from "./changes.ts";
import { guardDrafts } from "./draft/draft-store.ts";
import { App } from "./frame/App.tsx";
import { createQueries } from "./queries.ts";
import { parseSignInCode, session, signOut } from "./session.ts";
import "./mantine.css";
import "./app.css";

const queries = createQueries();

/** In a browser the address holds a one-time code: it is used up and taken out of the address before anything is shown. */
async function signInByAddress(): Promise<void> {
  const code = parseSignInCode(window.location.hash);
  if (code === null) return;
  window.history.replaceState(null, "", "#/");
  const signedIn = await call(signIn, { code }).catch(() => null);
  if (signedIn === null) signOut(true);
  else session.write(() => ({ bearer: signedIn.bearer, signedOut: false, codeRefused: false }));
}

async function start(page: HTMLElement): Promise<void> {
  guardDrafts(window);
  await signInByAddress();
  createRoot(page).render(<App queries={queries} />);
  if (!session.read().signedOut) followChanges(queries);
}

const page = document.getElementById("root");
if (page) void start(page);
