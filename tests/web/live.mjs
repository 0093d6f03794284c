// SPDX-License-Identifier: MIT
// node live.mjs PYA-RUN [EDITS [AHEAD]]: a script that is edited while it plays on the page in a browser. Ends with 77 where
// there is none.

import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Chromium } from "./chromium.mjs";

const [pya_run, edits = "6", ahead = "32768"] = process.argv.slice(2);
if (spawnSync("chromium", ["--version"]).status !== 0) {
    console.log("Skipped: there is no Chromium (Debian's package chromium).");
    process.exit(77);
}

const folder = mkdtempSync(join(tmpdir(), "pya-live-"));
const song = join(folder, "song.cpp");
const tap = readFileSync(new URL("tap.js", import.meta.url), "utf8");
const PATIENCE = 120; // seconds for a compilation on a machine that is busy

// A script that plays a constant; what is in `before` and `after` stands in lines 6 and 8.
function save(level, { before = "", after = "" } = {}) {
    writeFileSync(song, `#include <pya/pya.hpp>
using namespace pya;
int main() {
    Aserver s({.channels = 2});
    s.boot();
    ${before}
    s.play(Asig(Eigen::ArrayXXf::Constant(1000, 2, ${level}f)), {.loop = true});
    ${after}
    s.wait();
}
`);
}

// A script that plays what a slider says, from these words on.
function save_instrument(words, after = "", unit = "V") {
    save("0.0", {
        before: `gen::Param level(${words}); show(level, "level", {.unit = "${unit}"});`,
        after: `s.play(gen::channels({level, level})); ${after}`,
    });
}

function check(truth, what) {
    if (!truth) throw new Error(what);
}

const state = (word) => `document.getElementById('script').dataset.state === '${word}'`;
const text = (id) => `document.getElementById('${id}').textContent`;

// What the first slider shows, and a person's hand on it.
const slider = "document.querySelector('.slider output')?.textContent";
const move = (page, place) => page.value(`(() => {
    const input = document.querySelector('.slider input');
    input.value = ${place};
    input.dispatchEvent(new Event('input'));
})()`);

// Until a level is all that is heard; what was heard on the way.
async function hear(page, level) {
    const heard = { least: Infinity, most: -Infinity, step: 0 };
    for (const end = Date.now() + 1000 * PATIENCE; ;) {
        const { frames, least, most, step } = await page.value("tap.levels()");
        if (frames > 0) {
            heard.least = Math.min(heard.least, least);
            heard.most = Math.max(heard.most, most);
            heard.step = Math.max(heard.step, step);
            if (Math.abs(least - level) < 1e-6 && Math.abs(most - level) < 1e-6) return heard;
        }
        if (Date.now() > end) throw new Error(`${level} was not heard, but ${JSON.stringify(heard)}: ${await page.value(text("script"))}`);
        await new Promise((done) => setTimeout(done, 10));
    }
}

// Nothing but the way from one level to another, without a hole and without a jump.
async function hear_fade(page, from, to) {
    const { least, most, step } = await hear(page, to);
    check(least > Math.min(from, to) - 1e-6 && most < Math.max(from, to) + 1e-6,
        `between ${from} and ${to} there was ${least} to ${most}; ${await page.value(text("silent")) || "no frames missed"} on the page`);
    check(step < 2 * Math.abs(to - from) / (0.05 * 44100) + 1e-6, `a step of ${step} from ${from} to ${to}`);
}

// What the program keeps: descriptors, processes beside it, and memory.
function kept(pid) {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(/\s+/).filter(Boolean);
    return {
        descriptors: readdirSync(`/proc/${pid}/fd`).length,
        children: children.length,
        kilobytes: Number(status.match(/VmRSS:\s+(\d+)/)[1]),
    };
}

// How long it took from saving to sound, as the program says.
function times() {
    const all = said.map((line) => Number(line.match(/is there after ([0-9.]+) s/)?.[1])).filter((time) => time > 0).sort((a, b) => a - b);
    return `from saving to sound ${all[all.length >> 1]} s, at most ${all.at(-1)} s`;
}

