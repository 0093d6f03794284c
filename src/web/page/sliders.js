// SPDX-License-Identifier: MIT
// The parameters that the program has put on the page, as sliders. What a person moves is sent at once; what the program or
// another page has set is shown, but not under the person's finger.

import { socket } from "./sound.js";

const FINE = 1000; // steps of a slider that has none of its own
const HELD = 300; // ms after a move in which a slider stays where the person has put it

const at = (id) => document.getElementById(id);
const sliders = new Map(); // by number

const shape = (given) => JSON.stringify({ ...given, value: null });

class Slider {
    constructor(given) {
        const { number, name, unit, least, largest, step } = given;
        this.given = given;
        this.shape = shape(given);
        this.unit = unit && ` ${unit}`;
        this.steps = step ? Math.floor((largest - least) / step + 1e-9) : FINE;
        this.moved = -Infinity; // when
        this.input = Object.assign(document.createElement("input"), { type: "range", id: `slider_${number}`, min: 0, max: this.steps, step: 1 });
        this.output = document.createElement("output");
        this.row = Object.assign(document.createElement("div"), { className: "slider" });
        this.row.append(Object.assign(document.createElement("label"), { htmlFor: this.input.id, textContent: name }), this.input, this.output);
        this.input.oninput = () => this.move();
        this.follow(given.value);
    }

    value(place) {
        const { least, largest, log, step } = this.given;
        if (step) return Math.min(least + place * step, largest);
        const part = place / FINE, value = log ? least * (largest / least) ** part : least + part * (largest - least);
        return place === FINE ? largest : Math.max(least, Math.min(value, largest));
    }

    place(value) {
        const { least, largest, log, step } = this.given;
        return step ? (value - least) / step
            : (FINE * (log ? Math.log(Math.max(value, least) / least) / Math.log(largest / least) : (value - least) / (largest - least)));
    }

    say(value) {
        this.output.textContent = `${Number(value.toPrecision(4))}${this.unit}`;
        this.input.setAttribute("aria-valuetext", this.output.textContent);
    }

    move() {
        this.moved = performance.now();
        this.say(this.value(Number(this.input.value)));
        if (this.sending) return;
        this.sending = true;
        setTimeout(() => { // one message for all moves of that time
            this.sending = false;
            socket.postMessage({ type: "turn", number: this.given.number, value: this.value(Number(this.input.value)) });
        }, 16);
    }

    follow(value) {
        this.known = value;
        if (!this.waiting) this.settle();
    }

    settle() {
        // The browser may be late with the message of the last move, and tell old news before.
        const rest = this.sending ? HELD : this.moved + HELD - performance.now();
        this.waiting = rest > 0;
        if (this.waiting) return setTimeout(() => this.settle(), rest);
        this.input.value = Math.round(this.place(this.known));
        this.say(this.known);
    }
}

/// A message of type "sliders": all that there are, in their order. Those that are there already stay.
export function show(list) {
    const shapes = new Map(list.map((given) => [given.number, shape(given)]));
    for (const [number, slider] of sliders)
        if (shapes.get(number) !== slider.shape) {
            slider.row.remove();
            sliders.delete(number);
        }
    let place = at("sliders").firstElementChild;
    for (const given of list) {
        const slider = sliders.get(given.number) ?? new Slider(given);
        if (sliders.has(given.number)) slider.follow(given.value);
        sliders.set(given.number, slider);
        // What is in its place is not moved, because a person may hold it.
        if (slider.row === place) place = place.nextElementSibling;
        else at("sliders").insertBefore(slider.row, place);
    }
    at("parameters").hidden = list.length === 0;
}

/// A message of type "turned": numbers and values of those that have been set.
export function follow(list) {
    for (const [number, value] of list) sliders.get(number)?.follow(value);
}

export function enable(connected) {
    at("sliders").disabled = !connected;
}
