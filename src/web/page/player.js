// SPDX-License-Identifier: MIT
// Plays what the program sends. The only page that listens plays it sample by sample, and asks for more as its sound card
// takes it. Where several pages listen the program sends by its own clock, and each page follows that.

import { Resampler, Servo } from "/follow.js";

const HEADER = 24;

class Player extends AudioWorkletProcessor {
    constructor({ processorOptions: { ahead, channels, following } }) {
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
        this.follow(following);
        this.port.onmessage = ({ data }) => {
            if (data.line) {
                this.line = data.line;
                this.line.onmessage = ({ data: block }) => this.take(block);
            } else if (data.ahead) {
                this.ahead = data.ahead;
                if (this.resampler) this.servo.level = data.ahead;
            } else if (data.following !== undefined) {
                this.follow(data.following);
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
        if (this.resampler) return this.resampler.push(samples);
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

    follow(following) {
        this.resampler = following ? new Resampler(this.channels) : null;
        this.servo = following ? new Servo(sampleRate, this.ahead) : null;
        if (following) this.blocks.forEach((block, i) => this.resampler.push(block.subarray(i === 0 ? this.at : 0)));
        this.blocks = [];
        this.at = this.stored = this.coming = 0;
        this.filled = this.begun = false;
    }

    process(inputs, [output]) {
        const frames = output[0].length;
        const played = this.resampler ? this.play_along(output, frames) : this.play(output, frames);
        if (played) {
            this.begun = true;
            this.played += frames;
        } else if (this.begun) {
            this.silent += frames;
        }
        this.told += frames;
        if (this.told >= sampleRate / 4) {
            this.told = 0;
            const stored = this.resampler ? this.resampler.stored : this.stored;
            this.port.postMessage({ played: this.played, silent: this.silent, stored });
        }
        return this.alive;
    }

    play_along(output, frames) {
        const { resampler, servo } = this;
        if (!this.filled) {
            if (resampler.stored < this.ahead) return false;
            this.filled = true;
            resampler.skip(this.ahead);
            this.servo = new Servo(sampleRate, this.ahead, servo.drift);
        }
        if (resampler.stored > this.ahead + sampleRate / 4) resampler.skip(this.ahead); // after a pause
        const ratio = this.servo.ratio(resampler.stored, frames);
        this.filled = resampler.can(frames, ratio);
        if (this.filled) resampler.pull(output, ratio);
        return this.filled;
    }

    play(output, frames) {
        this.ask();
        this.filled = this.stored >= (this.filled ? frames : Math.max(this.ahead / 2, frames));
        if (!this.filled) return false;
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
        return true;
    }
}

registerProcessor("pya-player", Player);
