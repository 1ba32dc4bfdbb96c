// `node packaging/icons.mjs`: draws packaging/icons from icon.svg, in Chromium. The pictures are in the repository; this is
// for the day the mark changes.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { findChromium } from "../test/support/chromium.mjs";

const folder = join(import.meta.dirname, "icons");
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

async function drawAll() {
  const svg = readFileSync(join(import.meta.dirname, "icon.svg"), "utf8");
  const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox"] });
  const page = await browser.newPage();
  const pictures = new Map();
  for (const size of SIZES) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
    pictures.set(size, await page.screenshot({ omitBackground: true }));
  }
  await browser.close();
  return pictures;
}

/** Windows' format: a directory of pictures, each a PNG. */
function toIco(pictures) {
  const sizes = SIZES.filter((size) => size <= 256);
  const header = Buffer.alloc(6);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(sizes.length, 4);
  let offset = header.length + 16 * sizes.length;
  const entries = sizes.map((size) => {
    const entry = Buffer.alloc(16);
    const length = pictures.get(size).length;
    entry.writeUInt8(size % 256, 0);
    entry.writeUInt8(size % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...sizes.map((size) => pictures.get(size))]);
}

/** Apple's names for pictures of a size. */
const APPLE = new Map([
  ["icp4", 16],
  ["icp5", 32],
  ["icp6", 64],
  ["ic07", 128],
  ["ic08", 256],
  ["ic09", 512],
  ["ic10", 1024],
]);

function toIcns(pictures) {
  const chunk = (name, content) => {
    const head = Buffer.alloc(8);
    head.write(name, 0, "latin1");
    head.writeUInt32BE(content.length + head.length, 4);
    return Buffer.concat([head, content]);
  };
  return chunk("icns", Buffer.concat([...APPLE].map(([name, size]) => chunk(name, pictures.get(size)))));
}

const pictures = await drawAll();
mkdirSync(join(folder, "linux"), { recursive: true });
for (const size of SIZES) writeFileSync(join(folder, `linux/${size}x${size}.png`), pictures.get(size));
writeFileSync(join(folder, "icon.ico"), toIco(pictures));
writeFileSync(join(folder, "icon.icns"), toIcns(pictures));
