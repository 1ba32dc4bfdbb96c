import { contextBridge } from "electron";

// The page speaks to the server by fetch; over this bridge goes only what it cannot know by itself.
contextBridge.exposeInMainWorld("tokenbench", {
  platform: process.platform,
  versions: { electron: process.versions.electron, chrome: process.versions.chrome },
});
