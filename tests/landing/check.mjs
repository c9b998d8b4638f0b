// Serves the landing pages from a local port, opens each in headless Chromium, and reports what a visitor should never meet:
//
//     node check.mjs [FOLDER] [--only PAGE,PAGE]
//
// FOLDER is ../../landing unless named; --only takes paths below it, such as en/index.html. Ends with 1 on any fault, and
// with 2 if there is nothing to check or no browser to check with. CHROMIUM names the browser.

import { accessSync, constants, readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { delimiter, extname, join, normalize, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const WIDTHS = [390, 1280];
const SCHEMES = ["light", "dark"];
const MAX_BYTES = 100 * 1024;
const PARALLEL = Math.min(8, Math.max(2, availableParallelism()));
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

const { folder, only } = readArguments(process.argv.slice(2));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pages = htmlFiles(folder).filter((page) => !only || only.includes(page));
if (pages.length === 0) stop(`no page to check in ${folder}`);

const faults = new Map();
const report = (page, text) => {
  if (!faults.has(page)) faults.set(page, new Set());
  faults.get(page).add(text);
};

const server = createServer(serve);
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await puppeteer.launch({
  executablePath: findBrowser(),
  // Chromium refuses its sandbox to root; the pages are our own and no other host can be reached.
  args: ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
});

const facts = new Map();
const weights = [];
try {
  const queue = [...pages];
  await Promise.all(
    Array.from({ length: PARALLEL }, async () => {
      for (let page = queue.shift(); page; page = queue.shift()) await check(page);
    }),
  );
  for (const page of pages) checkLinks(page);
} finally {
  await browser.close();
  server.close();
}

weights.sort(([a], [b]) => a.localeCompare(b));
for (const [page, bytes] of weights) {
  console.log(`${faults.has(page) ? "FAULT" : "ok   "} ${page} ${(bytes / 1024).toFixed(1)} KB`);
  for (const text of faults.get(page) ?? []) console.log(`      ${text}`);
}
const count = [...faults.values()].reduce((sum, texts) => sum + texts.size, 0);
console.log(`${pages.length} pages at ${WIDTHS.join(" and ")} px, ${SCHEMES.join(" and ")}: ${count || "no"} fault${count === 1 ? "" : "s"}`);
process.exitCode = count ? 1 : 0;

/** Everything about one page that does not need to know the others. */
async function check(page) {
  for (const width of WIDTHS) {
    for (const scheme of SCHEMES) {
      await visit(page, `/${page}`, { width, scheme }, async (tab, bytes) => {
        const at = `at ${width} px, ${scheme}`;
        if (bytes > MAX_BYTES) report(page, `weighs ${bytes} bytes with what it loads; ${MAX_BYTES} are allowed`);
        if (width === WIDTHS[0] && scheme === SCHEMES[0]) {
          weights.push([page, bytes]);
          facts.set(page, await tab.evaluate(readFacts));
          checkFacts(page);
        }
        for (const wide of await tab.evaluate(findOverflow)) report(page, `${at}: wider than the screen: ${wide}`);
        // What is folded away is read too: the answers, and on a phone the menu.
        await tab.evaluate(() => {
          for (const details of document.querySelectorAll("details")) details.open = true;
          const button = document.querySelector(".menu-button");
          if (button?.checkVisibility()) button.click();
        });
        for (const wide of await tab.evaluate(findOverflow)) report(page, `${at}, unfolded: wider than the screen: ${wide}`);
        await tab.evaluate(axe);
        const { violations } = await tab.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
        for (const { id, impact, nodes } of violations) {
          if (impact !== "serious" && impact !== "critical") continue;
          report(page, `${at}: axe-core, ${impact}: ${id}: ${nodes.map((node) => node.target.join(" ")).slice(0, 3).join("; ")}`);
        }
      });
    }
  }
  // Without the script, and for a reader who wants no motion.
  await visit(page, `/${page}`, { width: WIDTHS[0], scheme: SCHEMES[0], script: false, still: true }, async (tab) => {
    const bare = await tab.evaluate(() => ({
      hidden: [...document.querySelectorAll("header nav a")].filter((link) => !link.checkVisibility()).map((link) => link.textContent),
      moving: [...document.querySelectorAll("*")].filter((node) => {
        const style = getComputedStyle(node);
        return style.animationName !== "none" || style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0);
      }).length,
    }));
    for (const text of bare.hidden) report(page, `without its script a menu link cannot be seen: ${text}`);
    if (bare.moving) report(page, `${bare.moving} elements move although the reader asked for no motion`);
  });
  // The page for missing pages is shown at any depth.
  if (page.endsWith("404.html")) {
    const deep = `/${page.replace("404.html", "no/such/page")}`;
    await visit(page, deep, { width: WIDTHS[0], scheme: SCHEMES[0], missing: deep }, async (tab) => {
      if (!(await tab.evaluate(() => document.styleSheets.length))) report(page, `has no style sheet when shown at ${deep}`);
    });
  }
}

/** Opens a page in a tab of its own and reports what goes wrong while it loads. */
async function visit(page, path, { width, scheme, script = true, still = false, missing }, look) {
  const context = await browser.createBrowserContext();
  const tab = await context.newPage();
  let bytes = 0;
  try {
    await tab.setViewport({ width, height: 900 });
    await tab.setJavaScriptEnabled(script);
    await tab.emulateMediaFeatures([
      { name: "prefers-color-scheme", value: scheme },
      { name: "prefers-reduced-motion", value: still ? "reduce" : "no-preference" },
    ]);
    tab.on("console", (message) => {
      const expected = missing && message.location().url === origin + missing;
      if (["error", "warn"].includes(message.type()) && !expected) report(page, `console: ${message.text()}`);
    });
    tab.on("pageerror", (error) => report(page, `script: ${error.message}`));
    tab.on("requestfailed", (request) => report(page, `failed request: ${request.url().replace(origin, "")}`));
    tab.on("request", (request) => {
      const url = new URL(request.url());
      if (url.origin !== origin && url.protocol !== "data:") report(page, `external request: ${url.href}`);
    });
    const reading = [];
    tab.on("response", (response) => {
      const at = response.url().replace(origin, "");
      if (!response.ok() && at !== missing) report(page, `request answered with ${response.status()}: ${at}`);
      reading.push(response.buffer().then((body) => (bytes += body.length), () => {}));
    });
    await tab.goto(origin + path, { waitUntil: "networkidle0", timeout: 30_000 });
    await Promise.all(reading);
    await look(tab, bytes);
  } catch (error) {
    report(page, `cannot be opened: ${error.message}`);
  } finally {
    await context.close();
  }
}

/** Runs in the page: what it says about itself and where it leads. */
function readFacts() {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const meta = (name) => document.querySelector(`meta[name="${name}"], meta[property="${name}"]`)?.content.trim() ?? "";
  return {
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    title: document.title.trim(),
    meta: Object.fromEntries(
      ["description", "viewport", "og:title", "og:description", "og:type", "twitter:card", "twitter:title", "twitter:description"]
        .map((name) => [name, meta(name)]),
    ),
    canonical: document.querySelector("link[rel=canonical]")?.href ?? "",
    alternates: Object.fromEntries(all("link[rel=alternate][hreflang]").map((link) => [link.hreflang, link.href])),
    switches: all("a[hreflang]").map((link) => [link.hreflang, link.href]),
    h1: all("h1").length,
    landmarks: ["header", "nav", "main", "footer"].filter((name) => all(name).length === 0),
    skip: document.querySelector("a.skip")?.getAttribute("href") ?? "",
    ids: all("[id]").map((node) => node.id),
    links: all("a[href], area[href], link[href], form[action]").map((node) => [node.getAttribute("href") ?? node.getAttribute("action"), node.href ?? node.action]),
    jsonLd: all('script[type="application/ld+json"]').map((node) => node.textContent),
    // The menu and the footer, without the words that differ for good reason: all pages of a language share them.
    frame: all("header nav a, footer a").map((link) => link.textContent.trim()).join(" | "),
  };
}

/** Runs in the page: what reaches beyond the screen's edges, on either side. */
function findOverflow() {
  const width = document.documentElement.clientWidth;
  const found = [];
  if (document.documentElement.scrollWidth > width) found.push(`the page, by ${document.documentElement.scrollWidth - width} px`);
  for (const node of document.body.querySelectorAll("*")) {
    const box = node.getBoundingClientRect();
    if (box.width < 2 || box.height < 2 || !node.checkVisibility() || node.closest(".skip, thead")) continue;
    if (box.left < -1 || box.right > width + 1) found.push(`<${node.localName} class="${node.getAttribute("class") ?? ""}">`);
    // Words that their own box cuts off, or that stick out of it.
    if (node.clientWidth > 0 && node.scrollWidth > node.clientWidth + 1) {
      found.push(`what sticks out of <${node.localName} class="${node.getAttribute("class") ?? ""}">`);
    }
  }
  return found.slice(0, 3);
}

function checkFacts(page) {
  const fact = facts.get(page);
  const english = page.startsWith(`en/`);
  const want = english ? "en ltr" : "ar rtl";
  if (`${fact.lang} ${fact.dir}` !== want) report(page, `is "${fact.lang} ${fact.dir}", not "${want}"`);
  if (!fact.title) report(page, "has no title");
  for (const [name, text] of Object.entries(fact.meta)) if (!text) report(page, `has no meta ${name}`);
  if (fact.h1 !== 1) report(page, `has ${fact.h1} h1`);
  for (const name of fact.landmarks) report(page, `has no <${name}>`);
  if (!fact.skip.startsWith("#")) report(page, "has no skip link");
  if (fact.jsonLd.length === 0) report(page, "has no JSON-LD");
  for (const text of fact.jsonLd) {
    try {
      JSON.parse(text);
    } catch (error) {
      report(page, `has JSON-LD that is no JSON: ${error.message}`);
    }
  }
  for (const id of fact.ids.filter((id, at) => fact.ids.indexOf(id) !== at)) report(page, `has the id ${id} twice`);
}

/** What needs the other pages: links, anchors, language pairs, the shared frame. */
function checkLinks(page) {
  const fact = facts.get(page);
  if (!fact) return;
  const self = `${origin}/${page}`;
  for (const [written, href] of fact.links) {
    if (/^mailto:[^\s@?]+@[^\s@?]+(\?.*)?$/i.test(href)) continue;
    const url = URL.canParse(href) ? new URL(href) : null;
    if (!url || !written) report(page, `link that is no address: "${written}"`);
    else if (url.origin !== origin) report(page, `link that leaves the site: ${written}`);
    else if (!isFile(url.pathname)) report(page, `broken link: ${written}`);
    else if (url.hash) {
      const ids = idsOf(url.pathname);
      if (ids && !ids.has(decodeURIComponent(url.hash.slice(1)))) report(page, `missing anchor: ${written}`);
    }
  }
  if (fact.canonical !== self) report(page, `its canonical address is ${fact.canonical.replace(origin, "") || "missing"}`);

  const other = page.startsWith("en/") ? page.slice(3) : `en/${page}`;
  const [ar, en] = page.startsWith("en/") ? [other, page] : [page, other];
  for (const [lang, target] of [["ar", ar], ["en", en], ["x-default", ar]]) {
    const found = fact.alternates[lang]?.replace(`${origin}/`, "");
    if (found !== target) report(page, `hreflang ${lang} is ${found ?? "missing"}, not ${target}`);
  }
  if (!isFile(`/${other}`)) report(page, `has no partner ${other}`);
  const lang = page.startsWith("en/") ? "ar" : "en";
  if (!fact.switches.some(([to, href]) => to === lang && href === `${origin}/${other}`)) report(page, `has no visible link to ${other}`);

  const first = pages.find((name) => name.startsWith("en/") === page.startsWith("en/") && facts.has(name));
  if (fact.frame !== facts.get(first).frame) report(page, `its menu or footer differs from that of ${first}`);
}

/** The ids of a page of the site, also of one that `--only` left out; nothing for a file without ids. */
function idsOf(path) {
  const name = decodeURIComponent(path).slice(1);
  if (facts.has(name)) return new Set(facts.get(name).ids);
  if (extname(name) !== ".html") return null;
  return new Set([...readFileSync(join(folder, name), "utf8").matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
}

function isFile(path) {
  const file = fileOf(path);
  return file !== null && statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

function fileOf(path) {
  const name = decodeURIComponent(path);
  const file = normalize(join(folder, name.endsWith("/") ? `${name}index.html` : name));
  return file.startsWith(folder + sep) ? file : null;
}

function serve(request, response) {
  const { pathname } = new URL(request.url, "http://localhost");
  const found = isFile(pathname);
  const file = found ? fileOf(pathname) : join(folder, pathname.startsWith("/en/") ? "en/404.html" : "404.html");
  let body;
  try {
    body = readFileSync(file);
  } catch {
    body = "";
  }
  response.writeHead(found ? 200 : 404, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
  response.end(body);
}

function htmlFiles(root) {
  let names;
  try {
    names = readdirSync(root, { recursive: true });
  } catch {
    return [];
  }
  return names.filter((name) => name.endsWith(".html")).map((name) => name.split(sep).join("/")).sort();
}

function findBrowser() {
  const runs = (file) => {
    try {
      accessSync(file, constants.X_OK);
      return statSync(file).isFile();
    } catch {
      return false;
    }
  };
  if (process.env.CHROMIUM) {
    if (!runs(process.env.CHROMIUM)) stop(`CHROMIUM names ${process.env.CHROMIUM}, which cannot be run`);
    return process.env.CHROMIUM;
  }
  for (const name of ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]) {
    const found = (process.env.PATH ?? "").split(delimiter).map((dir) => join(dir, name)).find(runs);
    if (found) return found;
  }
  stop("no Chromium in PATH; install it (Debian, Ubuntu: apt-get install chromium) or name it in CHROMIUM");
}

function readArguments(given) {
  let folder = resolve(HERE, "../../landing");
  let only = null;
  for (let at = 0; at < given.length; at += 1) {
    if (given[at] === "--only" && given[at + 1]) only = given[(at += 1)].split(",");
    else if (given[at].startsWith("-")) stop(`unknown option ${given[at]}`);
    else folder = resolve(given[at]);
  }
  return { folder, only };
}

function stop(why) {
  console.error(`check.mjs: ${why}`);
  process.exit(2);
}
