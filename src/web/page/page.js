// SPDX-License-Identifier: MIT
// What a person sees on the page, and can do there.

import * as sound from "./sound.js";
import { add_line, show_script } from "./script.js";
import { add, clear } from "./shown.js";
import * as sliders from "./sliders.js";
import { draw } from "./views.js";

const at = (id) => document.getElementById(id);

let connected = false;
let format = { output: null, input: null, ahead: 4096 };
let wanted = true; // the person wants to hear
let clicked = false; // the person has clicked, for which browsers wait
let ahead = null; // chosen by the person
let trouble = ""; // why there is no sound, or no microphone

function words() {
    if (!globalThis.AudioWorkletNode)
        return "This browser gives sound only to pages from this machine (127.0.0.1) or over HTTPS.";
    if (!location.hash) return "The key is missing: open the whole address, with what follows the #.";
    if (!connected) return "The program is not there. As soon as it is, the page goes on.";
    if (trouble) return trouble;
    if (!format.output) return "Connected. The program does not play.";
    const what = `${format.output.rate} Hz, ${format.output.channels === 1 ? "mono" : `${format.output.channels} channels`}`;
    if (sound.playing) return `Playing at ${what}${sound.playing.following ? ", with other pages" : ""}.`;
    return wanted && !clicked ? "Your browser wants a click before it plays." : `Connected, at ${what}.`;
}

function show() {
    at("state").textContent = words();
    const listen = at("listen");
    listen.disabled = !connected || !format.output;
    listen.firstChild.textContent = sound.playing ? "Stop listening " : "Listen ";
    listen.classList.toggle("wanted", !listen.disabled && !sound.playing);
    const record = at("record");
    record.disabled = !connected || !format.input;
    record.firstChild.textContent = sound.recording ? "Microphone off " : "Microphone on ";
    record.classList.toggle("wanted", !record.disabled && !sound.recording);
    record.classList.toggle("live", !!sound.recording);
    at("recording").textContent = sound.recording
        ? "The program hears your microphone."
        : format.input ? "The program would like to hear your microphone." : "The program does not record.";
    sliders.enable(connected);
    at("ahead").value = ahead ?? format.ahead;
    if (!sound.playing) at("latency").textContent = "–";
}

function report({ silent, stored }) {
    if (!sound.playing) return;
    const { context } = sound.playing;
    const delay = stored / context.sampleRate + context.baseLatency + (context.outputLatency || 0);
    at("latency").textContent = `${Math.round(1000 * delay)} ms behind`;
    at("silent").textContent = silent > 0 ? `${silent} frames missed` : "";
    at("silent").classList.toggle("bad", silent > 0);
}

async function update() {
    if (wanted && connected && format.output) {
        const { rate, channels } = format.output;
        const now = sound.playing;
        const following = format.listeners > 1;
        if (!now || now.context.sampleRate !== rate || now.analysers.length !== channels) {
            at("silent").textContent = "";
            await sound.play({ rate, channels, ahead: ahead ?? format.ahead, following }, report, ready);
        } else if (now.following !== following) {
            sound.follow(following);
        }
    } else if (!format.output || !wanted) {
        sound.stop();
    }
    if (!format.input) sound.mute();
    show();
}

function ready() {
    in_turn(update);
}

async function toggle_listening() {
    clicked = true;
    wanted = !sound.playing;
    trouble = "";
    await update();
}

async function toggle_recording() {
    trouble = "";
    try {
        if (sound.recording) sound.mute();
        else await sound.record(format.input);
    } catch (error) {
        trouble = error.name === "NotAllowedError" ? "The browser was not allowed to use the microphone."
            : error.name === "NotFoundError" ? "There is no microphone." : `The microphone does not start: ${error.message}`;
    }
    show();
}

let turn = Promise.resolve();

// Changes are made one after another.
function in_turn(change) {
    turn = turn.then(change).catch((error) => {
        trouble = `The browser can't do that: ${error.message}`;
        show();
    });
}

const handlers = {
    connected: () => { connected = true; },
    disconnected: () => { connected = false; },
    format: (message) => { format = message; },
    script: show_script,
    line: add_line,
    cleared: ({ last }) => clear(last),
    shown: (thing) => add(thing, location.hash.slice(1)),
    taken: () => {
        trouble = "Another page's microphone is on.";
        sound.mute();
    },
};

sound.socket.onmessage = ({ data }) => {
    if (data.type === "sliders") return sliders.show(data.list); // without waiting for the sound
    if (data.type === "turned") return sliders.follow(data.list);
    in_turn(() => {
        handlers[data.type]?.(data);
        return update();
    });
};

at("listen").onclick = () => in_turn(toggle_listening);
at("record").onclick = () => in_turn(toggle_recording);
at("ahead").onchange = ({ target }) => {
    ahead = Number(target.value);
    sound.keep(ahead);
};
addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("select, input, textarea, button")) return;
    const button = { " ": "listen", m: "record" }[event.key];
    if (!button) return;
    event.preventDefault();
    at(button).click();
});

function frame() {
    draw(sound.playing?.analysers ?? [], sound.playing?.context.sampleRate ?? 44100);
    requestAnimationFrame(frame);
}

show();
frame();
if (location.hash && globalThis.AudioWorkletNode)
    sound.socket.postMessage({
        type: "open",
        address: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/socket`,
        token: location.hash.slice(1),
    });
