// Shows that check.mjs bites: plants one fault at a time in a copy of the pages and demands that the check finds it.
// An argument picks the faults whose name holds it.

import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const PAGE = "index.html";
const PARALLEL = 3;

// What is done, to which file, in place of what, and what the check must say.
const ALL = [
  ["a link to no page", PAGE, 'href="services.html"', 'href="servces.html"', /broken link: servces\.html/],
  ["a link to no anchor", PAGE, 'href="#how"', 'href="#hwo"', /missing anchor: #hwo/],
  ["a link to no anchor of another page", PAGE, "private-beta.html#apply", "private-beta.html#aply", /missing anchor: private-beta\.html#aply/],
  ["a link that leaves the site", PAGE, 'href="companies.html"', 'href="https://example.com/"', /link that leaves the site/],
  ["pale text", "assets/site.css", "--muted: #4a5d57", "--muted: #b9c4c0", /light: axe-core, serious: color-contrast/],
  ["pale text in the dark", "assets/site.css", "--muted: #a6b9b2", "--muted: #46554f", /dark: axe-core, serious: color-contrast/],
  ["a block wider than a phone", PAGE, "<h1>", '<h1 style="inline-size:30rem">', /390 px, light: wider than the screen/],
  ["a block wider than a desktop", PAGE, "<h1>", '<h1 style="white-space:nowrap;inline-size:120rem">', /1280 px, dark: wider than the screen/],
  ["words cut off by their box", PAGE, "<h1>", '<h1 style="overflow:hidden;white-space:nowrap;inline-size:6rem">', /what sticks out of <h1/],
  ["words that stick out of their card", "en/marketers.html", "<strong>Service Rec", '<strong style="font-size:2.2rem">Service Rec', /sticks out of <li/],
  ["a picture from another host", PAGE, "<h1>", '<img alt="" src="https://example.com/a.png"><h1>', /external request: https:\/\/example\.com\/a\.png/],
  ["a style sheet that is not there", PAGE, "assets/site.css", "assets/sit.css", /answered with 404: \/assets\/sit\.css/],
  ["a script that throws", "assets/site.js", "const openQuestion", "missing();\n  const openQuestion", /script: missing is not defined/],
  ["an error in the console", "assets/site.js", "const openQuestion", 'console.error("no");\n  const openQuestion', /console: no/],
  ["a page of more than 100 KB", PAGE, "<h1>", `<!-- ${"x".repeat(100 * 1024)} --><h1>`, /weighs \d+ bytes/],
  ["a missing language pair", PAGE, '<link rel="alternate" hreflang="en" href="en/index.html">', "", /hreflang en is missing/],
  ["a language pair that leads elsewhere", "en/index.html", 'hreflang="ar" href="../index.html">', 'hreflang="ar" href="../services.html">', /hreflang ar is services\.html/],
  ["a second h1", PAGE, "<h2", "<h1>x</h1><h2", /has 2 h1/],
  ["a field with no label", "companies.html", '<label for="f-name">', "<label>", /critical: label/],
  ["a button with no name", PAGE, '<button class="menu-button"', '<button></button><button class="menu-button"', /critical: button-name/],
  ["JSON-LD that is no JSON", PAGE, '"@graph": [', '"@graph": [,', /JSON-LD that is no JSON/],
  ["a menu that needs its script", "assets/site.css", ".js .nav {", ".nav {", /without its script a menu link cannot be seen/],
  ["motion for who wants none", "assets/site.css", "transition: none !important", "", /elements move/],
  ["a menu that differs", "marketers.html", ">للشركات<", ">الشركات<", /menu or footer differs/],
  ["a missing page that loses its style when deep", "404.html", "/assets/site.css", "assets/site.css", /answered with 404/],
];

const FAULTS = ALL.filter(([name]) => name.includes(process.argv[2] ?? ""));

if (FAULTS.length === 0) {
  console.error(`prove.mjs: no fault is named "${process.argv[2]}"`);
  process.exit(2);
}

const check = (folder, pages) =>
  new Promise((done) => {
    const child = spawn(process.execPath, [join(HERE, "check.mjs"), folder, "--only", pages]);
    let text = "";
    child.stdout.on("data", (part) => (text += part));
    child.stderr.on("data", (part) => (text += part));
    child.on("close", (code) => done({ code, text }));
  });

const work = mkdtempSync(join(tmpdir(), "landing-"));
let missed = 0;
try {
  const queue = FAULTS.map((fault, at) => [at, ...fault]);
  await Promise.all(
    Array.from({ length: PARALLEL }, async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const [at, name, file, from, to, says] = next;
        const copy = join(work, String(at));
        cpSync(join(HERE, "../../landing"), copy, { recursive: true });
        const path = join(copy, file);
        const before = readFileSync(path, "utf8");
        const after = before.replace(from, () => to);
        writeFileSync(path, after);
        const page = file.startsWith("assets/") ? PAGE : file;
        const { code, text } = before === after ? { code: 0, text: "the pages hold no place to plant it" } : await check(copy, page === PAGE ? PAGE : `${PAGE},${page}`);
        const found = code === 1 && says.test(text);
        if (!found) missed += 1;
        console.log(`${found ? "found " : "MISSED"} ${name}${found ? "" : `\n${text}`}`);
      }
    }),
  );
} finally {
  rmSync(work, { recursive: true, force: true });
}
console.log(`${FAULTS.length - missed} of ${FAULTS.length} planted faults found`);
process.exitCode = missed ? 1 : 0;
