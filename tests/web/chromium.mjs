// SPDX-License-Identifier: MIT
// A headless Chromium, which is controlled through its own protocol by a pipe, so nothing but Chromium has to
// be installed.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export class Chromium {
    constructor(flags = []) {
        this.folder = mkdtempSync(join(tmpdir(), "pya-chromium-"));
        this.process = spawn("chromium", [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ...(process.env.PULSE_SERVER ? [] : ["--mute-audio"]), // then it plays on a sound server
            "--autoplay-policy=no-user-gesture-required", "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream", "--remote-debugging-pipe", `--user-data-dir=${this.folder}`,
            ...flags, "about:blank",
        ], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
        this.next = 0;
        this.calls = new Map();
        this.pages = new Map();
        let text = "";
        this.process.stdio[4].setEncoding("utf8").on("data", (data) => {
            const messages = (text + data).split("\0");
            text = messages.pop();
            messages.forEach((message) => this.receive(JSON.parse(message)));
        });
        this.ended = new Promise((done) => this.process.on("exit", done));
    }

    receive({ id, result, error, method, params, sessionId }) {
        if (id) {
            const { resolve, reject } = this.calls.get(id);
            this.calls.delete(id);
            if (error) reject(new Error(error.message));
            else resolve(result);
        } else {
            this.pages.get(sessionId)?.event(method, params);
        }
    }

    call(method, params = {}, sessionId) {
        return new Promise((resolve, reject) => {
            this.calls.set(++this.next, { resolve, reject });
            this.process.stdio[3].write(JSON.stringify({ id: this.next, method, params, sessionId }) + "\0");
        });
    }

    async open(url, { width = 1100, height = 900, dark = false, script = "" } = {}) {
        const { targetId } = await this.call("Target.createTarget", { url: "about:blank" });
        const { sessionId } = await this.call("Target.attachToTarget", { targetId, flatten: true });
        const page = new Page(this, sessionId, targetId);
        this.pages.set(sessionId, page);
        for (const domain of ["Page", "Runtime", "Log", "Network"]) await page.call(`${domain}.enable`);
        await page.call("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: width < 600 });
        const scheme = [{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }];
        await page.call("Emulation.setEmulatedMedia", { features: scheme });
        await page.call("Page.addScriptToEvaluateOnNewDocument", { source: script });
        await page.call("Page.navigate", { url });
        return page;
    }

    async close() {
        this.process.stdio[3].on("error", () => {}); // it may have ended before
        this.call("Browser.close").catch(() => {});
        await Promise.race([this.ended, new Promise((done) => setTimeout(done, 5000))]);
        this.process.kill("SIGKILL");
        await this.ended;
        rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
    }
}

class Page {
    constructor(browser, session, target) {
        Object.assign(this, { browser, session, target, complaints: [] });
    }

    event(method, params) {
        if (method === "Runtime.exceptionThrown")
            this.complaints.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
        if (method === "Log.entryAdded" && params.entry.level === "error") this.complaints.push(params.entry.text);
    }

    call(method, params) {
        return this.browser.call(method, params, this.session);
    }

    /// The value of an expression, or of the promise that it returns.
    async value(expression) {
        const { result, exceptionDetails } = await this.call("Runtime.evaluate", {
            expression, awaitPromise: true, returnByValue: true, userGesture: true,
        });
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        return result.value;
    }

    /// Waits until an expression is true; while the page is still loading it may fail.
    async until(expression, seconds = 20) {
        for (const end = Date.now() + 1000 * seconds; ;) {
            const value = await this.value(expression).catch((error) => { this.last = error; });
            if (value) return value;
            if (Date.now() > end) throw new Error(`not within ${seconds} s: ${expression} ${this.last ?? ""}`);
            await new Promise((done) => setTimeout(done, 20));
        }
    }

    async picture() {
        const { data } = await this.call("Page.captureScreenshot", { format: "png", captureBeyondViewport: true });
        return Buffer.from(data, "base64");
    }

    close() {
        return this.browser.call("Target.closeTarget", { targetId: this.target });
    }
}
