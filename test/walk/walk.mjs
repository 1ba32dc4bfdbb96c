// `npm run walk`: the job T1–T15 in the real window, counted as Keycloak's console was. The last line is the sum; it ends with 1
// where a task takes more than half of Keycloak's clicks, rounded up, or the whole job more than 49.
import { startDisplay } from "../support/display.mjs";
import { doTheJob, IN_KEYCLOAK } from "./job.mjs";
import { startWalkedApp } from "./walked-app.mjs";
import { createWalker } from "./walker.mjs";

const MOST_CLICKS = 49;

function report(tasks) {
  const line = (...cells) =>
    console.log(cells.map((cell, i) => String(cell).padEnd([5, 52, 9, 7, 7, 8, 8][i] ?? 0)).join(" "));
  line("task", "", "Keycloak", "clicks", "fields", "dialogs", "seconds");
  for (const { id, title, clicks, fields, dialogs, seconds } of tasks)
    line(id, title, IN_KEYCLOAK[id], clicks, fields, dialogs, seconds.toFixed(1));
  const sum = (name) => tasks.reduce((total, task) => total + task[name], 0);
  const screens = new Set(tasks.flatMap((task) => task.screens)).size;
  const tooMany = tasks.filter(({ id, clicks }) => clicks > Math.ceil(IN_KEYCLOAK[id] / 2)).map(({ id }) => id);
  if (tooMany.length > 0) console.log(`More than half of Keycloak's clicks: ${tooMany.join(", ")}`);
  console.log(
    `T1-T15: ${sum("clicks")} clicks, ${sum("fields")} fields, ${sum("dialogs")} dialogs, ${screens} screens`,
  );
  return tooMany.length === 0 && sum("clicks") <= MOST_CLICKS;
}

const stopDisplay = await startDisplay();
const { page, others, close } = await startWalkedApp();
try {
  const walker = createWalker(page);
  await doTheJob(page, walker, others);
  process.exitCode = report(walker.tasks) ? 0 : 1;
} finally {
  await close();
  stopDisplay();
}
