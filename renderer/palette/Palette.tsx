import { useMantineColorScheme } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import type { Found, RealmSummary } from "../../src/contract/index.ts";
import { type Address, hrefOf, visit } from "../address.ts";
import { focusHeadingWhenLost } from "../lost-focus.ts";
import { useMemoryStore } from "../memory-store.ts";
import { useSearch } from "../queries.ts";
import { words } from "../words.ts";
import { pageActions } from "./page-actions.ts";
import styles from "./palette.module.css";
import { type PaletteGroup, type PaletteItem, paletteGroups } from "./palette-items.ts";
import { markLine, paletteStore } from "./palette-store.ts";

const say = words.palette;
const SEARCH_AFTER_MS = 80;
/** What scrolls can be scrolled by keys too. The library hands this on, though its types do not say so. */
const SCROLLED = { viewportProps: { tabIndex: 0, role: "group", "aria-label": say.list } };
/** The palette gives the focus back to where it was; only then may an action put it elsewhere. */
const CLOSED_AFTER_MS = 30;
const DRAWN_AFTER_MS = 150;

interface PaletteProps {
  readonly realm: RealmSummary | undefined;
  readonly realms: readonly RealmSummary[];
  readonly address: Address;
}

/** Ctrl+K: whatever the realm holds by its name, every screen, and what can be done. */
export function Palette({ realm, realms, address }: PaletteProps) {
  const [typed, setTyped] = useState("");
  const { setColorScheme } = useMantineColorScheme();
  const text = typed.trim();
  const actions = useMemoryStore(pageActions)();
  const groups = paletteGroups({ realm, realms, address, actions, setTheme: setColorScheme }, text);
  const [asked] = useDebouncedValue(text, SEARCH_AFTER_MS);
  const search = useSearch(realm?.name ?? "", asked, realm !== undefined && asked !== "");
  const found = text === "" ? [] : (search.data?.found ?? []).map((each) => foundItem(realm?.name ?? "", each));
  const before = text === "" ? [] : groups.filter((group) => isAction(group) || isNamed(group, text));
  const nothing = found.length === 0 && groups.length === 0;
  const ids = ({ items }: PaletteGroup) => items.map(({ id }) => id);
  const inView = JSON.stringify([before.map(ids), found.map(({ id }) => id), groups.map(ids)]);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (inView && list.current) markLine(list.current);
  }, [inView]);
  return (
    <Spotlight.Root
      store={paletteStore}
      query={typed}
      onQueryChange={setTyped}
      shortcut={["mod + K"]}
      tagsToIgnore={[]}
      scrollable
      maxHeight="60vh"
      transitionProps={{ duration: 0 }}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      size="40rem"
      attributes={{ content: { "aria-label": say.open } }}
    >
      <Search />
      <Spotlight.ActionsList ref={list} {...SCROLLED}>
        <Groups groups={before} />
        {found.length > 0 && <Group title={say.groups.found} items={found} />}
        <Groups groups={groups.filter((group) => !before.includes(group))} />
        {nothing && <Spotlight.Empty>{search.isFetching ? say.searching : say.none}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

/** Has the focus before the next letter comes; the library gives it when a timer finds the time. */
function Search() {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => queueMicrotask(() => input.current?.focus()), []); // once the library has seen where the focus was
  return (
    <Spotlight.Search
      ref={input}
      placeholder={say.placeholder}
      aria-label={say.open}
      leftSection={<IconSearch size={17} stroke={1.75} aria-hidden />}
    />
  );
}

/** What can be done with the thing in view stands before all that is called alike. */
const isAction = ({ title }: PaletteGroup): boolean => title === say.groups.actions;

/** So does a screen whose whole name is typed: a client may have it in its description. */
const isNamed = ({ items }: PaletteGroup, text: string): boolean =>
  items.some(({ label }) => label.toLowerCase() === text.toLowerCase());

const Groups = ({ groups }: { readonly groups: readonly PaletteGroup[] }) =>
  groups.map(({ title, items }) => <Group key={title} title={title} items={items} />);

/** A screen that one is on already draws no heading anew that would take the focus. */
function runHere(run: () => void): void {
  run();
  window.setTimeout(focusHeadingWhenLost, DRAWN_AFTER_MS);
}

const Group = ({ title, items }: { readonly title: string; readonly items: readonly PaletteItem[] }) => (
  <Spotlight.ActionsGroup label={title}>
    {items.map(({ id, label, detail, run }) => (
      <Spotlight.Action
        key={id}
        className={styles["item"] ?? ""}
        onClick={() => window.setTimeout(() => runHere(run), CLOSED_AFTER_MS)}
      >
        <span className={styles["label"]}>{label}</span>
        {detail && <span className={styles["detail"]}>{detail}</span>}
      </Spotlight.Action>
    ))}
  </Spotlight.ActionsGroup>
);

const pages: Readonly<Record<Found["kind"], (realm: string, id: string) => string>> = {
  client: hrefOf.client,
  role: hrefOf.role,
  clientScope: hrefOf.clientScope,
};

const foundItem = (realm: string, { kind, id, name, detail }: Found): PaletteItem => ({
  id: `${kind}-${id}`,
  label: name,
  detail: [say.kinds[kind], detail].filter(Boolean).join(" · "),
  run: () => visit(pages[kind](realm, id)),
});
