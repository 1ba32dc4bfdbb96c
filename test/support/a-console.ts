import type { Page } from "playwright-core";

/** The parts of the Console, by the names a person reads. */
export function aConsole(page: Page) {
  const request = page.getByRole("region", { name: "Request" });
  const exchange = page.getByRole("region", { name: "Exchange" });
  const next = page.getByRole("region", { name: "Next" });
  return {
    request,
    exchange,
    next,
    status: exchange.getByRole("status").first(),
    steps: page.getByRole("navigation", { name: "Steps of this story" }),
    open: async (clientId: string) => {
      await page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "Console" }).click();
      await page.getByRole("combobox", { name: "Client", exact: true }).click();
      await page.getByRole("option", { name: clientId, exact: true }).click();
      await request.getByText("grant_type=client_credentials").waitFor();
    },
    tab: (name: string) => exchange.getByRole("tab", { name }).click(),
    choose: (label: string, option: string) =>
      request.getByRole("combobox", { name: label, exact: true }).selectOption(option),
    /** Sends, and waits for the answer with that status. */
    send: async (status: string) => {
      await request.getByRole("button", { name: "Send", exact: true }).click();
      await request.getByRole("button", { name: "Send", exact: true, disabled: false }).waitFor();
      await exchange.getByRole("status").first().getByText(status, { exact: true }).waitFor();
    },
    /** Opens one of the folded parts below the request. */
    unfold: (name: RegExp | string) => request.getByRole("button", { name }).click(),
  };
}
