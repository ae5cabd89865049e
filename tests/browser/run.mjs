// The workbench and the report as a reader meets them: node run.mjs DETENTE SOURCE BROWSER FOLDER
// [PICTURES]. Ends with 1 if something is not as it must be.
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const [detente, source, browserPath, folder, pictures] = process.argv.slice(2);
const require = createRequire(path.join(source, "web", "package.json"));
const { chromium } = require("playwright-core");
const axeSource = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const P95_MILLISECONDS = 100;
const REPORT_BYTES = 2_000_000;
const failed = [];
function expect(condition, what) {
  if (!condition) {
    failed.push(what);
    console.error(`browser: ${what}`);
  }
}
/** Waits until something holds; says so if it never does. */
async function until(holds, what, seconds = 30) {
  const end = Date.now() + 1000 * seconds;
  while (Date.now() < end) {
    if (await holds()) return true;
    await new Promise((done) => setTimeout(done, 40));
  }
  expect(false, `${what}: not after ${seconds} s`);
  return false;
}
// --- the files and the server

const file = path.join(folder, "kurils.toml");
const original = fs.readFileSync(path.join(source, "casebook", "kurils", "dispute.toml"), "utf8");
fs.writeFileSync(file, original);
const server = spawn(detente, ["serve", file], { stdio: ["ignore", "pipe", "inherit"] });
const address = await new Promise((resolve, reject) => {
  let said = "";
  server.stdout.on("data", (data) => {
    said += data;
    const match = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
    if (match) resolve(match[0]);
  });
  server.on("exit", () => reject(new Error(`the server ended: ${said}`)));
});

const browser = await chromium.launch({
  executablePath: browserPath,
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run"],
});

