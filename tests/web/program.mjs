// SPDX-License-Identifier: MIT
// The program that is tested. It prints its address in its first line, and answers every line by a line.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export class Program {
    constructor(path, ...options) {
        this.process = spawn(path, options, {
            stdio: ["pipe", "pipe", "inherit"],
            env: { ...process.env, DISPLAY: "", WAYLAND_DISPLAY: "" }, // figures go to the page
        });
        this.lines = createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
        this.ended = new Promise((done) => this.process.on("exit", done));
    }

    async line() {
        const { value, done } = await this.lines.next();
        if (done) throw new Error("the program has ended");
        return value;
    }

    ask(question) {
        this.process.stdin.write(question + "\n");
        return this.line();
    }

    async counts() {
        const [visitors, listeners, dropped, gaps, refused] = (await this.ask("counts")).split(" ").map(Number);
        return { visitors, listeners, dropped, gaps, refused };
    }

    /// Its exit status.
    async end() {
        this.process.stdin.end();
        return this.ended;
    }
}
