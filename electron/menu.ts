import { Menu, type MenuItemConstructorOptions, shell } from "electron";
import type { Choice } from "./choose-files.ts";

/** What the menu's items do with the window. */
export interface MenuActions {
  readonly importFiles: (choice: Choice) => void;
  readonly showExport: () => void;
  readonly togglePresenterView: () => void;
}

/** The application menu. What belongs to a screen is in the page; here is what belongs to the window and the machine. */
export function buildMenu(facts: { workspacePath: string; development: boolean }, actions: MenuActions): Menu {
  const file: MenuItemConstructorOptions[] = [
    { label: "&Import…", accelerator: "CmdOrCtrl+O", click: () => actions.importFiles("openFile") },
    {
      label: "Import Fol&der…",
      visible: process.platform !== "darwin", // there one dialog has both
      click: () => actions.importFiles("openDirectory"),
    },
    { label: "&Export…", accelerator: "CmdOrCtrl+Shift+E", click: () => actions.showExport() },
    { type: "separator" },
    {
      label: "Open Workspace &Folder",
      accelerator: "CmdOrCtrl+Shift+O",
      click: () => void shell.openPath(facts.workspacePath),
    },
    { type: "separator" },
    { role: "quit" },
  ];
  const tools: MenuItemConstructorOptions[] = [{ role: "reload" }, { role: "toggleDevTools" }, { type: "separator" }];
  const view: MenuItemConstructorOptions[] = [
    ...(facts.development ? tools : []),
    {
      label: "&Presenter View",
      accelerator: "F8",
      registerAccelerator: false, // the page hears the key itself, as in a browser
      click: () => actions.togglePresenterView(),
    },
    { type: "separator" },
    { role: "resetZoom" },
    { role: "zoomIn" },
    { role: "zoomOut" },
    { type: "separator" },
    { role: "togglefullscreen" },
  ];
  const apple: MenuItemConstructorOptions[] = process.platform === "darwin" ? [{ role: "appMenu" }] : [];
  return Menu.buildFromTemplate([
    ...apple,
    { label: "&File", submenu: file },
    { role: "editMenu" },
    { label: "&View", submenu: view },
    { role: "windowMenu" },
  ]);
}
