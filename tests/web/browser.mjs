// SPDX-License-Identifier: MIT
// node browser.mjs PROGRAM [SECONDS]: the page in a real browser. Ends with 77 where there is none.

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Chromium } from "./chromium.mjs";
import { Program } from "./program.mjs";

const [program_path, seconds = "4"] = process.argv.slice(2);
if (spawnSync("chromium", ["--version"]).status !== 0) {
    console.log("Skipped: there is no Chromium (Debian's package chromium).");
    process.exit(77);
}

const folder = mkdtempSync(join(tmpdir(), "pya-web-"));
const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const tap = readFileSync(new URL("tap.js", import.meta.url), "utf8");
const playing = "import('/sound.js').then((sound) => !!sound.playing)";
const command = (type) => `import('/sound.js').then((sound) => sound.socket.postMessage({ type: '${type}' }))`;

function check(truth, what) {
    if (!truth) throw new Error(what);
}

async function listening(browser, program, options) {
    const page = await browser.open(await program.url, options);
    await hear(page);
    return page;
}

async function hear(page) {
    await page.until(playing);
    await page.until("document.getElementById('latency').textContent.includes('ms')");
    await page.value(`${tap}.then((tap) => tap()).then((tap) => { globalThis.tap = tap; })`);
}

const tests = {
    async "every sample is heard, also while the page is busy"(browser, program) {
        const page = await listening(browser, program);
        await sleep(500 * seconds);
        await page.value("for (const end = Date.now() + 1000; Date.now() < end;);");
        await sleep(500 * seconds);
        const { frames, silent, jumps } = await page.value("tap.report()");
        check(frames > 44100 * (seconds - 1), `only ${frames} frames were heard`);
        check(silent === 0 && jumps === 0, `${silent} silent frames, ${jumps} jumps`);
        check((await program.counts()).dropped === 0, "blocks were dropped");
        return page;
    },
    async "a connection that is lost comes back, and the clock goes on meanwhile"(browser, program) {
        const page = await listening(browser, program);
        const before = Number(await program.ask("now"));
        await page.value(command("drop"));
        await page.until("document.getElementById('state').textContent.includes('not there')");
        await page.until("document.getElementById('state').textContent.includes('Playing')");
        const silent = (await page.value("tap.report()")).silent;
        await sleep(1000);
        const after = await page.value("tap.report()");
        check(silent > 0, "the loss was not heard, so it was none");
        check(after.jumps <= 2, `${after.jumps} jumps`); // what was on its way is lost
        check(after.frames - silent > 44100, "sound did not come back");
        check(Number(await program.ask("now")) > before + 44100, "the clock stood still");
        return page;
    },
    async "a page that has gone lets the clock go on"(browser, program) {
        const page = await listening(browser, program);
        await page.close();
        while ((await program.counts()).listeners > 0) await sleep(20);
        const before = Number(await program.ask("now"));
        await sleep(500);
        const passed = Number(await program.ask("now")) - before;
        check(passed > 15000 && passed < 60000, `${passed} frames in half a second`);
    },
    async "the page follows a server that quits and boots again"(browser, program) {
        const page = await listening(browser, program);
        await page.value("globalThis.before = import('/sound.js').then((sound) => sound.playing.node); 0");
        await program.ask("reboot");
        await page.until(`${playing.slice(0, -1)} && before.then((node) => node !== sound.playing.node))`);
        await hear(page);
        await sleep(1000);
        const { frames, silent, jumps } = await page.value("tap.report()");
        check(frames > 22050 && silent + jumps === 0, `${frames} frames, ${silent} silent, ${jumps} jumps`);
        return page;
    },
    async "one page listens at a time"(browser, program) {
        const first = await listening(browser, program);
        const second = await browser.open(await program.url);
        await second.until("document.getElementById('state').textContent.includes('Another page')");
        check(await first.value(playing), "the first page has stopped");
        await second.close();
        return first;
    },
    async "without the key nothing is told"(browser, program) {
        const { refused } = await program.counts();
        const page = await browser.open((await program.url).replace(/#.*/, "#wrong"));
        await page.until("document.getElementById('state').textContent.includes('not there')");
        while ((await program.counts()).refused === refused) await sleep(20);
        check((await program.counts()).visitors === 0, "a page without the key is in");
        page.complaints.length = 0; // of its refused sockets
        return page;
    },
};

async function run(name, test, browser) {
    const program = new Program(program_path);
    program.url = program.line();
    try {
        const page = await test(browser, program);
        if (page) {
            check(page.complaints.length === 0 || name.includes("lost"), page.complaints.join("\n"));
            await page.close();
        }
        const status = await program.end();
        check(status === 0, `the program ended with ${status}`);
        console.log(`ok: ${name}`);
        return true;
    } catch (error) {
        console.log(`FAILED: ${name}: ${error.stack}`);
        program.process.kill();
        return false;
    }
}

const browser = new Chromium();
let good = true;
for (const [name, test] of Object.entries(tests)) good = (await run(name, test, browser)) && good;
await browser.close();
rmSync(folder, { recursive: true, force: true });
process.exitCode = good ? 0 : 1;
