// Validates datapackage.json and casts every cell of every table with the
// Frictionless project's own library.
//
//   npm install --prefix .ci/browser
//   node .ci/browser/datapackage.mjs slant-out/datapackage.json
import frictionless from "datapackage";
import { dirname } from "node:path";

process.removeAllListeners("warning"); // the library's own, about listeners
const file = process.argv[2];
if (!file) {
  console.error("usage: datapackage.mjs datapackage.json");
  process.exit(2);
}
const { valid, errors } = await frictionless.validate(file);
for (const e of errors) console.log("FAIL  " + e);
let failed = !valid;
const tables = await frictionless.Package.load(file, { basePath: dirname(file) });
for (const r of tables.resources) {
  try {
    let rows = 0;
    for await (const _ of await r.iter({ cast: true })) rows++;
    console.log(`ok    ${r.name}: ${rows} rows`);
  } catch (e) {
    failed = true;
    console.log(`FAIL  ${r.name}: ${e} ${(e.errors || []).slice(0, 3).join("; ")}`);
  }
}
console.log(failed ? "failed" : "all passed");
process.exit(failed ? 1 : 0);
