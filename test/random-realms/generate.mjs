#!/usr/bin/env node
// Writes the random realms, what is asked of them, and a case file for each: always the same ones.
//   node test/random-realms/generate.mjs
// To record anew, here, with a Keycloak 26.7 on PORT that has imported realms/*.json:
//   node ../parity/run.mjs --base http://127.0.0.1:PORT --cases cases --golden golden --realms realms --record
import { mkdir, writeFile } from "node:fs/promises";
import { aRandomRealm } from "./a-random-realm.mjs";

const REALMS = 32;
/** From here on the realms have what is seldom met as well. */
const FIRST_WIDE = 25;
const FIRST_SEED = 26_700;

const at = (path) => new URL(path, import.meta.url);
for (const folder of ["realms", "requests", "cases"]) await mkdir(at(folder), { recursive: true });
for (let i = 1; i <= REALMS; i++) {
  const name = `random-${String(i).padStart(2, "0")}`;
  const { realm, requests } = aRandomRealm(name, FIRST_SEED + i, { wide: i >= FIRST_WIDE });
  await writeFile(at(`realms/${name}.json`), `${JSON.stringify(realm)}\n`);
  await writeFile(at(`requests/${name}.json`), `${JSON.stringify(requests)}\n`);
  await writeFile(
    at(`cases/${name}.mjs`),
    `import { casesOf } from '../cases-of.mjs'\n\nexport default casesOf('${name}')\n`,
  );
}
