// SPDX-License-Identifier: MIT
// node pictures.mjs EXAMPLE FOLDER: the page while examples/browser plays, as the documentation shows it.

import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Chromium } from "./chromium.mjs";

const [example, folder] = process.argv.slice(2);
const program = spawn(example, [join(folder, "browser.wav"), "0"], { stdio: ["ignore", "inherit", "pipe"] });
const url = await new Promise((done) =>
    createInterface({ input: program.stderr }).on("line", (line) => done(line.match(/http:\S+/)?.[0])));
const browser = new Chromium();
for (const [name, options] of [["browser", { width: 900, height: 640 }], ["browser_phone", { width: 390, height: 760, dark: true }]]) {
    const page = await browser.open(url, options);
    await page.until("document.getElementById('latency').textContent.includes('ms')");
    if (options.dark) await page.value("document.getElementById('record').click()");
    await new Promise((done) => setTimeout(done, 6000));
    writeFileSync(join(folder, `${name}.png`), await page.picture());
    await page.close();
}
await browser.close();
program.kill();
