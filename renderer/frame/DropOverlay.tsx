import { IconFileImport } from "@tabler/icons-react";
import { isImporting } from "../screens/transfer/import-store.ts";
import { words } from "../words.ts";
import styles from "./frame.module.css";

const say = words.transfer;

/** Says what dropping the files that are held over the window would do. */
export function DropOverlay() {
  const later = isImporting();
  return (
    <div className={styles["drop"]} role="status">
      <div className={styles["dropText"]}>
        <IconFileImport size={30} stroke={1.5} aria-hidden />
        <strong>{later ? say.dropLater : say.drop}</strong>
        <span className="quiet">{later ? say.dropLaterHelp : say.dropHelp}</span>
      </div>
    </div>
  );
}
