import { clientWords } from "./words/client.ts";
import { clientScopeWords } from "./words/client-scopes.ts";
import { clientSectionWords } from "./words/client-sections.ts";
import { clientsWords } from "./words/clients.ts";
import { consoleWords } from "./words/console.ts";
import { eventsWords } from "./words/events.ts";
import { exchangeWords } from "./words/exchange.ts";
import { frameWords } from "./words/frame.ts";
import { historyWords } from "./words/history.ts";
import { listWords } from "./words/list.ts";
import { mapperWords } from "./words/mappers.ts";
import { matrixWords } from "./words/matrix.ts";
import { paletteWords, shortcutWords } from "./words/palette.ts";
import { realmKeysWords } from "./words/realm-keys.ts";
import { realmSessionsWords } from "./words/realm-sessions.ts";
import { durationWords, realmSettingsWords } from "./words/realm-settings.ts";
import { realmsWords } from "./words/realms.ts";
import { resourceServerWords } from "./words/resource-server.ts";
import { rolePageWords } from "./words/role-pages.ts";
import { termWords } from "./words/terms.ts";
import { tokenWords } from "./words/token.ts";
import { transferWords } from "./words/transfer.ts";

/** Every text of the window, by screen. Names of settings are Keycloak 26's own words. */
export const words = {
  frame: frameWords,
  clients: clientsWords,
  ...clientWords,
  ...clientSectionWords,
  clientScopeList: clientScopeWords,
  list: listWords,
  terms: termWords,
  mappers: mapperWords,
  matrix: matrixWords,
  palette: paletteWords,
  shortcuts: shortcutWords,
  roleList: rolePageWords,
  token: tokenWords,
  console: consoleWords,
  exchange: exchangeWords,
  events: eventsWords,
  history: historyWords,
  realmSessions: realmSessionsWords,
  realmSettings: realmSettingsWords,
  realmKeys: realmKeysWords,
  realms: realmsWords,
  duration: durationWords,
  resourceServer: resourceServerWords,
  transfer: transferWords,
};
