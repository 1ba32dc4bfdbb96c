import { createRoot } from "react-dom/client";
import { signIn } from "../src/contract/index.ts";
import { parseAddress } from "./address.ts";
import { call } from "./api.ts";
import { findBridge } from "./bridge.ts";
import { followChanges } from "./changes.ts";
import { followContrast } from "./contrast.ts";
import { guardDrafts } from "./draft/draft-store.ts";
import { App } from "./frame/App.tsx";
import { readScreen } from "./frame/Screen.tsx";
import { keepFocus, keepFocusInView } from "./kept-focus.ts";
import { keepPresses } from "./kept-press.ts";
import { followPresenting, togglePresenting } from "./presenter.ts";
import { createQueries } from "./queries.ts";
import { parseSignInCode, session, signOut } from "./session.ts";
import "./mantine.css";
import "./app.css";
import "./high-contrast.css";
import "./presenter.css";

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
  keepFocus(document);
  keepFocusInView(document);
  keepPresses(document);
  followContrast(document.documentElement);
  followPresenting(document.documentElement);
  findBridge()?.onPresenter(togglePresenting);
  await signInByAddress();
  readScreen(parseAddress(window.location.hash));
  if (!session.read().signedOut) followChanges(queries); // asked for first: what is read later need not be read again
  createRoot(page).render(<App queries={queries} />);
}

const page = document.getElementById("root");
if (page) void start(page);
