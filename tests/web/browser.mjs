// SPDX-License-Identifier: MIT
// node browser.mjs PROGRAM [SECONDS [AHEAD [NAME]]]: the page in a real browser; all tests, or those with that in their name.
// Ends with 77 where there is none. On a machine that does nothing else 4096 frames ahead do for any number of seconds;
// on one that is busy they need real-time priority: chrt -r 5 node browser.mjs ... Chromium's stand-in for a sound device
// skips frames when it is late. For minutes without a skipped frame, PULSE_SERVER names a PulseAudio server with a null sink.

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Chromium } from "./chromium.mjs";
import { Program } from "./program.mjs";
import { fit } from "./sine.mjs";

const [program_path, seconds = "4", ahead = "16384", wanted = ""] = process.argv.slice(2);
if (spawnSync("chromium", ["--version"]).status !== 0) {
    console.log("Skipped: there is no Chromium (Debian's package chromium).");
    process.exit(77);
}

const busy = ahead > 4096; // then other programs hold the sender up, and pages follow that a little, but without a click
const periods = Math.max(40, Math.ceil((Number(seconds) * 44100) / 65536) + 20); // of the counter, which begins anew then
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

// How many frames a page's sound device skipped: Chromium's stand-in for one skips those that it is too late for, where a
// sound card would wait. A block that comes late has skipped nothing, so the earliest of a second counts.
function skipped(arrivals, rate) {
    const early = new Map();
    for (const { end, time } of arrivals)
        early.set(Math.floor(time), Math.max(early.get(Math.floor(time)) ?? -Infinity, end - time * rate));
    const all = [...early.values()].slice(1, -1); // whole seconds
    return Math.round(Math.max(...all) - Math.min(...all));
}

// Two pages listen to a sine whose sound cards take so many frames more in a second than they say: nothing is missed, the
// delay stays the same but for a block, and what is heard is a sine.
async function follow(browser, program, more) {
    await program.ask("sine");
    const script = `globalThis.AudioContext = class extends AudioContext {
        constructor(options) { super({ ...options, sampleRate: options.sampleRate + ${more} }); }
        get sampleRate() { return super.sampleRate - ${more}; }
    };`;
    const pages = [await listening(browser, program, { script }), await listening(browser, program, { script })];
    const period = 44100 / 997, step = 44100 / (44100 + more); // frames of the program: of the sine, and each that is played
    const found = pages.map(() => ({ delays: [], arrivals: [], worst: -200 }));
    await sleep(2000);
    for (const end = Date.now() + 1000 * seconds; Date.now() < end; await sleep(200))
        for (const [i, page] of pages.entries()) {
            const { samples, end, arrivals } = await page.value("tap.latest(2048)");
            const { phase, rest } = fit(samples, (2 * Math.PI * step) / period);
            const delay = (end - (samples.length + 1) / 2) * step - (phase / (2 * Math.PI)) * period, { delays } = found[i];
            delays.push(delay - period * Math.round((delay - (delays.at(-1) ?? 0)) / period));
            found[i].worst = Math.max(found[i].worst, rest);
            found[i].arrivals.push(...arrivals);
        }
    for (const [i, { delays, arrivals, worst }] of found.entries()) {
        const moves = Math.max(...delays) - Math.min(...delays), missed = await pages[i].value("document.getElementById('silent').textContent");
        const lost = skipped(arrivals, 44100 + more);
        console.log(`${seconds} s: the delay moved by ${moves.toFixed(1)} frames, THD+N ${worst.toFixed(1)} dB, ` +
            `the browser's sound device skipped ${lost} frames`);
        check(missed === "", missed);
        check(moves < 256 + lost && worst <= (busy || lost > 256 ? -60 : -90), `the delay moved by ${moves} frames, THD+N ${worst} dB`);
    }
    await pages.pop().close();
    return pages[0];
}

