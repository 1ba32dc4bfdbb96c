import { ipcMain, type WebContents } from "electron";
import { isOurs } from "./app-scheme.ts";

/** What the main process has to say to the page, and nothing else. */
interface PageMessages {
  /** Files that a person chose in the app's dialog. */
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** The section of Import / Export to show. */
  readonly visit: "export";
  readonly presenter: "toggle";
}

type Channel = keyof PageMessages;
export type SendToPage = <To extends Channel>(channel: To, message: PageMessages[To]) => void;

/** Sends messages to the page as soon as it listens: one that comes before, or while the page loads anew, waits. */
export function createPageMessages(page: WebContents): SendToPage {
  const listening = new Set<string>();
  const waiting: { readonly channel: Channel; readonly message: unknown }[] = [];
  let loading = page.isLoading();
  const flush = () => {
    if (loading) return; // whoever listens now may be gone with the next page
    for (const next of waiting.splice(0))
      if (listening.has(next.channel)) page.send(next.channel, next.message);
      else waiting.push(next);
  };
  const hear = (event: Electron.IpcMainEvent, channel: unknown) => {
    if (event.sender !== page || !isOurs(event.senderFrame?.url ?? "")) return;
    listening.add(String(channel));
    flush();
  };
  ipcMain.on("listening", hear);
  page.on("did-start-loading", () => {
    loading = true;
  });
  page.on("did-navigate", () => listening.clear());
  page.on("did-stop-loading", () => {
    loading = false;
    flush();
  });
  page.once("destroyed", () => ipcMain.removeListener("listening", hear));
  return (channel, message) => {
    waiting.push({ channel, message });
    flush();
  };
}
