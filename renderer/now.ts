import { useSyncExternalStore } from "react";

const readSeconds = (): number => Math.floor(Date.now() / 1000);

const tick = (listener: () => void) => {
  const timer = window.setInterval(listener, 500);
  return () => window.clearInterval(timer);
};

/** The present second; what reads it renders again each second. */
export const useNowSeconds = (): number => useSyncExternalStore(tick, readSeconds);
