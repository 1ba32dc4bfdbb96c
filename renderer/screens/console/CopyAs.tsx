import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconCopy } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { COPY_FORMATS, copyCall, type TokenCall } from "../../../src/contract/index.ts";
import { call, sentenceOf } from "../../api.ts";
import { copyText } from "../../clipboard.ts";
import { Note } from "../../parts/Note.tsx";
import { words } from "../../words.ts";
import styles from "./request.module.css";

const say = words.console;
type Format = (typeof COPY_FORMATS)[number];

/** The call for another program. What proves the client is left to variables of the environment, which are named. */
export function CopyAs({ asked, disabled }: { readonly asked: TokenCall; readonly disabled: boolean }) {
  const copying = useMutation({
    mutationFn: async (as: Format) => {
      const { text, variables } = await call(copyCall, { call: asked, as });
      if (!(await copyText(text))) throw new Error(words.frame.notCopied);
      return { as, variables };
    },
  });
  return (
    <>
      <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            disabled={disabled}
            leftSection={<IconCopy size={13} aria-hidden />}
            rightSection={<IconChevronDown size={13} aria-hidden />}
          >
            {say.copyAs}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {COPY_FORMATS.map((as) => (
            <Menu.Item key={as} onClick={() => copying.mutate(as)}>
              {say.copyFormats[as]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <div className={styles["copyTold"]}>
        {copying.error && (
          <Note tone="bad" live>
            {sentenceOf(copying.error)}
          </Note>
        )}
        {copying.data && (
          <Note live>
            {say.copied(say.copyFormats[copying.data.as])}{" "}
            {copying.data.variables.length > 0 && say.copyNeeds(copying.data.variables)}
          </Note>
        )}
      </div>
    </>
  );
}
