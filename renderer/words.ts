import { clientWords } from "./words/client.ts";
import { clientsWords } from "./words/clients.ts";
import { consoleWords } from "./words/console.ts";
import { frameWords } from "./words/frame.ts";
import { tokenWords } from "./words/token.ts";
import { transferWords } from "./words/transfer.ts";

/** Every text of the window, by screen. Names of settings are Keycloak 26's own words. */
export const words = {
  frame: frameWords,
  clients: clientsWords,
  ...clientWords,
  token: tokenWords,
  console: consoleWords,
  transfer: transferWords,
};
