import { Button, Radio } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type ExportedRealm, exportForm, exportRealm, type InputOf } from "../../../src/contract/index.ts";
import { call } from "../../api.ts";
import page from "../../page/page.module.css";
import { CopyButton } from "../../parts/CopyButton.tsx";
import { Loading } from "../../parts/Loading.tsx";
import { keys } from "../../queries.ts";
import { words } from "../../words.ts";
import { Lines } from "./Lines.tsx";
import { saveFile } from "./save-file.ts";
import styles from "./transfer.module.css";

const say = words.transfer.export;

type ExportForm = InputOf<typeof exportRealm>["form"];

/** The realm as a file. Its text goes to the disk or the clipboard and never onto the page. */
export function ExportSection({ realm }: { readonly realm: string }) {
  const [form, setForm] = useState<ExportForm>("whole");
  const exported = useQuery({
    queryKey: [...keys.realm(realm), "export", form],
    queryFn: ({ signal }) => call(exportRealm, { realm, form }, signal),
    gcTime: 0, // it holds secrets
  });
  return (
    <div className={page["scroll"]}>
      <div className={styles["content"]}>
        <section className={styles["card"]} aria-label={words.transfer.sections.export}>
          <p>{say.lead(realm)}</p>
          <Radio.Group size="xs" label={say.form} value={form} onChange={(value) => setForm(value as ExportForm)}>
            <div className={styles["radios"]}>
              {exportForm.options.map((one) => (
                <Radio key={one} value={one} label={say.forms[one].label} description={say.forms[one].help} />
              ))}
            </div>
          </Radio.Group>
          <div className={styles["exported"]}>
            {exported.data ? (
              <Exported key={form} exported={exported.data} />
            ) : (
              <Loading error={exported.error} again={exported.refetch} />
            )}
          </div>
        </section>
      </div>
    </div>
  );
}

function Exported({ exported: { fileName, text, report } }: { readonly exported: ExportedRealm }) {
  const [saved, setSaved] = useState(false);
  const save = () => {
    saveFile(fileName, text);
    setSaved(true);
  };
  return (
    <>
      {report.length > 0 ? (
        <Lines title={say.report} lines={report} />
      ) : (
        <p className="quiet small">{say.nothingToReport}</p>
      )}
      <div className={styles["buttons"]}>
        <Button leftSection={<IconDownload size={15} aria-hidden />} onClick={save}>
          {say.download}
        </Button>
        <CopyButton label={say.copy} text={text} />
        <span className={`quiet small ${styles["wrap"]}`} role="status">
          {saved ? say.downloaded(fileName) : say.size(fileName, text.length)}
        </span>
      </div>
    </>
  );
}
