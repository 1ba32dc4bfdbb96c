import { Button } from "@mantine/core";
import { IconTool } from "@tabler/icons-react";
import type { Mend } from "../../src/contract/index.ts";
import styles from "./token.module.css";

export type OnMend = (mend: Mend) => void;

/** The buttons that would change the outcome. */
export const Mends = ({ mends, onMend }: { readonly mends: readonly Mend[]; readonly onMend: OnMend }) =>
  mends.length === 0 ? null : (
    <div className={styles["mends"]}>
      {mends.map((mend) => (
        <Button
          key={mend.label}
          size="compact-xs"
          variant="default"
          classNames={{ label: styles["mendLabel"] ?? "" }}
          leftSection={<IconTool size={13} aria-hidden />}
          onClick={() => onMend(mend)}
        >
          {mend.label}
        </Button>
      ))}
    </div>
  );
