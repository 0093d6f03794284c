// SPDX-License-Identifier: MIT
// Draws what plays: levels, waveform, spectrogram.

const FLOOR = -60; // dB, of the meters
const COLUMN = 2; // pixels of the spectrogram for each picture

const canvas = (id) => document.getElementById(id);
const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const decibels = (x) => 20 * Math.log10(Math.max(x, 1e-7));

let samples = new Float32Array(2048), bins = new Float32Array(1024);
let peaks = []; // held, in dB

// Sized in device pixels, and cleared where that has changed.
function fit(view) {
    const width = Math.round(view.clientWidth * devicePixelRatio), height = Math.round(view.clientHeight * devicePixelRatio);
    if (view.width !== width || view.height !== height) [view.width, view.height] = [width, height];
    return view.getContext("2d");
}

function meters(analysers) {
    const view = canvas("meters"), pen = fit(view), { width, height } = view;
    const row = (height - 14 * devicePixelRatio) / Math.max(analysers.length, 1);
    const x = (db) => (Math.max(db - FLOOR, 0) / -FLOOR) * width;
    pen.clearRect(0, 0, width, height);
    analysers.forEach((analyser, c) => {
        analyser.getFloatTimeDomainData(samples);
        const peak = decibels(samples.reduce((most, s) => Math.max(most, Math.abs(s)), 0));
        peaks[c] = Math.max(peak, (peaks[c] ?? FLOOR) - 0.3);
        for (const [name, from, to] of [["--good", FLOOR, -12], ["--warm", -12, -3], ["--hot", -3, 0]]) {
            pen.fillStyle = color(name);
            pen.fillRect(x(from), c * row + 1, Math.max(x(Math.min(peak, to)) - x(from), 0), row - 2);
        }
        pen.fillStyle = color("--ink");
        if (peaks[c] > FLOOR) pen.fillRect(Math.min(x(peaks[c]), width - 2), c * row + 1, 2, row - 2);
    });
}

function scope(analysers) {
    const view = canvas("scope"), pen = fit(view), { width, height } = view;
    pen.clearRect(0, 0, width, height);
    pen.lineWidth = devicePixelRatio;
    analysers.forEach((analyser, c) => {
        analyser.getFloatTimeDomainData(samples);
        let begin = 1; // where the wave rises through zero, so that it stands still
        while (begin < 1024 && !(samples[begin - 1] < 0 && samples[begin] >= 0)) ++begin;
        begin %= 1024;
        pen.strokeStyle = color(c === 0 ? "--accent" : "--warm");
        pen.beginPath();
        for (let i = 0; i < 1024; ++i)
            pen.lineTo((i / 1023) * width, (0.5 - 0.48 * Math.max(-1, Math.min(1, samples[begin + i]))) * height);
        pen.stroke();
    });
}

function spectrogram(analyser, rate) {
    const view = canvas("spectrogram"), pen = fit(view), { width, height } = view;
    const column = COLUMN * Math.ceil(devicePixelRatio);
    analyser.getFloatFrequencyData(bins);
    pen.drawImage(view, -column, 0);
    const [low, high] = [40, rate / 2];
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    for (let y = 0; y < height; ++y) {
        const bin = (low * (high / low) ** (1 - y / height) * bins.length) / high;
        const strength = Math.max(0, Math.min(1, (bins[Math.min(Math.floor(bin), bins.length - 1)] + 100) / 75));
        const light = dark ? 8 + 60 * strength : 97 - 57 * strength;
        pen.fillStyle = `hsl(${250 + 140 * strength}deg ${30 + 60 * strength}% ${light}%)`;
        pen.fillRect(width - column, y, column, 1);
    }
}

// Labels over the pictures, where they don't hide much.
function label(view, text, x, y) {
    const pen = view.getContext("2d");
    pen.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
    pen.fillStyle = color("--faint");
    pen.fillText(text, x * view.width + 4 * devicePixelRatio, y * view.height - 4 * devicePixelRatio);
}

/// Draws the analysers, one a channel.
export function draw(analysers, rate) {
    meters(analysers);
    for (const db of [-48, -36, -24, -12]) label(canvas("meters"), `${db} dB`.replace("-", "−"), 1 - db / FLOOR, 1);
    scope(analysers);
    if (analysers.length > 0) spectrogram(analysers[0], rate);
}
