import { Menu, type MenuItemConstructorOptions, shell } from "electron";

/** The application menu. What belongs to a screen is in the page; here is what belongs to the window and the machine. */
export function buildMenu(facts: { workspacePath: string; development: boolean }): Menu {
  const file: MenuItemConstructorOptions[] = [
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
