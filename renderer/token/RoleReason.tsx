import { createContext, use } from "react";
import type { RoleVerdict } from "../../src/contract/index.ts";
import { words } from "../words.ts";
import { Mends, type OnMend } from "./Mends.tsx";
import { TraceChain } from "./TraceChain.tsx";
import styles from "./token.module.css";

/** Where the setting stands that keeps a role out, for screens that are not that page. */
export const RoleSetting = createContext<((verdict: RoleVerdict) => string) | null>(null);

/** Why a role is in the token or not: how it is held, what lets it through, and what would change that. */
export const RoleReason = ({ verdict, onMend }: { readonly verdict: RoleVerdict; readonly onMend: OnMend }) => (
  <div className={styles["reason"]}>
    <p className={styles["sentence"]}>{verdict.reason}</p>
    <Chain label={verdict.heldThrough ? words.token.heldBy : words.token.notHeldAtAll} links={verdict.heldThrough} />
    <Chain
      label={verdict.inScopeThrough ? words.token.inScopeBy : words.token.notInScope}
      links={verdict.inScopeThrough}
    />
    <Mends mends={verdict.mends} onMend={onMend} />
    <SettingLink verdict={verdict} />
  </div>
);

function SettingLink({ verdict }: { readonly verdict: RoleVerdict }) {
  const hrefOfSetting = use(RoleSetting);
  return hrefOfSetting && !verdict.inToken ? <a href={hrefOfSetting(verdict)}>{words.token.setting}</a> : null;
}

const Chain = ({ label, links }: { readonly label: string; readonly links: RoleVerdict["heldThrough"] }) => (
  <div className={styles["chainLine"]}>
    <span className={styles["label"]}>{label}</span>
    {links && <TraceChain links={links} />}
  </div>
);
