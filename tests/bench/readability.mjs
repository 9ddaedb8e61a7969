// Reads the HTML files named on standard input with Readability.js on linkedom and prints the processor time of it in
// seconds, without that of starting. The folder of its node_modules is the first argument.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const require = createRequire(resolve(process.argv[2], "package.json"));
const { Readability } = require("@mozilla/readability");
const { parseHTML } = require("linkedom");

const paths = readFileSync(0, "utf8").split("\n").filter((path) => path !== "");
const started = process.cpuUsage();
let read = 0;
for (const path of paths) {
  try {
    const { document } = parseHTML(readFileSync(path, "utf8"));
    read += new Readability(document).parse() === null ? 0 : 1;
  } catch (error) {
    console.error(`${path}: ${error.message}`);
  }
}
const used = process.cpuUsage(started);
console.log(JSON.stringify({ read, seconds: (used.user + used.system) / 1e6 }));
