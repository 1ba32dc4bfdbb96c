import { Button } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useState } from "react";
import { copyText } from "../clipboard.ts";
import { words } from "../words.ts";

interface CopyButtonProps {
  readonly label: string;
  /** Which of several it is, for a screen reader. */
  readonly name?: string;
  /** The text, or a way to come by it, so that a secret is fetched only when it is asked for. */
  readonly text: string | (() => Promise<string>);
  readonly variant?: "default" | "subtle";
}

const SHOWN_MS = 1_500;

/** Copies and says so on itself; no note lies over anything. */
export function CopyButton({ label, name, text, variant = "default" }: CopyButtonProps) {
  const [said, setSaid] = useState<string | null>(null);
  const copy = async () => {
    const copied = await Promise.resolve(typeof text === "string" ? text : text()).then(copyText, () => false);
    setSaid(copied ? words.frame.copied : words.frame.notCopied);
    window.setTimeout(() => setSaid(null), SHOWN_MS);
  };
  const Icon = said === words.frame.copied ? IconCheck : IconCopy;
  return (
    <Button
      variant={variant}
      color="gray"
      aria-label={said ?? name}
      leftSection={<Icon size={14} aria-hidden />}
      onClick={() => void copy()}
    >
      <span aria-live="polite">{said ?? label}</span>
    </Button>
  );
}
