/** The page of `org report` in a browser: what axe finds, search, keyboard, printing, and that no text of the report becomes code. */
import axe, { type AxeResults } from "axe-core";
import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { page as pageOf } from "../../cli/report/page";
import { findChromium, browserTimeout, startChromium } from "../support/chromium";
import { fullReport, withEverywhere } from "../support/report";
import { skip } from "../support/skip";

describe("the page of org report, in Chromium", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "report-"));
    const file = path.join(folder, "organization.html");
    // axe checks every row, and rows of the same kind have the same faults, so a few are enough.
    const small = path.join(folder, "small.html");
    const report = fullReport(50);
    let browser: Browser;
    let context: BrowserContext;
    let page: Page;
    /** Requests of the page other than for itself, and messages, errors and dialogs of the browser. */
    let noise: string[];

    before(async function () {
        const chromium = findChromium();
        if (chromium === undefined) return skip(this, "no Chromium on PATH, and none that CHROMIUM names");
        fs.writeFileSync(file, pageOf(report));
        fs.writeFileSync(small, pageOf(fullReport(7)));
        browser = await startChromium(chromium, folder);
    });
    after(async () => {
        // Undefined if there is no browser.
        await (browser as Browser | undefined)?.close();
        fs.rmSync(folder, { recursive: true, force: true });
    });

    async function open(options: Parameters<Browser["newContext"]>[0] = {}, at = file): Promise<void> {
        noise = [];
        context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
        context.setDefaultTimeout(browserTimeout);
        page = await context.newPage();
        page.on("request", (request) => {
            const url = request.url();
            if (!url.startsWith(pathToFileURL(at).href) && !url.startsWith("data:")) noise.push(`asks for ${url}`);
        });
        page.on("console", (message) => noise.push(message.text()));
        page.on("pageerror", (error) => noise.push(error.message));
        page.on("dialog", (dialog) => {
            noise.push(`dialog ${dialog.message()}`);
            void dialog.dismiss();
        });
        await page.goto(pathToFileURL(at).href);
    }
    afterEach(async () => {
        await (context as BrowserContext | undefined)?.close();
    });

    /** Evaluates code in the page, whose types this program does not know. */
    const ask = <T>(code: string): Promise<T> => page.evaluate<T>(code);
    /** Faults that axe finds, each with its element. */
    async function found(): Promise<readonly string[]> {
        await ask(axe.source);
        const { violations } = await ask<AxeResults>("axe.run()");
        return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    }
    const shown = (selector: string): Promise<number> => page.locator(`${selector}:visible`).count();

    for (const colorScheme of ["light", "dark"] as const)
        it(`${colorScheme}: axe finds nothing, as it opens and with a search typed; it asks for nothing`, async () => {
            await open({ colorScheme }, small);
            const back = await ask("getComputedStyle(document.body).backgroundColor");
            strictEqual(back, colorScheme === "light" ? "rgb(255, 255, 255)" : "rgb(13, 17, 23)");
            deepStrictEqual(await found(), []);
            await page.fill("#search", "prd");
            deepStrictEqual(await found(), []);
            await page.fill("#search", "");
            await ask("for (const each of document.querySelectorAll('details')) each.open = true");
            deepStrictEqual(await found(), []);
            deepStrictEqual(noise, []);
        });

    it("search: all words, in names, units, policies and people, whatever case and accents; without words all is there again", async () => {
        await open();
        const rows = (): Promise<number> => shown("#accounts tbody tr");
        strictEqual(await rows(), 51);
        const everything = await shown("[data-row]");
        for (const [words, accounts, sections] of [
            ["TEAM-1 prd", 8, "tree accounts access policies drift"],
            ["téam-1 prd", 8, "tree accounts access policies drift"],
            ["grace.hopper", 0, "access"],
            ["only-our-regions", 0, "tree policies"],
            ["cis-2.2", 0, "findings"],
            ["999988887777", 1, "accounts delegations"],
            ["nobody has this", 0, ""],
        ] as const) {
            await page.fill("#search", words);
            strictEqual(await rows(), accounts, words);
            const visible = await ask<readonly string[]>(
                "[...document.querySelectorAll('main > section')].filter((each) => each.checkVisibility()).map(({ id }) => id)",
            );
            strictEqual(visible.join(" "), sections, words);
            const count = await page.textContent("#found");
            strictEqual(count?.split(" ")[0], String(await page.locator("[data-row]:not([hidden])").count()), words);
        }
        await page.fill("#search", "");
        strictEqual(await shown("[data-row]"), everything);
        strictEqual(await page.textContent("#found"), "");
    });

    it("one person: the accounts and roles that person reaches, and no other", async () => {
        await open();
        const matrix = (): Promise<readonly string[]> =>
            ask(`[...document.querySelectorAll("#matrix tr")]
                .filter((row) => row.checkVisibility())
                .map(({ cells }) => [...cells].filter(({ hidden }) => !hidden).map((cell) => cell.textContent.trim()).join(" | "))`);
        const whole = await matrix();
        strictEqual(whole.length, 51);
        await page.selectOption("#person", "grace.hopper");
        deepStrictEqual((await matrix()).slice(0, 3), [
            "Account | Auditor1 person",
            "management | yes",
            "security | yes",
        ]);
        strictEqual(await page.textContent("#reach"), "50 of 50 accounts");
        await page.selectOption("#person", "person-1.team-1");
        strictEqual((await matrix()).length, 25);
        ok((await matrix()).slice(1).every((row) => /^team-1-[\w-]+ \| yes$/u.test(row)));
        await page.selectOption("#person", "");
        deepStrictEqual(await matrix(), whole);
    });

    it("keyboard: the first stop leads to the content, search and every table that scrolls are stops", async () => {
        await open();
        await page.keyboard.press("Tab");
        strictEqual(await ask("document.activeElement.textContent"), "Skip to the content");
        await page.keyboard.press("Enter");
        strictEqual(await ask("document.activeElement.id"), "main");
        deepStrictEqual(
            await ask(`[...document.querySelectorAll("*")]
                .filter((each) => each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1)
                .filter((each) => /auto|scroll/u.test(getComputedStyle(each).overflow) && each.tabIndex < 0)
                .map(({ className }) => className)`),
            [],
        );
    });

    it("a link to what is folded or not among what was searched shows it", async () => {
        await open();
        await page.fill("#search", "grace.hopper");
        await ask("location.hash = '#policy-only-our-regions'");
        await page.locator("#policy-only-our-regions pre").waitFor({ state: "visible" });
        strictEqual(await page.inputValue("#search"), "");
    });

    it("prints all of it: what is folded too, and nothing that is to be clicked", async () => {
        await open();
        await page.emulateMedia({ media: "print" });
        const folded = await page.locator("details:not([open])").count();
        ok(folded > 10);
        await ask("dispatchEvent(new Event('beforeprint'))");
        strictEqual(await page.locator("details:not([open])").count(), 0);
        strictEqual(await shown("pre"), report.policies.length);
        deepStrictEqual([await shown("nav"), await shown("#search"), await shown("#person")], [0, 0, 0]);
        await ask("dispatchEvent(new Event('afterprint'))");
        strictEqual(await page.locator("details:not([open])").count(), folded);
    });

    it("without scripts all of it is there, and nothing that does not work", async () => {
        await open({ javaScriptEnabled: false });
        strictEqual(await shown("#accounts tbody tr"), 51);
        deepStrictEqual([await shown("#search"), await shown("#person")], [0, 0]);
    });

    it("no text becomes code, whoever wrote it: each is shown as it is", async () => {
        const payload = `</script></pre></style>"'><img src=x onerror="pwned=1"><svg onload=pwned=1><a href="javascript:pwned=1">🦄`;
        const hostile = path.join(folder, "hostile.html");
        fs.writeFileSync(hostile, pageOf(withEverywhere(report, payload)));
        await open({}, hostile);
        await page.fill("#search", "onerror");
        await page.fill("#search", "");
        deepStrictEqual(noise, []);
        const seen = await ask(`({
            isPwned: "pwned" in globalThis,
            made: document.querySelectorAll("img, a[href^='javascript'], [onerror], [onload]").length,
            scripts: document.scripts.length,
            title: document.title,
            account: document.querySelector("#accounts tbody th").firstChild.textContent,
        })`);
        deepStrictEqual(seen, {
            isPwned: false,
            made: 0,
            scripts: 1,
            title: `Organization acme${payload}`,
            account: `management${payload}`,
        });
    });

    it("were a script in it, the browser would not run it: the page's own rules", async () => {
        const text = fs.readFileSync(file, "utf8");
        const injected = path.join(folder, "injected.html");
        fs.writeFileSync(
            injected,
            text.replace("</main>", "<script>pwned = 1</script><img src=x onerror='pwned = 1'></main>"),
        );
        await open({}, injected);
        await ask("document.querySelector('img').dispatchEvent(new Event('error'))");
        strictEqual(await ask("'pwned' in globalThis"), false);
        ok(noise.some((each) => each.includes("Content Security Policy")));
    });
});
