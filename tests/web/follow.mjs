// SPDX-License-Identifier: MIT
// node follow.mjs: ten minutes of a sine whose sender's clock is wrong, in seconds, by the page's own resampler and servo.

import { Resampler, Servo } from "../../src/web/page/follow.js";
import { fit } from "./sine.mjs";

const RATE = 44100, BLOCK = 256, QUANTUM = 128, AHEAD = 4096, OMEGA = (2 * Math.PI * 997) / RATE;

function listen(ppm, jitter, stall, minutes) {
    const speed = RATE * (1 + ppm * 1e-6), resampler = new Resampler(1), servo = new Servo(RATE, AHEAD);
    const block = new Float32Array(BLOCK), output = [new Float32Array(QUANTUM)];
    let sent = 0, arrival = 0, state = 1, time = 0;
    const held = (time) => Math.max(stall - (time % 7), 0); // every seven seconds nothing arrives for a while
    const arrive = () => {
        for (; arrival <= time; arrival = sent / speed + (jitter * state) / 2 ** 32 + held(sent / speed)) {
            for (let i = 0; i < BLOCK; ++i) block[i] = 0.5 * Math.sin(OMEGA * (sent + i));
            resampler.push(block);
            sent += BLOCK;
            state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        }
    };
    for (; resampler.stored < AHEAD; time += QUANTUM / RATE) arrive();
    const found = { underruns: 0, least: Infinity, most: 0, noise: -200 };
    let heard = [];
    for (let n = 0, end = time + 60 * minutes; time < end; ++n, time += QUANTUM / RATE) {
        arrive();
        const ratio = servo.ratio(resampler.stored, QUANTUM);
        if (!resampler.can(QUANTUM, ratio)) {
            ++found.underruns;
            continue;
        }
        resampler.pull(output, ratio);
        const delay = time * speed - resampler.read; // frames of the sender
        found.least = Math.min(found.least, delay);
        found.most = Math.max(found.most, delay);
        if (n % 3000 < 16) heard.push(...output[0]);
        if (n % 3000 === 16) {
            found.noise = Math.max(found.noise, fit(heard, OMEGA).rest);
            heard = [];
        }
    }
    return found;
}

let good = true;
for (const [ppm, jitter, stall] of [[300, 0, 0], [-300, 0, 0], [300, 10, 0], [-300, 10, 0], [0, 0, 0], [-300, 10, 60]]) {
    const { underruns, least, most, noise } = listen(ppm, jitter / 1000, stall / 1000, 10);
    const fine = underruns === 0 && most - least < BLOCK && noise <= -90;
    console.log(`${fine ? "ok" : "FAILED"}: ${ppm} ppm, blocks up to ${jitter} ms late, at times ${stall} ms: ${underruns} ` +
        `underruns, delay moves by ${Math.round(most - least)} frames, THD+N ${noise.toFixed(1)} dB`);
    good = good && fine;
}
process.exitCode = good ? 0 : 1;
