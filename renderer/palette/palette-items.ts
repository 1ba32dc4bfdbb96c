import type { MantineColorScheme } from "@mantine/core";
import type { RealmSummary } from "../../src/contract/index.ts";
import { type Address, hrefOf, realmSections, sections, visit } from "../address.ts";
import { copyText } from "../clipboard.ts";
import { highContrast, setHighContrast } from "../contrast.ts";
import { menuEntries } from "../frame/Menu.tsx";
import { realmSwitcher } from "../frame/realm-switcher-shown.ts";
import { togglePresenting } from "../presenter.ts";
import { words } from "../words.ts";
import type { PageAction } from "./page-actions.ts";
import { showShortcuts } from "./shortcuts-shown.ts";

const say = words.palette;

/** One line of the palette. */
export interface PaletteItem {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  /** Other names it is found by. */
  readonly aliases?: string;
  readonly run: () => void;
}

export interface PaletteGroup {
  readonly title: string;
  readonly items: readonly PaletteItem[];
}

export interface PaletteFacts {
  readonly realm: RealmSummary | undefined;
  readonly realms: readonly RealmSummary[];
  readonly address: Address;
  /** What the page in view offers. */
  readonly actions: readonly PageAction[];
  readonly setTheme: (scheme: MantineColorScheme) => void;
}

/** All that needs no search on the server, as far as it fits what is typed. */
export function paletteGroups(facts: PaletteFacts, typed: string): readonly PaletteGroup[] {
  const groups: PaletteGroup[] = [
    { title: say.groups.actions, items: actionItems(facts.actions) },
    { title: say.groups.here, items: sectionItems(facts.address) },
    { title: say.groups.screens, items: screenItems(facts) },
    { title: say.groups.commands, items: [...realmCommands(facts.realm), ...windowCommands(facts)] },
    { title: say.groups.realms, items: realmItems(facts) },
  ];
  return groups
    .map(({ title, items }) => ({ title, items: items.filter((item) => fits(item, typed)) }))
    .filter(({ items }) => items.length > 0);
}

/** Every word that is typed begins a word of the label, or is in what else the item is called. */
function fits({ label, detail = "", aliases = "" }: PaletteItem, typed: string): boolean {
  const text = ` ${label} ${detail} ${aliases}`.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(` ${word}`) || (word.length > 2 && text.includes(word)));
}

const actionItems = (actions: readonly PageAction[]): PaletteItem[] =>
  actions.filter(({ off }) => off === undefined).map(({ id, label, run }) => ({ id: `action-${id}`, label, run }));

function sectionItems(address: Address): PaletteItem[] {
  if (address.screen === "realm-settings")
    return realmSections.map((section) => ({
      id: `section-${section}`,
      label: words.realmSettings.sections[section],
      detail: words.realmSettings.title,
      run: () => visit(hrefOf.realmSettings(address.realm, section)),
    }));
  if (address.screen !== "client") return [];
  return sections.map((section) => ({
    id: `section-${section}`,
    label: words.page.sections[section],
    detail: say.kinds.client,
    aliases: say.aliases[section],
    run: () => visit(hrefOf.client(address.realm, address.client, section)),
  }));
}

const screenItems = ({ realm, address }: PaletteFacts): PaletteItem[] =>
  realm
    ? menuEntries.map(({ title, href }) => ({
        id: `screen-${title}`,
        label: title,
        run: () => visit(href(realm.name, address)),
      }))
    : [];

const realmItems = ({ realm, realms }: PaletteFacts): PaletteItem[] =>
  realms
    .filter(({ name }) => name !== realm?.name)
    .map(({ name, displayName }) => ({
      id: `realm-${name}`,
      label: say.goTo(name),
      detail: displayName,
      run: () => visit(hrefOf.clients(name)),
    }));

function realmCommands(realm: RealmSummary | undefined): PaletteItem[] {
  if (!realm) return [];
  const { name, issuer, tokenUrl } = realm;
  const { commands, aliases } = say;
  const command = (id: keyof typeof commands & keyof typeof aliases, run: () => void): PaletteItem => ({
    id,
    label: commands[id],
    aliases: aliases[id],
    run,
  });
  return [
    command("newClient", () => visit(hrefOf.clients(name, { creating: true }))),
    command("newClientScope", () => visit(hrefOf.clientScopes(name, { creating: true }))),
    command("newRole", () => visit(hrefOf.roles(name, { creating: true }))),
    command("importFiles", () => visit(hrefOf.transfer(name, "import"))),
    command("exportRealm", () => visit(hrefOf.transfer(name, "export"))),
    command("compare", () => visit(hrefOf.transfer(name, "keycloak"))),
    command("copyIssuer", () => void copyText(issuer)),
    command("copyTokenUrl", () => void copyText(tokenUrl)),
  ];
}

function windowCommands({ setTheme }: PaletteFacts): PaletteItem[] {
  const { commands, aliases } = say;
  const createRealm = {
    id: "createRealm",
    label: words.realms.create,
    aliases: aliases.createRealm,
    run: () => realmSwitcher.write(() => "new"),
  };
  const theme = (id: "light" | "dark" | "system", scheme: MantineColorScheme): PaletteItem => ({
    id,
    label: commands[id],
    aliases: aliases.theme,
    run: () => setTheme(scheme),
  });
  return [
    createRealm,
    theme("light", "light"),
    theme("dark", "dark"),
    theme("system", "auto"),
    {
      id: "highContrast",
      label: commands.highContrast,
      aliases: aliases.theme,
      run: () => setHighContrast(!highContrast.read()),
    },
    { id: "presenter", label: commands.presenter, aliases: aliases.presenter, run: togglePresenting },
    { id: "shortcuts", label: commands.shortcuts, aliases: aliases.shortcuts, run: () => showShortcuts(true) },
  ];
}
