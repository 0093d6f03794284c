// SPDX-License-Identifier: MIT
// node pictures.mjs EXAMPLE PYA-RUN FOLDER: the page while examples/browser plays, and examples/sliders in the same folder, and
// while a script is edited, as the documentation shows it.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { Chromium } from "./chromium.mjs";

const [example, pya_run, folder] = process.argv.slice(2);
const wide = { width: 900, height: 640 }, phone = { width: 390, height: 760, dark: true };
const work = mkdtempSync(join(tmpdir(), "pya-pictures-"));
const browser = new Chromium();

async function start(path, ...options) {
    const env = { ...process.env, DISPLAY: "", WAYLAND_DISPLAY: "" };
    const program = spawn(path, options, { stdio: ["ignore", "inherit", "pipe"], env });
    const url = await new Promise((done) => createInterface({ input: program.stderr }).on("line", (line) => {
        const address = line.match(/http:\S+/)?.[0];
        if (address) done(address);
    }));
    return { program, url };
}

async function take(url, name, options, ready) {
    const page = await browser.open(url, options);
    await page.until(ready, 120);
    await new Promise((done) => setTimeout(done, 6000));
    writeFileSync(join(folder, `${name}.png`), await page.picture());
    await page.close();
}

const playing = "document.getElementById('latency').textContent.includes('ms')";
let { program, url } = await start(example, join(work, "browser.wav"), "0");
await take(url, "browser", wide, playing);
await take(url, "browser_phone", phone, `${playing} && (document.getElementById('record').click(), true)`);
program.kill();

({ program, url } = await start(join(dirname(example), "sliders"), "0"));
await take(url, "sliders", { width: 900, height: 900 }, `${playing} && document.querySelectorAll('.slider').length === 6`);
program.kill();

const song = join(work, "song.cpp");
const save = (release) => writeFileSync(song, `#include <pya/pya.hpp>
using namespace pya;

int main() {
    Aserver s({.channels = 2});
    s.boot();
    const gen::Param pause(0.4, {.least = 0.1, .largest = 1}), width(0.4, {.least = 0, .largest = 1});
    show(pause, "Pause", {.unit = "s"}), show(width, "Width");
    for (int note = 0;; ++note) {
        const Asig tone = Ugen::sine({.freq = midicps(57 + 5 * (note % 4)), .amp = 0.3, .dur = 0.8});
        s.play(tone.fade_out(${release}).pan2(width.get() * (note % 3 - 1)));
        if (note == 0) tone.resample(22050).to_spec().plot(), show(), show(tone, "the first note");
        if (note == 0) std::puts("a scale of fourths"), log_warning("the first note is the lowest");
        s.wait(pause.get());
    }
}
`);
save("0.7");
({ program, url } = await start(pya_run, "--live", "--port", "0", song));
const shown = "document.querySelector('#shown img')?.naturalWidth > 0 && document.querySelector('#shown audio')"
    + " && document.querySelectorAll('.slider').length === 2";
await take(url, "live", wide, `${playing} && ${shown}`);
save("0.7, Acurve::steep");
await take(url, "live_phone", phone, "document.getElementById('script').dataset.state === 'broken'");
program.kill();
await browser.close();
rmSync(work, { recursive: true, force: true });
