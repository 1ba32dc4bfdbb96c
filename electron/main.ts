import "./webcrypto.ts";
import { join } from "node:path";
import { app, BrowserWindow, dialog, Menu } from "electron";
import { createUiFiles } from "../src/http/ui-files.ts";
import { type RunningServer, startServer } from "../src/start.ts";
import { answerAppScheme, createDevelopmentPage, isOurs, PAGE_URL, registerAppScheme } from "./app-scheme.ts";
import { type Choice, importChosenFiles, importFiles } from "./choose-files.ts";
import { findRealmFiles, parseLaunchOptions } from "./launch-options.ts";
import { lockDown } from "./lock-down.ts";
import { buildMenu, type MenuActions } from "./menu.ts";
import { createPageMessages, type SendToPage } from "./page-messages.ts";
import { keepWindowState, readWindowState } from "./window-state.ts";

/** Keycloak's own. */
const DEFAULT_PORT = 8080;
const STOP_LIMIT_MS = 900;
const developmentUrl = app.isPackaged ? undefined : process.env.TOKENBENCH_DEV_SERVER_URL;
const uiFolder = join(__dirname, "../renderer");

if (process.env.TOKENBENCH_USER_DATA) app.setPath("userData", process.env.TOKENBENCH_USER_DATA);
registerAppScheme();
// As root Chromium needs --no-sandbox, and enableSandbox() would take that flag from its child processes: a crash loop.
if (!app.commandLine.hasSwitch("no-sandbox")) app.enableSandbox();

/** Tells a waiting start script that Electron itself runs here; from then on the app speaks for itself. */
function reportStarted(): void {
  process.send?.("started");
}

async function startServerOfApp(): Promise<RunningServer> {
  const options = parseLaunchOptions(process.argv, app.getPath("userData"));
  const server = await startServer({ ...options, defaultPort: DEFAULT_PORT, portMayMove: true, uiFolder });
  process.stdout.write(`Tokenbench answers at ${server.baseUrl} (workspace ${server.workspacePath}).\n`);
  for (const message of server.messages) process.stdout.write(`${message}\n`);
  return server;
}

function openWindow(): BrowserWindow {
  const stateFile = join(app.getPath("userData"), "window.json");
  const { bounds, maximised } = readWindowState(stateFile);
  const preload = join(__dirname, "../preload/preload.cjs");
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 640,
    minHeight: 480,
    title: "Tokenbench",
    show: false,
    webPreferences: { preload, contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true },
  });
  keepWindowState(window, stateFile);
  window.once("ready-to-show", () => {
    if (maximised) window.maximize();
    window.show();
  });
  void window.loadURL(PAGE_URL);
  return window;
}

function createMenuActions(window: BrowserWindow, send: SendToPage): MenuActions {
  return {
    importFiles: (choice: Choice) => void importChosenFiles(window, choice, send),
    showExport: () => send("visit", "export"),
    togglePresenterView: () => send("presenter", "toggle"),
  };
}

/**
 * Holds quitting back until the server has written everything, but no longer than a person would wait. A signal quits
 * the same way; without listeners of ours it would end the process on the spot.
 */
function stopBeforeQuitting(serving: Promise<RunningServer>): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => app.quit());
  let stopping = false;
  app.on("will-quit", (event) => {
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    const limit = new Promise((reached) => setTimeout(reached, STOP_LIMIT_MS));
    const stopped = serving.then((server) => server.stop()).catch((error: unknown) => report(error));
    void Promise.race([stopped, limit]).then(() => app.exit(0));
  });
}

function report(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n`);
  return message;
}

/** The server starts while Chromium does. */
async function open(): Promise<void> {
  Menu.setApplicationMenu(null); // ours comes with the window; until then Electron would build one of its own
  const serving = startServerOfApp();
  stopBeforeQuitting(serving);
  const [server] = await Promise.all([serving, app.whenReady().then(reportStarted)]);
  lockDown(isOurs, developmentUrl !== undefined);
  answerAppScheme({
    findPage: developmentUrl ? createDevelopmentPage(developmentUrl) : createUiFiles(uiFolder),
    handleInProcess: (request) => server.handleInProcess(request),
  });
  const { workspacePath } = server;
  const window = openWindow();
  const ask = () => void server.handleInProcess(new Request(`${PAGE_URL}workbench/server`));
  window.once("ready-to-show", ask); // the page does so in a moment: what answers it is loaded by then
  const send = createPageMessages(window.webContents);
  takeOpenedFiles(send);
  const actions = createMenuActions(window, send);
  Menu.setApplicationMenu(buildMenu({ workspacePath, development: developmentUrl !== undefined }, actions));
}

/** A dialog needs an app that is ready. */
async function giveUp(error: unknown): Promise<void> {
  const reason = report(error);
  await app.whenReady();
  dialog.showErrorBox("Tokenbench cannot start", reason);
  app.exit(1);
}

/** Realm files that the system opens the app with, at the start and while it runs. */
const openedFiles: string[] = findRealmFiles(process.argv, process.cwd()).slice();
let takeFiles = (paths: readonly string[]): void => void openedFiles.push(...paths);

function takeOpenedFiles(send: SendToPage): void {
  takeFiles = (paths) => void importFiles(paths, send);
  if (openedFiles.length > 0) takeFiles(openedFiles.splice(0));
}

function showExistingWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized()) window.restore();
  window?.focus();
}

if (app.requestSingleInstanceLock()) {
  app.on("second-instance", (_event, words, folder) => {
    showExistingWindow();
    const files = findRealmFiles(words, folder);
    if (files.length > 0) takeFiles(files);
  });
  app.on("open-file", (event, path) => {
    event.preventDefault();
    takeFiles([path]);
  });
  app.on("window-all-closed", () => app.quit());
  void open().catch(giveUp);
} else {
  reportStarted();
  process.stdout.write("Tokenbench is already open; its window comes to the front.\n");
  app.exit(0);
}