const tests = {
    async "every sample is heard, also while the page is busy"(browser, program) {
        const page = await listening(browser, program);
        await sleep(500 * seconds);
        await page.value("for (const end = Date.now() + 1000; Date.now() < end;);");
        await sleep(500 * seconds);
        const { frames, silent, jumps, holes } = await page.value("tap.report()");
        check(frames > 44100 * (seconds - 1), `only ${frames} frames were heard`);
        check(silent === 0 && jumps === 0, `${silent} silent frames, ${jumps} jumps, of ${frames}; silent from ${holes.slice(0, 20)} on`);
        check((await program.counts()).dropped === 0, "blocks were dropped");
        return page;
    },
    async "sound that a slow browser starts late is heard"(browser, program) {
        return listening(browser, program, { script: `{
            const { get } = Object.getOwnPropertyDescriptor(BaseAudioContext.prototype, "state"), contexts = [];
            Object.defineProperty(BaseAudioContext.prototype, "state", {
                configurable: true,
                get() { return contexts.push(this), "suspended"; },
            });
            setTimeout(() => {
                Object.defineProperty(BaseAudioContext.prototype, "state", { get });
                contexts.forEach((context) => context.dispatchEvent(new Event("statechange")));
            }, 2000);
        }` });
    },
    async "a connection that is lost comes back, and the clock goes on meanwhile"(browser, program) {
        const page = await listening(browser, program);
        await page.value(`import('/sound.js').then((sound) => sound.keep(${2 * ahead}))`);
        const before = Number(await program.ask("now"));
        await page.value(command("drop"));
        await page.until("document.getElementById('state').textContent.includes('not there')");
        await page.until("document.getElementById('state').textContent.includes('Playing')");
        const silent = (await page.value("tap.report()")).silent;
        await sleep(1000);
        const after = await page.value("tap.report()");
        check(after.jumps <= 2, `${after.jumps} jumps`); // what was on its way is lost
        check(after.frames - silent > 44100, "sound did not come back");
        check(Number(await program.ask("now")) > before + 44100, "the clock stood still");
        return page;
    },
    async "a page that the browser freezes holds nobody up, and goes on when it is awake again"(browser, program) {
        const page = await listening(browser, program);
        await page.call("Page.setWebLifecycleState", { state: "frozen" });
        const before = Number(await program.ask("now"));
        while (Number(await program.ask("now")) < before + 44100 * 4) await sleep(20); // longer than it is waited for
        await page.call("Page.setWebLifecycleState", { state: "active" });
        await page.until("tap.report().frames > 0");
        const { frames, silent } = await page.value("tap.report()");
        await page.until(`tap.report().frames - tap.report().silent > ${frames - silent} + 44100`);
        await page.value("tap.levels()"); // those until now
        await page.until("tap.report().frames > 22050");
        const after = await page.value("tap.report()");
        check(after.silent === 0 && after.jumps === 0, `${after.silent} silent frames, ${after.jumps} jumps`);
        page.complaints.length = 0; // of the connection that the browser has taken from it
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
        await page.until("tap.report().frames > tap.report().silent"); // the program plays a while after it has booted
        await page.value("tap.levels()"); // which is forgotten
        await sleep(1000);
        const { frames, silent, jumps } = await page.value("tap.report()");
        check(frames > 22050 && silent + jumps === 0, `${frames} frames, ${silent} silent, ${jumps} jumps`);
        return page;
    },
    async "several pages listen, by the program's clock, and one of them goes on alone"(browser, program) {
        const pages = [await listening(browser, program), await listening(browser, program)];
        const follows = "document.getElementById('state').textContent.includes('with other pages')";
        for (const page of pages) await page.until(follows);
        while ((await program.counts()).listeners !== 2) await sleep(20);
        for (const page of pages) await page.until("tap.report().frames > tap.report().silent + 44100");
        await pages.pop().close();
        await pages[0].until(`!${follows}`);
        await hear(pages[0]);
        await pages[0].until("tap.report().frames > 44100");
        const { silent, jumps } = await pages[0].value("tap.report()");
        check(silent < 22050 && jumps <= 1, `${silent} silent frames, ${jumps} jumps`);
        check((await program.counts()).dropped === 0, "blocks were dropped");
        return pages[0];
    },
    "two pages whose clock is 300 ppm fast follow the program's": (browser, program) => follow(browser, program, 13),
    "two pages whose clock is 300 ppm slow follow the program's": (browser, program) => follow(browser, program, -13),
    async "figures and signals are put on the page, also for those who come later"(browser, program) {
        const early = await browser.open(await program.url);
        await early.until("document.getElementById('state')?.textContent.includes('Playing')");
        await program.ask("put");
        const late = await browser.open(await program.url);
        for (const page of [early, late]) {
            await page.until("document.querySelector('#shown img')?.naturalWidth > 1000");
            await page.until("Math.abs(document.querySelector('#shown audio')?.duration - 1.5) < 1e-3");
            const names = await page.value("[...document.querySelectorAll('#shown figcaption span')].map((e) => e.textContent)");
            check(names.join() === "figure,a <b>slow</b> sine", names.join());
            const links = await page.value("[...document.querySelectorAll('#shown a')].map((e) => e.download)");
            check(links.length === 2, links.join());
        }
        check(await early.value("fetch('/shown/1').then((answer) => answer.status)") === 404, "it is shown without the key");
        await early.close();
        late.complaints.length = 0;
        return late;
    },
    async "sliders set parameters, by mouse and by keys, and two pages stay together"(browser, program) {
        const pages = [await browser.open(await program.url), await browser.open(await program.url, { width: 390, height: 760 })];
        await program.ask("sliders");
        const rows = "[...document.querySelectorAll('.slider')]";
        const texts = (page) => page.value(`${rows}.map((e) => e.textContent).join()`);
        const places = (page) => page.value(`${rows}.map((e) => e.querySelector('input').value).join()`);
        const values = async (wanted) => {
            for (const end = Date.now() + 20000; Date.now() < end; await sleep(20))
                if ((await program.ask("values")) === wanted) return;
            throw new Error(`the parameters are ${await program.ask("values")} instead of ${wanted}`);
        };
        for (const page of pages) {
            await page.until(`${rows}.length === 2`);
            check((await texts(page)) === "cutoff <b>of the filter</b>800 Hz,mode1", await texts(page));
            check((await places(page)) === "546,1", await places(page));
            check(await page.value("document.documentElement.scrollWidth <= innerWidth"), "the page is too wide");
        }
        const key = async (page, number, name, code) => {
            await page.value(`document.getElementById('slider_${number}').focus()`);
            for (const type of ["rawKeyDown", "keyUp"])
                await page.call("Input.dispatchKeyEvent", { type, key: name, code: name, windowsVirtualKeyCode: code });
        };
        const height = await pages[0].value("document.getElementById('parameters').offsetHeight");
        await key(pages[0], 2, "ArrowRight", 39);
        await values("800 2");
        await key(pages[1], 1, "End", 35);
        await values("8000 2");
        await key(pages[0], 2, "Home", 36);
        await values("8000 0");
        const { x, y, width } = JSON.parse(await pages[0].value("JSON.stringify(document.getElementById('slider_1').getBoundingClientRect())"));
        for (const [type, part] of [["mousePressed", 0.9], ["mouseMoved", 0.4], ["mouseMoved", -0.2], ["mouseReleased", -0.2]])
            await pages[0].call("Input.dispatchMouseEvent", { type, x: x + part * width, y: y + 10, button: "left", buttons: 1, clickCount: 1 });
        await values("50 0");
        for (const page of pages) await page.until(`${rows}.map((e) => e.textContent).join().endsWith('50 Hz,mode0')`);
        await program.ask("set 123.456");
        for (const page of pages) {
            await page.until(`${rows}[0].textContent.endsWith('123.5 Hz')`);
            check((await places(page)) === "178,0", await places(page));
            check((await page.value("document.getElementById('slider_1').getAttribute('aria-valuetext')")) === "123.5 Hz", "no words");
        }
        check(height === (await pages[0].value("document.getElementById('parameters').offsetHeight")), "the page moves");
        await pages[0].value("document.getElementById('slider_2').focus()");
        await pages[0].value(command("drop"));
        await pages[0].until("document.getElementById('sliders').disabled");
        await program.ask("set 1000");
        await pages[0].until(`!document.getElementById('sliders').disabled && ${rows}[0].textContent.endsWith('1000 Hz')`);
        await pages.pop().close();
        return pages[0];
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

// 16-bit noise for the microphone.
function write_noise(path, frames) {
    const wav = Buffer.alloc(44 + 2 * frames);
    wav.write("RIFF", 0);
    wav.writeUInt32LE(36 + 2 * frames, 4);
    wav.write("WAVEfmt ", 8);
    [16, 1 | (1 << 16), 44100, 88200, 2 | (16 << 16)].forEach((value, i) => wav.writeUInt32LE(value, 16 + 4 * i));
    wav.write("data", 36);
    wav.writeUInt32LE(2 * frames, 40);
    for (let f = 0, state = 1; f < frames; ++f) {
        wav.writeInt16LE((state >>> 16) - 32768, 44 + 2 * f);
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    }
    writeFileSync(path, wav);
}

// What the program has recorded and what the page's microphone has heard, from the first of these samples on.
async function stop(page, program) {
    const path = join(folder, "take");
    await program.ask(`stop ${path}`);
    const { joined, pieces } = await page.value("tap.heard()");
    check(joined, "the page has not heard all of its microphone");
    const floats = (bytes) => new Float32Array(new Uint8Array(bytes).buffer);
    const heard = floats(Buffer.concat(pieces.map((piece) => Buffer.from(piece, "base64"))));
    const all = floats(readFileSync(path)), first = heard.findIndex((sample) => sample !== 0);
    let at = 0; // the noise repeats itself nowhere else
    while (at < all.length && heard.subarray(first, first + 64).some((sample, i) => sample !== all[at + i])) ++at;
    const take = all.subarray(at), frames = Math.min(take.length, heard.length - first);
    check(frames > 22050, `only ${frames} frames were recorded while the test listened`);
    return { take: take.subarray(0, frames), heard: heard.subarray(first, first + frames) };
}

// Chromium's own microphone loses samples on a busy machine, and puts silence in for some; but what is not silence are pieces
// of the file, as long as they are repeated without a break.
function check_file(take, noise) {
    const file = readFileSync(noise), size = (file.length - 44) / 2, places = new Map();
    const sent = Float32Array.from({ length: size }, (_, i) => {
        const value = file.readInt16LE(44 + 2 * i);
        return value > 0 ? Math.fround(value * Math.fround(1 / 32767)) : value / 32768;
    });
    const key = (samples, i) => `${samples[i]} ${samples[(i + 1) % samples.length]}`;
    sent.forEach((_, i) => places.set(key(sent, i), [...(places.get(key(sent, i)) ?? []), i]));
    let place = -1, exact = 0;
    for (let f = 0; f + 1 < take.length; ++f, place = (place + 1) % size) {
        if (take[f] === 0 && take[f] !== sent[place]) {
            place = -2;
            continue;
        }
        if (take[f] !== sent[place]) {
            place = (places.get(key(take, f)) ?? []).find((i) => take[f + 2] === undefined || take[f + 2] === sent[(i + 2) % size]) ?? -1;
            check(place >= 0, `sample ${f}, ${take[f]}, is none of the file's`);
        }
        ++exact;
    }
    check(exact > take.length / 2, `only ${exact} of ${take.length} samples are of the file`);
}

const recordings = {
    async "the microphone is recorded sample by sample"(browser, program, noise) {
        const page = await recording(browser, program);
        while (Number(await program.ask("frames")) < 44100 * 3) await sleep(20);
        const { take, heard } = await stop(page, program);
        check((await program.counts()).gaps === 0, "there were gaps");
        const wrong = take.findIndex((sample, i) => sample !== heard[i]);
        check(wrong < 0, `sample ${wrong} of ${take.length} is ${take[wrong]} instead of ${heard[wrong]}`);
        check_file(take, noise);
        await page.until("document.getElementById('recording').textContent.includes('does not record')");
        return page;
    },
    async "what is lost with the connection becomes silence of the same length"(browser, program, noise) {
        const page = await recording(browser, program);
        while (Number(await program.ask("frames")) < 44100) await sleep(20);
        await page.value(command("drop"));
        while ((await program.counts()).gaps < 1) await sleep(20);
        const frames = Number(await program.ask("frames"));
        while (Number(await program.ask("frames")) < frames + 44100) await sleep(20);
        const { take, heard } = await stop(page, program);
        check((await program.counts()).gaps === 1, "there was more than one gap");
        // Before the gap and behind it, all is at its place.
        const begin = take.findIndex((sample, i) => sample !== heard[i]);
        const end = take.findLastIndex((sample, i) => sample !== heard[i]);
        check(begin > 0 && end < take.length - 4096, `the gap is from ${begin} to ${end} of ${take.length}`);
        const loud = take.subarray(begin, end + 1).findIndex((sample) => sample !== 0);
        check(loud < 0, `sample ${begin + loud} is not silent`);
        check_file(take, noise);
        return page;
    },
};

async function recording(browser, program) {
    await program.ask("record");
    const page = await browser.open(await program.url);
    await page.until("document.getElementById('record')?.disabled === false");
    await page.value("document.getElementById('record').click()");
    await page.until("import('/sound.js').then((sound) => !!sound.recording)");
    await page.value(`${tap}.then((tap) => tap(true)).then((tap) => { globalThis.tap = tap; })`);
    return page;
}

async function run(name, test, browser, ...more) {
    const program = new Program(program_path, periods, ahead);
    program.url = program.line();
    try {
        const page = await test(browser, program, ...more);
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

const noise = join(folder, "noise.wav");
write_noise(noise, 88200);
let good = true;
for (const [set, flags] of [[tests, []], [recordings, [`--use-file-for-fake-audio-capture=${noise}`]]]) {
    const browser = new Chromium(flags);
    for (const [name, test] of Object.entries(set).filter(([name]) => name.includes(wanted)))
        good = (await run(name, test, browser, noise)) && good;
    await browser.close();
}
rmSync(folder, { recursive: true, force: true });
process.exitCode = good ? 0 : 1;
