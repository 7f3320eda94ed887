// npm run up: from a fresh clone, or any later state, to a running portal. Ctrl-C ends it with its database.
// This file loads on any Node, to say plainly that one is too old; the rest is in lib/start.mjs.
import fs from "node:fs";

const needed = JSON.parse(String(fs.readFileSync("package.json"))).engines.node.replace(">=", "");
const [major, minor] = needed.split(".").map(Number);
const [actualMajor, actualMinor] = process.versions.node.split(".").map(Number);

if (actualMajor < major || (actualMajor === major && actualMinor < minor)) {
  console.error("Quarterdeck needs Node.js " + needed + " or newer, and this is " + process.versions.node + ".");
  process.exit(1);
}

void import("./lib/start.mjs").then(({ up }) => up(process.argv.slice(2)));