const quietly = new Set(); // what the page may complain of, since a test provokes it
async function newPage(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, ...options });
  const page = await context.newPage();
  page.on("pageerror", (error) => expect(false, `the page failed: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    if ([...quietly].some((word) => message.text().includes(word))) return;
    expect(false, `the page complains: ${message.text()}`);
  });
  page.on("request", (request) => {
    const to = request.url();
    expect(to.startsWith(address) || /^(data|blob|file):/.test(to), `the page asks for ${to}`);
  });
  return page;
}
async function picture(page, name, options = {}) {
  if (pictures) await page.screenshot({ path: path.join(pictures, `${name}.png`), ...options });
}
async function accessible(page, what) {
  await page.evaluate(axeSource);
  const found = await page.evaluate(async () => {
    const result = await globalThis.axe.run(document, { resultTypes: ["violations"] });
    return result.violations
      .filter((one) => one.impact === "serious" || one.impact === "critical")
      .map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
  });
  for (const words of found) expect(false, `${what}: axe finds ${words}`);
}
const verdictOf = (page) => page.locator("#verdict").innerText();
const chip = (page) => page.locator("#verdict .chip").innerText();
const inView = (page, name) =>
  page.getByRole("navigation", { name: "Views" }).getByRole("button", { name }).click();
const textOf = (page) => page.evaluate(async () => {
  const view = document.querySelector(".cm-content").cmTile?.view ?? document.querySelector(".cm-content").cmView.view;
  return view.state.doc.toString();
});

// --- one test after the other; each finds the page as the one before left it

const page = await newPage({ acceptDownloads: true });

async function opens() {
  await page.goto(address);
  await until(async () => /ready/.test(await chip(page).catch(() => "")), "the verdict appears");
  expect((await page.locator("h1").innerText()) === "Is Russia ready to compromise with Japan?",
         "the title question is the heading");
  expect((await chip(page)) === "not ready", "September 2016 is not ready");
  await until(async () => (await page.locator(".cases [data-ready=true]").count()) > 0,
              "the tabs say which cases are ready", 60);
  const ready = JSON.parse(execFileSync(detente, ["ask", file, "--format", "json"],
    { encoding: "utf8" })).cases.filter((one) => one.ready).length;
  expect((await page.locator(".cases [data-ready=true]").count()) === ready,
         `the tabs call ${ready} cases ready, as the command line does`);
  await until(async () => (await page.getByRole("heading", { name: "What would change it" }).count()) > 0,
              "thresholds follow the ladder", 60);
  await until(async () => (await page.getByRole("heading", { name: "Deals worth having" }).count()) > 0,
              "the frontier follows", 60);
  await picture(page, "answer", { fullPage: true });
  await accessible(page, "answer");
}

async function cases() {
  await page.getByRole("tab", { name: /a Japan that decides more/ }).click();
  await until(async () => (await chip(page)) === "ready", "an autonomous Japan is ready");
  await until(async () => (await page.getByRole("button", { name: "Next step" }).count()) > 0, "the way has steps");
  await page.getByRole("button", { name: "From the start" }).first().click();
  const steps = page.locator(".steps").first();
  expect((await steps.locator("[data-done=true]").count()) === 0, "no step is drawn at first");
  await page.getByRole("button", { name: "Next step" }).first().click();
  expect((await steps.locator("[data-done=true]").count()) === 1, "one step is drawn after one click");
  await picture(page, "ready");
  await page.getByRole("tab", { name: /September 2016/ }).click();
  await until(async () => (await chip(page)) === "not ready", "back to September 2016");
}

async function levers() {
  const slider = page.locator("#factor-japan_autonomy");
  const before = await verdictOf(page);
  await slider.focus();
  await slider.fill("0.9");
  await until(async () => (await verdictOf(page)) !== before, "a moved slider changes the verdict");
  // the same question to the command line
  const there = JSON.parse(execFileSync(detente,
    ["ask", file, "--case", "now", "--set", "japan_autonomy=0.9", "--format", "json"],
    { encoding: "utf8" })).cases[0];
  await until(async () => {
    const rows = await page.evaluate(() =>
      [...document.querySelectorAll(".results table")[0].querySelectorAll("tbody tr")].map((row) =>
        [...row.children].map((cell) => cell.textContent)));
    return rows.every((row, k) => row[0] === there.rungs[k].name && Number(row[1]) === there.rungs[k].survivors &&
      Number(row[2]) === there.rungs[k].alone);
  }, "the page's ladder is the command line's");
  await page.getByRole("button", { name: "Back to the file" }).click();
  await until(async () => (await verdictOf(page)) === before, "back to the file");
  // what counts as a compromise
  await page.getByLabel(/What counts as a compromise/).fill("cooperation >= some");
  await page.getByLabel(/What counts as a compromise/).press("Tab");
  await until(async () => (await chip(page)) === "ready", "cooperation alone is agreed at once");
  quietly.add("400");
  await page.getByLabel(/What counts as a compromise/).fill("cooperaton >= some");
  await page.getByLabel(/What counts as a compromise/).press("Tab");
  await until(async () => /cooperation/.test(await page.locator(".question .problems").innerText().catch(() => "")),
              "a wrong name in it is found and the right one offered");
  await page.getByRole("button", { name: "Back to the file" }).click();
  await until(async () => (await verdictOf(page)) === before, "back to the file's own");
  // a party less
  await page.getByLabel("the United States", { exact: true }).uncheck();
  await until(async () => (await verdictOf(page)) !== before, "without the United States the verdict is another");
  const expected = JSON.parse(execFileSync(detente,
    ["ask", file, "--case", "now", "--without", "usa", "--format", "json"], { encoding: "utf8" })).cases[0];
  expect((await chip(page)) === (expected.ready ? "ready" : "not ready"), "as on the command line");
  await page.getByRole("button", { name: "Back to the file" }).click();
  await until(async () => (await verdictOf(page)) === before, "back to the file again");
}

async function speed() {
  let best = Infinity;
  for (let round = 0; round < 3 && best >= P95_MILLISECONDS; ++round)
    best = Math.min(best, await moves());
  expect(best < P95_MILLISECONDS, `the 95th percentile of a new ladder is ${best.toFixed(0)} ms`);
  await page.getByRole("button", { name: "Back to the file" }).click();
}
// Sixty moves of a slider: the 95th percentile of the time until the new ladder can be seen.
async function moves() {
  await page.evaluate(() => performance.clearMeasures());
  const times = await page.evaluate(async () => {
    const slider = document.querySelector("#factor-trust");
    const out = [];
    for (let k = 0; k < 60; ++k) {
      slider.value = String(0.02 + 0.016 * k);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      const end = performance.now() + 10_000;
      while (performance.getEntriesByName("ladder").length === 0 && performance.now() < end)
        await new Promise((done) => setTimeout(done, 4));
      out.push(performance.getEntriesByName("ladder")[0]?.duration ?? Infinity);
      performance.clearMeasures();
      await new Promise((done) => setTimeout(done, 60));
    }
    return out;
  });
  times.sort((a, b) => a - b);
  const p95 = times[Math.ceil(0.95 * times.length) - 1];
  console.log(`browser: slider to new ladder: median ${times[times.length >> 1].toFixed(0)} ms, 95th percentile ${p95.toFixed(0)} ms, most ${times.at(-1).toFixed(0)} ms`);
  return p95;
}

async function editing() {
  await inView(page, "Edit");
  const content = page.locator(".cm-content");
  await content.click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("nonsense = ");
  await until(async () => (await page.locator("#problems .problems li").count()) > 0, "an error is found");
  expect(/Line 1\b/.test(await page.locator("#problems").innerText()), "the error is at its line");
  await until(async () => (await page.locator(".cm-lint-marker-error").count()) > 0, "the line is marked");
  await picture(page, "edit-error");
  await accessible(page, "edit with an error");
  for (let k = 0; k < 12 && (await textOf(page)) !== original; ++k)
    await page.getByRole("button", { name: "Undo" }).click();
  await until(async () => /The text is valid/.test(await page.locator("#problems").innerText()), "the error is mended");
  expect((await textOf(page)) === original, "undo brings the text back");

  // one value through the form: nothing else changes
  const wishes = page.locator(".section", { hasText: "What Russia wants" });
  await wishes.locator("> summary").click();
  const card = wishes.locator(".card", { hasText: "r_deep" });
  await card.locator("> summary").click();
  await card.getByLabel("weight").fill("7");
  await card.getByLabel("weight").press("Tab");
  const wanted = original.replace(/(id = "r_deep".*weight = )5/, "$17");
  expect(wanted !== original, "the test knows the statement");
  await until(async () => (await textOf(page)) === wanted, "the form changes one number of the text");

  // what was typed stays in its field, though the reading before it comes in later
  await page.route("**/api/parse", async (route) => {
    await new Promise((done) => setTimeout(done, 400));
    await route.continue();
  });
  await card.getByLabel("weight").fill("8");
  await card.getByLabel("weight").press("Tab");
  await until(async () => (await textOf(page)).includes('weight = 8, says = "deep'), "the weight is in the text");
  await card.getByLabel("wants").fill("cooperaton >= deep");
  await card.getByLabel("wants").press("Tab");
  await until(async () => /cooperaton/.test(await page.locator("#problems").innerText()), "the wrong name is found, late");
  expect((await card.getByLabel("wants").inputValue()) === "cooperaton >= deep", "the field shows what the text says");
  await page.unroute("**/api/parse");
  await card.getByLabel("weight").fill("7");
  await card.getByLabel("weight").press("Tab");
  await card.getByLabel("wants").fill("cooperation >= deep");
  await card.getByLabel("wants").press("Tab");
  await until(async () => (await textOf(page)) === wanted, "the text is mended");

  // a formula that cannot be read, and its mending
  await card.getByLabel("wants").fill("cooperaton >= deep");
  await card.getByLabel("wants").press("Tab");
  await until(async () => /cooperation/.test(await page.locator("#problems .problems").innerText().catch(() => "")),
              "a wrong name is found and the right one offered");
  expect((await card.getByLabel("wants").getAttribute("aria-invalid")) !== null, "the field is marked");
  await card.getByLabel("wants").fill("cooperation >= deep");
  await card.getByLabel("wants").press("Tab");
  await until(async () => (await textOf(page)) === wanted, "the text is as before the mistake");
  await until(async () => /The text is valid/.test(await page.locator("#problems").innerText()), "the formula is mended");
  // a part of its own at the end, and away again
  const rules = page.locator(".section", { hasText: "Rules: what cannot be" });
  await rules.locator("> summary").click();
  await rules.getByLabel("New rule").fill("no joint islands");
  await rules.getByRole("button", { name: "Add" }).click();
  await until(async () => (await textOf(page)).startsWith(wanted) &&
              (await textOf(page)).slice(wanted.length).startsWith('\n[[rules]]\nid = "no_joint_islands"\n'), "a rule is added at the end");
  await until(async () => (await rules.locator(".card").count()) === 4, "it is in the form");
  await rules.locator(".card").last().locator("> summary").click();
  await rules.getByRole("button", { name: /Remove no joint/ }).click();
  await until(async () => (await textOf(page)) === `${wanted}\n`, "and can be removed");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await until(async () => (await textOf(page)) === wanted, "undo goes back over changes from the form");
  await picture(page, "edit");
  await accessible(page, "edit");
}

async function saving() {
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await until(async () => (await page.locator(".state").innerText()) === "saved", "the file is saved");
  expect(fs.readFileSync(file, "utf8") ===
         original.replace(/(id = "r_deep".*weight = )5/, "$17"), "the file holds one other number and nothing else");
  await page.reload();
  await until(async () => /ready/.test(await chip(page).catch(() => "")), "the page comes again");
  await inView(page, "Edit");
  await until(async () => (await textOf(page)).includes('weight = 7, says = "deep economic'), "with the saved text");

  // somebody else writes the file: without changes here it is taken, with changes it is shown
  fs.writeFileSync(file, original);
  await until(async () => (await textOf(page)) === original, "a file changed elsewhere is read again");
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# mine\n");
  fs.writeFileSync(file, "# theirs\n" + original);
  await until(async () => (await page.locator(".conflict").count()) > 0, "two writers notice each other");
  await accessible(page, "conflict");
  await picture(page, "conflict");
  expect((await textOf(page)).startsWith("# mine"), "what is here is not thrown away");
  await page.getByRole("button", { name: "Take the file as it is there" }).click();
  await until(async () => (await textOf(page)).startsWith("# theirs"), "their text is taken");

  // saving over a newer file is refused by the server, whatever the page knew
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# mine again\n");
  fs.writeFileSync(file, original);
  quietly.add("409");
  await page.keyboard.press("Control+s");
  await until(async () => (await page.locator(".conflict").count()) > 0, "a newer file is not written over");
  expect(fs.readFileSync(file, "utf8") === original, "the newer file is as it was");
  await page.getByRole("button", { name: "Take the file as it is there" }).click();
  await until(async () => (await textOf(page)) === original, "the newer file is taken");
}

async function keepsACase() {
  await inView(page, "Answer");
  await until(async () => (await page.locator("#factor-trust").count()) > 0, "the sliders are there");
  await page.locator("#factor-trust").fill("0.9");
  await page.getByRole("button", { name: "Keep as a case" }).click();
  await page.getByLabel("What is this case called?").fill("A warm spring");
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await until(async () => (await page.getByRole("tab", { name: /A warm spring/ }).count()) > 0, "the case has a tab");
  await inView(page, "Edit");
  const text = await textOf(page);
  expect(text.startsWith(original.trimEnd()), "the rest of the text is as it was");
  expect(/\[cases\.a_warm_spring\]\nname = "A warm spring"\nset = \{ trust = 0\.9 \}/.test(text), "the case is in the text");
}

async function analyses() {
  await inView(page, "Analyses");
  await page.getByRole("radio", { name: /worlds/ }).check();
  await page.getByLabel("Worlds", { exact: true }).fill("300");
  await page.getByRole("button", { name: "Work it out" }).click();
  await until(async () => (await page.locator(".document svg").count()) > 0, "worlds are worked out", 120);
  await picture(page, "worlds");
  await accessible(page, "worlds");
  await page.getByLabel("Worlds", { exact: true }).fill("10000000");
  await page.getByRole("button", { name: "Work it out" }).click();
  await until(async () => (await page.locator("#cancel").count()) > 0, "a long run can be cancelled");
  await until(async () => Number(await page.locator(".ask progress").getAttribute("value").catch(() => 0)) > 0, "it says how far it is", 60);
  // the ladder does not wait for it
  await inView(page, "Answer");
  const before = await verdictOf(page);
  await page.locator("#factor-japan_autonomy").fill("0.1");
  await until(async () => (await verdictOf(page)) !== before, "a slider is followed while worlds are worked out", 5);
  await page.getByRole("button", { name: "Back to the file" }).click();
  await until(async () => (await verdictOf(page)) === before, "and back", 5);
  await inView(page, "Analyses");
  expect((await page.locator("#cancel").count()) === 1, "the run goes on meanwhile");
  await page.locator("#cancel").click();
  await until(async () => /Cancelled/.test(await page.locator("main").innerText()), "it says that it was cancelled");
  for (const [name, sees] of [[/compare/, "table"], [/stability/, "table"]]) {
    await page.getByRole("radio", { name }).check();
    await page.getByRole("button", { name: "Work it out" }).click();
    await until(async () => (await page.locator(`.document ${sees}`).count()) > 0 &&
                            (await page.locator(".running").count()) === 0, `${name} answers`, 120);
  }
  await accessible(page, "analyses");
}

async function exporting() {
  const coming = page.waitForEvent("download", { timeout: 180_000 });
  await page.getByLabel("Export the report").selectOption("html");
  const download = await coming;
  const target = path.join(folder, "report.html");
  await download.saveAs(target);
  const text = fs.readFileSync(target, "utf8");
  expect(text.startsWith("<!doctype html>") && text.includes("Is Russia ready to compromise with Japan?"),
         "the report is a page with the question");
  expect(text.length < REPORT_BYTES, `the report has ${text.length} bytes`);
}

async function importing() {
  page.on("dialog", (dialog) => dialog.accept());
  await page.getByRole("button", { name: "Open …" }).first().click();
  await until(async () => (await page.locator("dialog[open] .choices button").count()) > 10, "the casebook is offered");
  await picture(page, "open");
  await accessible(page, "open");
  await page.locator("#import").setInputFiles(path.join(source, "tests", "cli", "errors", "good.gmcr"));
  await until(async () => /good\.toml/.test(await page.locator(".file").innerText()), "a GMCR+ file is read");
  expect((await page.locator(".state").innerText()) === "not saved yet", "an import is a new text");
  // dropped on the page
  const words = fs.readFileSync(path.join(source, "tests", "cli", "errors", "good.xml"), "utf8");
  const held = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "dropped.xml", { type: "text/xml" }));
    return transfer;
  }, words);
  await page.dispatchEvent(".app", "drop", { dataTransfer: held });
  await until(async () => /dropped\.toml/.test(await page.locator(".file").innerText()), "a GENIUS file is read when dropped");
  await inView(page, "Analyses");
  expect((await page.locator(".document").count()) === 0, "no result of another dispute is left");
  expect(await page.getByRole("radio", { name: /worlds/ }).isDisabled(), "a file without a question has no worlds");
  await page.getByRole("radio", { name: /bargain/ }).check();
  await page.getByRole("button", { name: "Work it out" }).click();
  await until(async () => (await page.locator(".document table").count()) > 0, "a file without a question can be bargained over");
  await inView(page, "Answer");
  // what holds at one value of a factor alone
  await page.locator("#import").setInputFiles(path.join(source, "tests", "server", "one_value.toml"));
  await until(async () => /; it is ready only at 0\.35 exactly\.$/.test(
    await page.locator("#factor-trust-unit").innerText().catch(() => "")), "a single value stands at its slider");
  expect((await page.locator(".marks .alone").count()) === 1, "and is marked along it");
  await until(async () => (await page.getByText("Trust: it is ready only at 0.35 exactly.").count()) > 0,
              "the picture of thresholds says it too");
  await picture(page, "single-value", { fullPage: true });
  await accessible(page, "single value");
  // a new dispute from a template, saved under a name
  await page.getByRole("button", { name: "Open …" }).first().click();
  await page.locator("dialog[open]").getByRole("button", { name: /with_ratifier/ }).click();
  await until(async () => /ready/.test(await chip(page).catch(() => "")), "a template has an answer");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.locator("dialog[open] input[name=name]").fill("accord");
  await page.locator("dialog[open]").getByRole("button", { name: "Save", exact: true }).click();
  await until(() => fs.existsSync(path.join(folder, "accord.toml")), "a new file is saved");
  await until(async () => (await page.locator(".state").innerText()) === "saved", "and says so");
}

async function otherScreens() {
  for (const [name, options] of [
    ["answer-dark", { colorScheme: "dark" }],
    ["answer-phone", { viewport: { width: 390, height: 844 } }],
  ]) {
    const other = await newPage(options);
    await other.goto(address);
    await until(async () => /ready/.test(await chip(other).catch(() => "")), `${name}: the verdict appears`);
    await until(async () => (await other.getByRole("heading", { name: "What would change it" }).count()) > 0, `${name}: the rest follows`, 60);
    await picture(other, name, { fullPage: true });
    await accessible(other, name);
    const wide = await other.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide <= 0, `${name}: the page is ${wide} pixels too wide`);
    await other.context().close();
  }
}

async function theReport() {
  // as `make demo` writes it
  const target = path.join(folder, "founding.html");
  execFileSync(detente, ["report", "kurils", "-o", target], { stdio: ["ignore", "ignore", "pipe"] });
  const report = `file://${target}`;
  for (const [name, options] of [
    ["report", {}],
    ["report-dark", { colorScheme: "dark" }],
    ["report-phone", { viewport: { width: 390, height: 844 } }],
  ]) {
    const other = await newPage(options);
    await other.goto(report);
    const low = await other.locator(".answer").first().evaluate((node) => node.getBoundingClientRect().bottom);
    expect(low <= other.viewportSize().height, `${name}: the answer is in the first screen`);
    expect((await other.locator("h1").innerText()) === "Is Russia ready to compromise with Japan?" &&
           /^No\b/.test(await other.locator(".answer").first().innerText()), `${name}: it answers the title question`);
    await picture(other, name);
    await accessible(other, name);
    const wide = await other.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide <= 0, `${name}: the page is ${wide} pixels too wide`);
    if (name === "report") {
      // from the verdict to the source of the statement that decides it: two clicks
      await other.locator("sup.refs a").first().click();
      const note = other.locator(".note:target");
      expect((await note.count()) === 1, "the first click leads to the statement");
      await note.locator("a").first().click();
      expect(/Katehon|Yomiuri|Levada|Asahi|Foreign Relations|press reports|Moscow/.test(
        await other.locator(".note:target").innerText()), "the second click leads to its source");
      const paper = await other.pdf({ format: "A4" });
      expect(paper.length > 10_000, "the report prints");
      if (pictures) fs.writeFileSync(path.join(pictures, "report.pdf"), paper);
    }
    await other.context().close();
  }
}

try {
  for (const test of [opens, cases, levers, speed, editing, saving, keepsACase, analyses, exporting,
                      importing, otherScreens, theReport]) {
    const begun = Date.now();
    try {
      await test();
      const bad = page.locator(".messages [data-bad=true]");
      for (const words of await bad.allInnerTexts())
        expect(/^Left out/.test(words), `${test.name}: the page says: ${words}`);
    } catch (error) {
      expect(false, `${test.name}: ${error.message}`);
      await picture(page, `failed-${test.name}`);
    }
    console.log(`browser: ${test.name}: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  }
} finally {
  await browser.close();
  server.kill();
}
process.exit(failed.length === 0 ? 0 : 1);
