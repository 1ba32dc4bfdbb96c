// One person, one mouse, one keyboard, everything counted: as Keycloak's own console was measured.

/**
 * @param {import("playwright-core").Page} page
 */
export function createWalker(page) {
  const tasks = [];
  let task;
  const countDialogs = () => page.locator("[role=dialog][aria-modal=true], dialog[open]").count();
  const menu = page.getByRole("navigation", { name: "Main menu" });
  const click = async (target) => {
    await target.waitFor();
    task.clicks += 1;
    await target.click();
    task.dialogs += await countDialogs();
  };
  return {
    tasks,
    /** Does one task; what it does until it returns is its cost. */
    async does(id, title, work) {
      task = { id, title, clicks: 0, fields: 0, dialogs: 0, screens: new Set() };
      const startedAt = performance.now();
      await work();
      tasks.push({ ...task, screens: [...task.screens], seconds: (performance.now() - startedAt) / 1000 });
      task = undefined;
    },
    /** Says which screen the person has come to. */
    sees(screen) {
      task.screens.add(screen);
    },
    click,
    /** Goes to a screen by the menu. */
    open: (screen) => click(menu.getByRole("link", { name: screen, exact: true })),
    /** A key that activates something counts as a click. */
    async press(key) {
      task.clicks += 1;
      await page.keyboard.press(key);
      task.dialogs += await countDialogs();
    },
    async type(target, text) {
      await target.waitFor();
      task.fields += 1;
      await target.fill(text);
    },
  };
}
