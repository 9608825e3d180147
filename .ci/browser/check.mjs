// Opens report.html from the file system in headless Chromium and checks what
// its readers rely on: no request, no console error, nothing of an article
// runs, a click and a key show sentences, filters and sorting work, axe finds
// no violation of WCAG 2.2 AA in light and dark, it opens in under two seconds.
//
//   npm install --prefix .ci/browser
//   node .ci/browser/check.mjs slant-out/report.html [folder for screenshots]
import { chromium } from "playwright-core";
import { createRequire } from "node:module";
import { existsSync, readFileSync, statSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [page_file, shots] = process.argv.slice(2);
if (!page_file || !existsSync(page_file)) {
  console.error("usage: check.mjs report.html [folder for screenshots]");
  process.exit(2);
}
const chromium_path = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
if (!chromium_path) {
  console.error("NOT CHECKED: no Chromium is installed");
  process.exit(0);
}
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const failures = [];
const expect = (ok, what) => { console.log((ok ? "ok    " : "FAIL  ") + what); if (!ok) failures.push(what); };

expect(statSync(page_file).size < 5e6, "page is under 5 MB: " + statSync(page_file).size);
const browser = await chromium.launch({ executablePath: chromium_path, args: ["--no-sandbox"] });
for (const scheme of ["light", "dark"]) {
  // axe is put in by the test; the page's own policy is checked before that.
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width: 1200, height: 900 }, bypassCSP: false });
  const page = await context.newPage();
  const errors = [], requests = [], dialogs = [];
  page.on("console", (m) => { if (m.type() === "error" || m.type() === "warning") errors.push(m.text()); });
  page.on("pageerror", (e) => errors.push(String(e)));
  page.on("request", (r) => requests.push(r.url()));
  page.on("dialog", (d) => { dialogs.push(d.message()); d.dismiss(); });
  const start = Date.now();
  await page.goto(pathToFileURL(page_file).href, { waitUntil: "load" });
  await page.waitForSelector("html[data-ready]", { timeout: 10000 });
  const opened = Date.now() - start;
  expect(opened < 2000, `${scheme}: opens in ${opened} ms`);
  expect(errors.length === 0, `${scheme}: no console error ${errors.join(" | ")}`);
  expect(requests.length === 1, `${scheme}: no request but the page itself ${requests.slice(1).join(" ")}`);
  expect(dialogs.length === 0, `${scheme}: nothing of an article runs`);
  const policy = await page.getAttribute('meta[http-equiv="Content-Security-Policy"]', "content");
  expect(/default-src 'none'/.test(policy) && !/unsafe/.test(policy), `${scheme}: the policy lets nothing else run`);

  const list = page.locator("#sentences-list .s");
  const close = async () => { await page.keyboard.press("Escape"); await page.waitForFunction(() => !document.getElementById("sentences").open); };
  await page.locator("table.main .cell").first().click();
  expect(await page.locator("#sentences[open]").count() === 1, `${scheme}: a number of the comparison opens the sentences`);
  expect(await list.count() > 0, `${scheme}: and shows ${await list.count()}`);
  if (shots) await page.screenshot({ path: `${shots}/${scheme}-sentences.png` });
  await close();

  const svgs = await page.locator("figure svg").count();
  let answered = 0;
  for (let i = 0; i < svgs; i++) {
    const marks = page.locator("figure svg").nth(i).locator(".mark");
    if (await marks.count() === 0) continue;
    for (let k = 0; k < Math.min(await marks.count(), 12); k++) {
      await marks.nth(k).dispatchEvent("click");
      const n = await list.count();
      await close();
      if (n > 0) { answered++; break; }
    }
  }
  expect(svgs === 0 || answered > 0, `${scheme}: marks of ${answered} of ${svgs} figures show sentences`);
  if (svgs > 0) {
    const mark = page.locator("figure svg .mark[tabindex='0']").first();
    await mark.focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.evaluate(() => document.activeElement.classList.contains("mark")), `${scheme}: arrows go from mark to mark`);
    await page.keyboard.press("Enter");
    expect(await page.locator("#sentences[open]").count() === 1, `${scheme}: Enter asks`);
    await close();
    expect(await page.evaluate(() => document.activeElement.classList.contains("mark")), `${scheme}: closing gives the focus back`);
  }

  const rows = page.locator("#table tbody tr");
  const all = await page.locator("#table-note").textContent();
  await page.selectOption("#table-voice", { index: 1 }).catch(() => {});
  await page.selectOption("#table-outlet", { index: 1 }).catch(() => {});
  expect(await page.locator("#table-note").textContent() !== all, `${scheme}: filters leave ${await page.locator("#table-note").textContent()}`);
  await page.selectOption("#table-outlet", { index: 0 });
  await page.selectOption("#table-voice", { index: 0 });
  await page.locator("#table .sort").nth(0).click();
  expect(await page.locator("#table th[aria-sort]").count() === 1, `${scheme}: a heading sorts`);
  await page.fill("#table-find", "zzzz-nowhere");
  expect(await rows.count() === 0, `${scheme}: search finds nothing where there is nothing`);
  await page.fill("#table-find", "");
  expect(await rows.count() > 0, `${scheme}: and all again`);
  await page.selectOption("#table-name", { index: 1 });
  let asked = 0;
  for (const button of (await page.locator("#table tbody .cell").all()).slice(0, 10)) {
    await button.click();
    asked += await list.count() > 0 ? 1 : 0;
    await close();
  }
  expect(asked > 0, `${scheme}: cells of the table show sentences`);
  if (shots) await page.screenshot({ path: `${shots}/${scheme}-page.png`, fullPage: true });
  await context.close();

  const audit = await browser.newContext({ colorScheme: scheme, viewport: { width: 1200, height: 900 }, bypassCSP: true });
  const audited = await audit.newPage();
  await audited.goto(pathToFileURL(page_file).href);
  await audited.waitForSelector("html[data-ready]");
  const run = async (what) => {
    await audited.evaluate(axe);
    const result = await audited.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
    const found = result.violations.map((v) => `${v.id}: ${v.help} (${v.nodes.length}; ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary})`);
    expect(found.length === 0, `${scheme}: axe on ${what}, ${result.passes.length} rules pass ${found.join("\n      ")}`);
  };
  await run("the page");
  await audited.locator("table.main .cell").first().click();
  await run("the sentences");
  await audit.close();
}

const phone = await browser.newContext({ viewport: { width: 375, height: 800 }, deviceScaleFactor: 2 });
const small = await phone.newPage();
await small.goto(pathToFileURL(page_file).href);
expect(await small.evaluate(() => document.documentElement.scrollWidth <= 376), "phone: the page does not scroll sideways");
if (shots) await small.screenshot({ path: `${shots}/phone.png` });
await browser.close();
console.log(failures.length ? `${failures.length} failed` : "all passed");
process.exit(failures.length ? 1 : 0);