const tests = {
    async "a script plays on the page"(page) {
        await hear(page, 0.25);
        await page.until(state("playing"));
    },
    async "the new version takes over by a crossfade"(page) {
        save(0.5);
        await hear_fade(page, 0.25, 0.5);
        save(0.125);
        await hear_fade(page, 0.5, 0.125);
    },
    async "while a version does not compile the one before goes on, and the page names the line"(page) {
        save(0.5, { after: "s.sing();" });
        await page.until(state("broken"), PATIENCE);
        const said = await page.value(text("trouble"));
        for (const part of ["song.cpp:8", "sing", "s.sing();", "All that the compiler says"]) check(said.includes(part), said);
        check((await page.value(text("script_state"))).includes("The version before goes on"), "it does not say what goes on");
        const { least, most } = await page.value("tap.levels()");
        check(least === 0.125 && most === 0.125, `${least} to ${most} was heard meanwhile`);
        save(0.5);
        await hear_fade(page, 0.125, 0.5);
        await page.until(`${state("playing")} && ${text("trouble")} === ''`);
    },
    async "a version that fails before it plays leaves the one before"(page) {
        save(0.25, { before: "auto bad = [] { return Asig(2).resample(0); }; bad();" });
        await page.until(state("broken"), PATIENCE);
        const said = await page.value(text("trouble"));
        check(said.includes("song.cpp:6") && said.includes("resample"), said);
        check((await page.value("tap.levels()")).last === 0.5, "the version before has gone");
    },
    async "figures, signals, warnings and output appear, and things go with their version"(page) {
        save(0.25, { after: "Ugen::sine().plot(); show(); show(Ugen::sine({.dur = 1.5}), \"a sine\");\nlog_warning(\"beware\"); std::puts(\"it says so\");" });
        await page.until("document.querySelector('#shown img')?.naturalWidth > 1000", PATIENCE);
        await page.until("Math.abs(document.querySelector('#shown audio')?.duration - 1.5) < 1e-3");
        await page.until(`${text("lines")}.includes('it says so')`);
        const said = await page.value(text("lines"));
        check(/song\.cpp:9 beware/.test(said), said);
        save(0.5);
        await hear(page, 0.5);
        await page.until("document.querySelectorAll('#shown figure').length === 0 && document.getElementById('shown').hidden");
    },
    async "parameters that the script shows are sliders, which set them and show what it sets"(page) {
        save_instrument("0.25, {.least = 0, .largest = 1}");
        await hear(page, 0.25);
        await page.until("document.querySelectorAll('.slider').length === 1 && !document.getElementById('parameters').hidden");
        await page.until(`${slider} === '0.25 V'`);
        await move(page, 500);
        await hear(page, 0.5);
        save_instrument("0.25, {.least = 0, .largest = 1}", "s.wait(0.5); level.set(0.875);");
        await hear(page, 0.875);
        await page.until(`${slider} === '0.875 V'`);
        await move(page, 500);
        await hear(page, 0.5);
    },
    async "a slider stays where it was left while its name and range do, also when the script is broken meanwhile"(page) {
        await page.value("document.querySelector('.slider').dataset.mine = 'yes'");
        save_instrument("0.75, {.least = 0, .largest = 1}", "gen::Param other(1, {.least = 1, .largest = 2}); show(other, \"other\");");
        await page.until("document.querySelectorAll('.slider').length === 2", PATIENCE);
        await new Promise((done) => setTimeout(done, 500)); // the crossfade
        const { least, most } = await page.value("tap.levels()");
        check(Math.abs(least - 0.5) < 1e-6 && Math.abs(most - 0.5) < 1e-6, `${least} to ${most} was heard`);
        check(await page.value("document.querySelector('.slider').dataset.mine === 'yes'"), "it was taken away meanwhile");
        save_instrument("0.75, {.least = 0, .largest = 1}", "s.sing();");
        await page.until(state("broken"), PATIENCE);
        await move(page, 250);
        await hear(page, 0.25);
        save_instrument("0.75, {.least = 0, .largest = 1}", "// 3", "mV");
        await page.until("document.querySelectorAll('.slider').length === 1", PATIENCE);
        await hear(page, 0.25);
        check(await page.value(slider) === "0.25 mV", await page.value(slider));
        save_instrument("0.75, {.least = 0, .largest = 2}");
        await hear(page, 0.75);
        await page.until(`${slider} === '0.75 V'`);
    },
    async "sliders go with their version"(page) {
        save(0.5);
        await hear(page, 0.5);
        await page.until("document.querySelectorAll('.slider').length === 0 && document.getElementById('parameters').hidden");
    },
    async "a version that crashes is the end of its sound, not of the page"(page) {
        save(0.25, { after: "s.wait(0.3); std::abort();" });
        await page.until(`${state("broken")} && ${text("trouble")}.includes('crashed')`, PATIENCE);
        check(!(await page.value(text("script_state"))).includes("goes on"), "it says that the version before goes on");
        save(0.5, { after: "return 0;" });
        await page.until(state("over"), PATIENCE);
        save(0.5);
        await hear(page, 0.5);
    },
    async "many edits, some of them broken, leave nothing behind, and the last one plays"(page, program) {
        let level = 0.5, before = null;
        for (let edit = 1; edit <= Number(edits); ++edit) {
            if (edit % 3 === 0) save(0.9, { after: `s.broken${edit}();` });
            if (edit % 6 === 0) await page.until(state("broken"), PATIENCE);
            const next = 0.1 + (edit % 7) / 10;
            save(next, { after: `// ${edit}` }); // a program that was never compiled before
            await hear_fade(page, level, next);
            level = next;
            if (edit === 2) before = kept(program.pid);
            if (edit % 100 === 0) console.log(`${edit} edits, ${times()}, ${JSON.stringify(kept(program.pid))}`);
        }
        console.log(`${edits} edits, ${times()}`);
        await page.until(state("playing"));
        const after = kept(program.pid);
        check(after.descriptors <= before.descriptors && after.children <= before.children, JSON.stringify({ before, after }));
        check(after.kilobytes < before.kilobytes + 20000, JSON.stringify({ before, after }));
    },
};

