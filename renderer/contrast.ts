import { createMemoryStore } from "./memory-store.ts";

const STORAGE_KEY = "tokenbench.contrast";
const wanted = window.matchMedia("(prefers-contrast: more)");

const isStored = (): boolean => {
  try {
    return localStorage.getItem(STORAGE_KEY) === "more";
  } catch {
    return false;
  }
};

/** Whether a person asked for high contrast here; the system may ask for it as well. */
export const highContrast = createMemoryStore<boolean>(isStored());

export function setHighContrast(on: boolean): void {
  highContrast.write(() => on);
  try {
    localStorage.setItem(STORAGE_KEY, on ? "more" : "system");
  } catch {
    // Storage that is full or forbidden costs only the memory of it.
  }
}

/** Keeps the page as the person or the system wants it. */
export function followContrast(page: HTMLElement): void {
  const apply = () => {
    if (highContrast.read() || wanted.matches) page.dataset["contrast"] = "more";
    else delete page.dataset["contrast"];
  };
  highContrast.subscribe(apply);
  wanted.addEventListener("change", apply);
  apply();
}
