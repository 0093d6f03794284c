// SPDX-License-Identifier: MIT
// Plays what the program sends, sample by sample, and asks for more as the sound card takes it.

const HEADER = 24;

class Player extends AudioWorkletProcessor {
    constructor({ processorOptions: { ahead, channels } }) {
        super();
        this.ahead = ahead;
        this.channels = channels;
        this.blocks = []; // interleaved samples, the first one from `at` on
        this.at = 0;
        this.stored = 0; // frames
        this.coming = 0; // frames that were asked for
        this.filled = false; // there was enough to begin, and it has not run out since
        this.begun = false;
        this.played = 0;
        this.silent = 0; // frames of silence put in since the beginning
        this.told = 0;
        this.alive = true;
        this.port.onmessage = ({ data }) => {
            if (data.line) {
                this.line = data.line;
                this.line.onmessage = ({ data: block }) => this.take(block);
            } else if (data.ahead) {
                this.ahead = data.ahead;
            } else if (data.end) {
                this.alive = false;
            }
        };
    }

    take(block) {
        if (block === "reset") {
            this.coming = 0;
            return;
        }
        const samples = new Float32Array(block, HEADER);
        const frames = samples.length / this.channels;
        if (new DataView(block).getUint32(8, true) !== this.channels) return; // of a stream that has ended
        this.coming = Math.max(this.coming - frames, 0);
        this.blocks.push(samples);
        this.stored += frames;
    }

    ask() {
        const owed = this.ahead - this.stored - this.coming;
        if (!this.line || owed < this.ahead / 8) return;
        this.coming += owed;
        this.line.postMessage(owed);
    }

    process(inputs, [output]) {
        const frames = output[0].length;
        this.ask();
        if (!this.filled) this.filled = this.stored >= Math.max(this.ahead / 2, frames);
        if (this.filled && this.stored < frames) this.filled = false;
        if (this.filled) {
            this.begun = true;
            this.play(output, frames);
        } else if (this.begun) {
            this.silent += frames;
        }
        this.told += frames;
        if (this.told >= sampleRate / 4) {
            this.told = 0;
            this.port.postMessage({ played: this.played, silent: this.silent, stored: this.stored });
        }
        return this.alive;
    }

    play(output, frames) {
        for (let f = 0; f < frames; ++f) {
            const block = this.blocks[0];
            for (let c = 0; c < output.length; ++c) output[c][f] = block[this.at + c];
            this.at += this.channels;
            if (this.at === block.length) {
                this.blocks.shift();
                this.at = 0;
            }
        }
        this.stored -= frames;
        this.played += frames;
    }
}

registerProcessor("pya-player", Player);
