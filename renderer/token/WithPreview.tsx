import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { type ReactNode, useState } from "react";
import { useMemoryStore } from "../memory-store.ts";
import { presenting } from "../presenter.ts";
import { words } from "../words.ts";
import styles from "./with-preview.module.css";

interface WithPreviewProps {
  /** In a window less wide, and before a room, only one of both is shown. */
  readonly bothFromPx: number;
  readonly previewWidth: string;
  readonly preview: ReactNode;
  /** `show` goes to the preview where it is not beside; it has its place in the head of the work. */
  readonly children: (show: ReactNode) => ReactNode;
}

/** The work, and beside it the token that comes of it. */
export function WithPreview({ bothFromPx, previewWidth, preview, children }: WithPreviewProps) {
  const one = useMemoryStore(presenting);
  const narrow =
    useMediaQuery(`(max-width: ${bothFromPx - 1}px)`, undefined, { getInitialValueInEffect: false }) || one;
  const [previewShown, setPreviewShown] = useState(false);
  const show = narrow && (
    <Button className={styles["show"] ?? ""} size="compact-xs" variant="default" onClick={() => setPreviewShown(true)}>
      {words.token.show}
    </Button>
  );
  return (
    <div
      className={styles["split"]}
      data-shown={narrow ? (previewShown ? "preview" : "work") : "both"}
      style={narrow ? undefined : { gridTemplateColumns: `minmax(0, 1fr) ${previewWidth}` }}
    >
      <div className={styles["work"]}>{children(show)}</div>
      <div className={styles["back"]}>
        <Button size="compact-xs" variant="default" onClick={() => setPreviewShown(false)}>
          {words.token.hide}
        </Button>
      </div>
      <div className={styles["preview"]}>{preview}</div>
    </div>
  );
}
