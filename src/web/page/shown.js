// SPDX-License-Identifier: MIT
// What the program puts on the page: figures, and signals with waveform, player and link.

let last = 0; // number of what was put here last, which its path ends in
const MOST = 50;

function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
}

// The least and the greatest sample of each column, all channels over each other.
function draw_waveform(view, sound) {
    const pen = view.getContext("2d"), { width, height } = view;
    pen.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--accent").trim();
    for (let x = 0; x < width; ++x) {
        let low = 0, high = 0;
        const begin = Math.floor((x * sound.length) / width), end = Math.max(Math.floor(((x + 1) * sound.length) / width), begin + 1);
        for (let c = 0; c < sound.numberOfChannels; ++c)
            for (const sample of sound.getChannelData(c).subarray(begin, end)) {
                low = Math.min(low, sample);
                high = Math.max(high, sample);
            }
        const y = (value) => (0.5 - 0.5 * Math.max(-1, Math.min(1, value))) * height;
        pen.fillRect(x, y(high), 1, Math.max(y(low) - y(high), 1));
    }
}

async function fill(figure, { kind, name, path }, key) {
    const answer = await fetch(path, { headers: { Authorization: `Bearer ${key}` } });
    if (!answer.ok) throw new Error("it is not there any more");
    const content = await answer.blob(), url = URL.createObjectURL(content);
    const file = `${name || kind}.${kind === "figure" ? "png" : "wav"}`;
    figure.querySelector("figcaption").append(element("a", { href: url, download: file, textContent: "Download" }));
    if (kind === "figure") {
        figure.append(element("img", { src: url, alt: name }));
    } else {
        const view = element("canvas", { width: 1200, height: 96 });
        figure.append(view, element("audio", { src: url, controls: true }));
        draw_waveform(view, await new OfflineAudioContext(1, 1, 44100).decodeAudioData(await content.arrayBuffer()));
    }
}

// It may be shown for as long as the figure is there.
function forget(figure) {
    figure.querySelectorAll("[href]").forEach(({ href }) => URL.revokeObjectURL(href));
    figure.remove();
}

/// Adds a thing above the others, unless it is there. What can't be fetched says so.
export function add(thing, key) {
    const number = Number(thing.path.split("/").pop());
    if (number <= last) return;
    last = number;
    const figure = element("figure", {}, element("figcaption", {}, element("span", { textContent: thing.name || thing.kind })));
    figure.dataset.number = number;
    const section = document.getElementById("shown");
    section.hidden = false;
    section.prepend(figure);
    fill(figure, thing, key).catch((error) => figure.append(`This can't be shown: ${error.message}.`));
    if (section.children.length > MOST) forget(section.lastElementChild);
}

/// Takes away what the program has taken away: all up to a number.
export function clear(number) {
    const section = document.getElementById("shown");
    [...section.children].filter((figure) => figure.dataset.number <= number).forEach(forget);
    section.hidden = section.children.length === 0;
}
