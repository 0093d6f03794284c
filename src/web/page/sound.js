// SPDX-License-Identifier: MIT
// The sound of the page: a player, a recorder, and the audio contexts that they need.

export const socket = new Worker("/socket.js");

/// What plays now: { context, node, analysers, following } with one analyser a channel, or null.
export let playing = null;
/// What records now: { context, node, stream }, or null.
export let recording = null;

const contexts = new Map(); // one for each rate

async function context(rate, module) {
    if (!contexts.has(rate)) contexts.set(rate, new AudioContext({ sampleRate: rate, latencyHint: "interactive" }));
    const there = contexts.get(rate);
    await there.audioWorklet.addModule(module);
    return there;
}

function worklet(context, name, channels, options) {
    const node = new AudioWorkletNode(context, name, options);
    const line = new MessageChannel();
    node.port.postMessage({ line: line.port1 }, [line.port1]);
    return [node, line.port2];
}

/// Plays what the program plays, in that format; as the only page that does, or following the program's clock. While the
/// browser's sound does not run, because it wants a click first or is slow to start, it plays nothing and calls `ready` later.
export async function play({ rate, channels, ahead, following }, report, ready) {
    stop();
    const there = await context(rate, "/player.js");
    // Without a click the promise of resume() may wait for ever.
    await Promise.race([there.resume(), new Promise((done) => setTimeout(done, 300))]);
    if (there.state !== "running") return there.addEventListener("statechange", ready, { once: true });
    const [node, line] = worklet(there, "pya-player", channels, {
        numberOfInputs: 0,
        outputChannelCount: [channels],
        processorOptions: { ahead, channels, following },
    });
    node.port.onmessage = ({ data }) => report(data);
    node.connect(there.destination);
    const splitter = there.createChannelSplitter(channels);
    node.connect(splitter);
    const analysers = Array.from({ length: channels }, (_, c) => {
        const analyser = new AnalyserNode(there, { fftSize: 2048, smoothingTimeConstant: 0 });
        splitter.connect(analyser, c);
        return analyser;
    });
    playing = { context: there, node, analysers, following };
    socket.postMessage({ type: "player", port: line }, [line]);
}

export function stop() {
    if (!playing) return;
    socket.postMessage({ type: "rest" });
    playing.node.port.postMessage({ end: true });
    playing.node.disconnect();
    playing = null;
}

/// As the only page that listens, or following the program's clock, from now on.
export function follow(following) {
    playing.following = following;
    playing.node.port.postMessage({ following });
}

/// Keeps so many frames in store from now on.
export function keep(ahead) {
    playing?.node.port.postMessage({ ahead });
}

/// Sends the microphone's samples as they are. Throws what getUserMedia() throws.
export async function record({ rate, channels }) {
    mute();
    const stream = await navigator.mediaDevices.getUserMedia({
        audio: { channelCount: channels, echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    });
    const there = await context(rate, "/recorder.js");
    await there.resume();
    const [node, line] = worklet(there, "pya-recorder", channels, {
        channelCount: channels,
        channelCountMode: "explicit",
        numberOfOutputs: 1,
        processorOptions: { channels },
    });
    const source = there.createMediaStreamSource(stream);
    source.connect(node);
    node.connect(there.destination); // it is silent, but a node without a destination may not run
    recording = { context: there, node, stream, source };
    socket.postMessage({ type: "recorder", port: line }, [line]);
}

export function mute() {
    if (!recording) return;
    recording.stream.getTracks().forEach((track) => track.stop());
    recording.source.disconnect();
    recording.node.port.postMessage({ end: true });
    recording.node.disconnect();
    recording = null;
    socket.postMessage({ type: "mute" });
}
