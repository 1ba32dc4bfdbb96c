// The table of the last results in README.md, one for each kind of server.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const readme = join(import.meta.dirname, "README.md");

/** Text as it is, whatever signs it has. */
const inline = (text) => `\`${text.replaceAll("`", "'").replaceAll("|", "\\|").trim()}\``;

const outcome = ({ failed, skipped }) => {
  if (skipped) return `skipped: ${skipped}`;
  return failed.length > 0 ? `failed: ${inline(failed.join("; "))}` : "passed";
};

/** With columns of one width, as the formatter wants them. */
function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((cells) => cells[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`;
  const [head, ...body] = rows;
  return [head, widths.map((width) => "-".repeat(width)), ...body].map(line).join("\n");
}

/**
 * Puts the results in the place of the last ones against the same kind of server.
 * @param {string} title the server, with its version where it has one
 * @param {readonly { name: string, libraries: string[], passed: string[], failed: string[], skipped?: string }[]} results
 */
export function writeResults(title, results) {
  const head = ["Program", "With", "Passed", "Result"];
  const rows = results.map((result) => {
    const { name, libraries, passed, failed } = result;
    return [name, libraries.join(", "), `${passed.length} of ${passed.length + failed.length}`, outcome(result)];
  });
  const ran = results.filter(({ passed }) => passed.length > 0);
  const steps = ran.map(({ name, passed }) => `- ${name}: ${passed.join(", ")}`);
  const written = [table([head, ...rows]), ...(steps.length > 0 ? [steps.join("\n")] : [])].join("\n\n");
  const kind = title.split(" ")[0].toLowerCase();
  const today = new Date().toISOString().slice(0, 10);
  const text = readFileSync(readme, "utf8");
  const place = new RegExp(`(<!-- ${kind} -->\n)[^]*?(<!-- /${kind} -->)`);
  if (!place.test(text)) throw new Error(`README.md has no place for results against ${kind}.`);
  writeFileSync(
    readme,
    text.replace(place, (_, start, end) => `${start}\n${today}, ${title}:\n\n${written}\n\n${end}`),
  );
}
