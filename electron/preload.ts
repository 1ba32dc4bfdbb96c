import { contextBridge, ipcRenderer } from "electron";

/** Tells the main process that the page listens; what waited there comes now. */
function listen(channel: "files" | "visit" | "presenter", listener: (what: unknown) => void): void {
  ipcRenderer.removeAllListeners(channel);
  ipcRenderer.on(channel, (_event, what: unknown) => listener(what));
  ipcRenderer.send("listening", channel);
}

// The page speaks to the server by fetch; over this bridge goes only what it cannot know by itself.
contextBridge.exposeInMainWorld("tokenbench", {
  platform: process.platform,
  versions: { electron: process.versions.electron, chrome: process.versions.chrome },
  onFiles: (listener: (files: unknown) => void) => listen("files", listener),
  onVisit: (listener: (section: unknown) => void) => listen("visit", listener),
  onPresenter: (listener: () => void) => listen("presenter", () => listener()),
});
