// SPDX-License-Identifier: MIT
// Plays a stream that is sent by another clock: a resampler whose ratio is always near 1, and the control
// that changes the ratio.

const TAPS = 32, PHASES = 512, BETA = 9;
const MOST = 0.005; // the ratio stays within 1 +- MOST
const SURPRISE = 256; // frames: what is in store beyond these, or lacks, is a delay on the way, not a clock that differs

const limit = (x, most) => Math.max(-most, Math.min(most, x));

function bessel(x) {
    let sum = 1, term = 1;
    for (let k = 1; term > sum * 1e-12; ++k) sum += term *= (x / (2 * k)) ** 2;
    return sum;
}

// Kaiser-windowed sinc; row p is the filter that reads p / PHASES of a sample beyond the middle of its taps.
const kernel = new Float32Array((PHASES + 1) * TAPS);
for (let p = 0; p <= PHASES; ++p)
    for (let k = 0; k < TAPS; ++k) {
        const x = k - (TAPS / 2 - 1) - p / PHASES;
        const edge = Math.max(1 - (x / (TAPS / 2)) ** 2, 0);
        const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
        kernel[p * TAPS + k] = (sinc * bessel(BETA * Math.sqrt(edge))) / bessel(BETA);
    }

/// Reads interleaved blocks at a ratio: input frames for each output frame.
export class Resampler {
    constructor(channels) {
        this.channels = channels;
        this.size = 1 << 17; // the most frames in store
        this.ring = new Float32Array(this.size * channels);
        this.written = 0;
        this.read = 0; // with a fraction
    }

    get stored() {
        return this.written - this.read;
    }

    push(samples) {
        const frames = samples.length / this.channels;
        if (this.stored + frames + TAPS > this.size) this.read = this.written; // too late to catch up, so it begins anew
        for (let f = 0; f < frames; ++f, ++this.written) {
            const at = (this.written % this.size) * this.channels;
            for (let c = 0; c < this.channels; ++c) this.ring[at + c] = samples[f * this.channels + c];
        }
    }

    /// Drops frames until that many are in store.
    skip(frames) {
        this.read = Math.max(this.read, this.written - frames);
    }

    can(frames, ratio) {
        return this.stored >= frames * ratio + TAPS;
    }

    pull(output, ratio) {
        const frames = output[0].length;
        for (let f = 0; f < frames; ++f) {
            const whole = Math.floor(this.read), phase = (this.read - whole) * PHASES;
            const row = Math.floor(phase), part = phase - row, a = row * TAPS, b = a + TAPS;
            for (let c = 0; c < output.length; ++c) {
                let sum = 0;
                for (let k = 0; k < TAPS; ++k) {
                    const weight = kernel[a + k] + part * (kernel[b + k] - kernel[a + k]);
                    sum += weight * this.ring[((whole + k) % this.size) * this.channels + c];
                }
                output[c][f] = sum;
            }
            this.read += ratio;
        }
    }
}

/// Keeps a store at a level: from what is in store before each block to the ratio to read it at. The noise of blocks that
/// come and go is taken out by two averages, of which a delay on the way takes only a little, and what is left moves the
/// ratio so slowly that it is not heard. The level is what is found in the first second, if that is near the one wanted.
export class Servo {
    constructor(rate, level, drift = 0) {
        this.rate = rate;
        this.level = this.slow = this.slower = level;
        this.drift = drift; // of the other clock relative to this one
        this.seen = this.sum = 0; // frames of the first second, and what was in store then
    }

    ratio(stored, frames) {
        const time = frames / this.rate;
        this.slow += (time / 1.5) * limit(stored - this.slow, SURPRISE);
        this.slower += (time / 1.5) * (this.slow - this.slower);
        if (this.seen < this.rate) return this.begin(stored, frames);
        const error = (this.slower - this.level) / this.rate; // seconds
        this.drift = limit(this.drift + 0.0036 * error * time, MOST);
        return 1 + limit(this.drift + 0.11 * error, MOST);
    }

    begin(stored, frames) {
        this.seen += frames;
        this.sum += frames * stored;
        if (this.seen >= this.rate) {
            this.level += limit(this.sum / this.seen - this.level, this.level / 8);
            this.slow = this.slower = this.level;
        }
        return 1 + this.drift;
    }
}