let good = true;
save(0.25);
const program = spawn(pya_run, ["--live", "--port", "0", song], { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, DISPLAY: "", WAYLAND_DISPLAY: "" } });
const said = [];
const url = await new Promise((done) => createInterface({ input: program.stderr }).on("line", (line) => {
    said.push(line);
    const address = line.match(/http:\S+/)?.[0];
    if (address) done(address);
}));
const browser = new Chromium();
const page = await browser.open(url);
// The first script waits for the header that is compiled once, behind whatever else the machine does.
await page.until("document.getElementById('latency')?.textContent.includes('ms')", 5 * PATIENCE);
await page.value(`import('/sound.js').then((sound) => sound.keep(${ahead}))`);
await page.value(`${tap}.then((tap) => tap()).then((tap) => { globalThis.tap = tap; })`);
for (const [name, test] of Object.entries(tests)) {
    try {
        await test(page, program);
        check(page.complaints.length === 0, page.complaints.join("\n"));
        console.log(`ok: ${name}`);
    } catch (error) {
        console.log(`FAILED: ${name}: ${error.stack}`);
        good = false;
    }
}
await browser.close();
const ended = new Promise((done) => program.on("exit", done));
program.kill("SIGTERM");
const status = await ended;
if (status !== 0 || said.some((line) => line.includes("too late"))) {
    console.log(`FAILED: pya-run ended with ${status}: ${said.slice(-5).join("\n")}`);
    good = false;
}
rmSync(folder, { recursive: true, force: true });
process.exitCode = good ? 0 : 1;
