// SPDX-License-Identifier: MIT
// Sends the sound of the microphone, and with each block the number of its first frame.

const FRAMES = 1024; // a block

class Recorder extends AudioWorkletProcessor {
    constructor({ processorOptions: { channels } }) {
        super();
        this.channels = channels;
        this.source = Math.floor(Math.random() * 2 ** 32);
        this.alive = true;
        this.fresh(0);
        this.port.onmessage = ({ data }) => {
            if (data.line) this.line = data.line;
            if (data.end) this.alive = false;
        };
    }

    fresh(position) {
        this.position = position;
        this.frames = 0;
        this.samples = new Float32Array(FRAMES * this.channels);
    }

    process([input]) {
        if (!this.line || input.length === 0) return this.alive;
        if (this.frames === 0) this.position = currentFrame;
        const frames = input[0].length;
        for (let c = 0; c < this.channels; ++c) {
            const channel = input[Math.min(c, input.length - 1)];
            for (let f = 0; f < frames; ++f) this.samples[(this.frames + f) * this.channels + c] = channel[f];
        }
        this.frames += frames;
        if (this.frames + frames > FRAMES) {
            const { frames: n, channels, source, position } = this;
            this.line.postMessage({ frames: n, channels, source, position, samples: this.samples }, [this.samples.buffer]);
            this.fresh(0);
        }
        return this.alive;
    }
}

registerProcessor("pya-recorder", Recorder);
