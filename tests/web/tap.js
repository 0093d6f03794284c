// SPDX-License-Identifier: MIT
// Runs in the page: collects what the player plays, and reads the frames' numbers in it, or collects what the
// microphone hears. It uses the page's own recorder, connected to the player or to the microphone.

(async () => {
    const sound = await import("/sound.js");

    return async (microphone = false) => {
        const { context } = microphone ? sound.recording : sound.playing;
        const node = microphone ? sound.recording.source : sound.playing.node, channels = microphone ? 1 : 2;
        await context.audioWorklet.addModule("/recorder.js");
        const recorder = new AudioWorkletNode(context, "pya-recorder", {
            channelCount: channels, channelCountMode: "explicit", processorOptions: { channels },
        });
        const line = new MessageChannel(), blocks = [], arrivals = [];
        line.port2.onmessage = ({ data }) => {
            blocks.push(data);
            arrivals.push({ end: data.position + data.frames, time: performance.now() / 1000 });
        };
        recorder.port.postMessage({ line: line.port1 }, [line.port1]);
        node.connect(recorder);
        recorder.connect(context.destination);
        return {
            /// Frames heard, silent ones, how often the count jumped, and where each silence begins, since the tap was opened.
            report() {
                const found = { frames: 0, silent: 0, jumps: 0, holes: [] };
                let last = null, sounds = true;
                for (const { frames, samples } of blocks)
                    for (let f = 0; f < frames; ++f) {
                        const low = samples[2 * f], high = samples[2 * f + 1];
                        ++found.frames;
                        if (high === 0) {
                            if (sounds) found.holes.push(found.frames);
                            sounds = false;
                            if (low === 0) ++found.silent;
                            continue;
                        }
                        sounds = true;
                        const number = low * 32768 + 32768 + 65536 * (high * 1024 - 1);
                        if (last !== null && number !== last + 1) ++found.jumps;
                        last = number;
                    }
                return found;
            },
            /// All samples of the only channel up to now, as text, and whether each block begins where the one before ends.
            heard() {
                const pieces = blocks.map(({ frames, samples }) => new Uint8Array(samples.buffer, 0, 4 * frames));
                const joined = blocks.every(({ position }, i) =>
                    i === 0 || position === blocks[i - 1].position + blocks[i - 1].frames);
                const text = pieces.map((piece) => btoa(String.fromCharCode(...piece)));
                return { joined, pieces: text };
            },
            /// The latest frames of the first channel, the position of the one behind them, and where each block ended
            /// and when it came since the last call; all before is forgotten.
            latest(frames) {
                blocks.splice(0, blocks.length - Math.ceil(frames / blocks.at(-1).frames));
                const samples = blocks.flatMap(({ frames, samples }) =>
                    Array.from({ length: frames }, (_, f) => samples[2 * f]));
                const { position, frames: last } = blocks.at(-1);
                return { samples: samples.slice(-frames), end: position + last, arrivals: arrivals.splice(0) };
            },
            /// Of the first channel since the last call: the least and the greatest sample, the longest step from one
            /// to the next, and the last one.
            levels() {
                const found = { frames: 0, least: Infinity, most: -Infinity, step: 0, last: this.last };
                for (const { frames, samples } of blocks.splice(0))
                    for (let f = 0; f < frames; ++f) {
                        const level = samples[2 * f];
                        found.least = Math.min(found.least, level);
                        found.most = Math.max(found.most, level);
                        found.step = Math.max(found.step, Math.abs(level - (found.last ?? level)));
                        found.last = level;
                        ++found.frames;
                    }
                this.last = found.last;
                return found;
            },
        };
    };
})()
