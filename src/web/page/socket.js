// SPDX-License-Identifier: MIT
// The connection to the program, in a thread of its own, so that the sound goes on while the page is busy.
// Binary messages are those of message.hpp.
"use strict";

const HEADER = 24;
const LISTEN = 2, REST = 3, WANT = 4, MICROPHONE = 5, MUTE = 6, TURN = 7;
const MOST_BUFFERED = 1 << 20; // bytes that may wait to be sent; more of them become a gap in the recording

let socket = null, address = "", token = "", pause = 250;
let player = null, recorder = null, listening = false;

function send(kind, { frames = 0, channels = 0, source = 0, position = 0, samples = null } = {}) {
    if (!socket || socket.readyState !== WebSocket.OPEN) return;
    const bytes = new ArrayBuffer(HEADER + (samples ? 4 * samples.length : 0));
    const view = new DataView(bytes);
    [kind, frames, channels, source].forEach((value, i) => view.setUint32(4 * i, value, true));
    view.setFloat64(16, position, true);
    if (samples) new Float32Array(bytes, HEADER).set(samples);
    socket.send(bytes);
}

function connect() {
    socket = new WebSocket(address, ["pya", token]);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
        pause = 250;
        postMessage({ type: "connected" });
        if (listening) listen();
    };
    socket.onclose = () => {
        postMessage({ type: "disconnected" });
        setTimeout(connect, pause);
        pause = Math.min(2 * pause, 2000);
    };
    socket.onmessage = ({ data }) => {
        if (typeof data !== "string") {
            player?.postMessage(data, [data]);
            return;
        }
        const message = JSON.parse(data);
        if (message.type === "format") player?.postMessage("reset"); // frames that were asked of another stream won't come
        postMessage(message);
    };
}

function listen() {
    send(LISTEN);
    player?.postMessage("reset");
}

onmessage = ({ data }) => {
    switch (data.type) {
    case "open":
        ({ address, token } = data);
        connect();
        break;
    case "player":
        player?.close();
        player = data.port;
        player.onmessage = ({ data: frames }) => send(WANT, { frames });
        listening = true;
        listen();
        break;
    case "rest":
        listening = false;
        player?.close();
        player = null;
        send(REST);
        break;
    case "recorder":
        recorder = data.port;
        recorder.onmessage = ({ data: block }) => {
            if (socket && socket.bufferedAmount < MOST_BUFFERED) send(MICROPHONE, block);
        };
        break;
    case "mute":
        recorder?.close();
        recorder = null;
        send(MUTE);
        break;
    case "turn":
        send(TURN, { source: data.number, position: data.value });
        break;
    case "drop": // as when the network is lost
        socket?.close();
        break;
    }
};
