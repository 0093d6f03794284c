// SPDX-License-Identifier: MIT
// node follow.mjs: ten minutes of a sine whose sender's clock is wrong, in seconds, by the page's own resampler and servo.

import { Resampler, Servo } from "../../src/web/page/follow.js";

const RATE = 44100, BLOCK = 256, QUANTUM = 128, AHEAD = 4096, OMEGA = (2 * Math.PI * 997) / RATE;

// Distortion and noise in dB: what is left of x without a sine of a frequency near OMEGA.
function rest(x) {
    const left = (omega) => {
        let cc = 0, ss = 0, cs = 0, xc = 0, xs = 0, xx = 0;
        x.forEach((v, i) => {
            const h = 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / x.length);
            const c = Math.cos(omega * i), s = Math.sin(omega * i);
            cc += h * c * c; ss += h * s * s; cs += h * c * s; xc += h * v * c; xs += h * v * s; xx += h * v * v;
        });
        const d = cc * ss - cs * cs;
        return Math.max((xx - (xc * (xc * ss - xs * cs) + xs * (xs * cc - xc * cs)) / d) / xx, 1e-20);
    };
    let low = OMEGA * 0.994, high = OMEGA * 1.006;
    for (let i = 0; i < 36; ++i) {
        const third = (high - low) / 3;
        if (left(low + third) < left(high - third)) high -= third;
        else low += third;
    }
    return 10 * Math.log10(left((low + high) / 2));
}

function listen(ppm, jitter, minutes) {
    const speed = RATE * (1 + ppm * 1e-6), resampler = new Resampler(1), servo = new Servo(RATE, AHEAD);
    const block = new Float32Array(BLOCK), output = [new Float32Array(QUANTUM)];
    let sent = 0, arrival = 0, state = 1, time = 0;
    const arrive = () => {
        for (; arrival <= time; arrival = sent / speed + (jitter * state) / 2 ** 32) {
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
            found.noise = Math.max(found.noise, rest(heard));
            heard = [];
        }
    }
    return found;
}

let good = true;
for (const [ppm, jitter] of [[300, 0], [-300, 0], [300, 0.01], [-300, 0.01], [0, 0]]) {
    const { underruns, least, most, noise } = listen(ppm, jitter, 10);
    const fine = underruns === 0 && most - least < BLOCK && noise <= -90;
    console.log(`${fine ? "ok" : "FAILED"}: ${ppm} ppm, blocks up to ${1000 * jitter} ms late: ${underruns} underruns, ` +
        `delay moves by ${Math.round(most - least)} frames, THD+N ${noise.toFixed(1)} dB`);
    good = good && fine;
}
process.exitCode = good ? 0 : 1;
