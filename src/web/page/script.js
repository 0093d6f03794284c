// SPDX-License-Identifier: MIT
// How the script is doing that this page belongs to, and the log: what the program and the library say.

const MOST = 200; // lines of the log

const at = (id) => document.getElementById(id);
const words = {
    compiling: (name) => `${name} has been saved, and is compiled …`,
    playing: (name) => `${name} plays as it was saved last.`,
    over: (name) => `${name} has come to its end. Save it to begin again.`,
    broken: (name, goes_on) => `${name} has an error.${goes_on ? " The version before goes on." : ""}`,
};

let last = 0; // line that is there

function element(name, className, text) {
    return Object.assign(document.createElement(name), { className, textContent: text });
}

/// A message of type "script".
export function show_script({ name, state, text, place, source, details, goes_on }) {
    at("script").hidden = false;
    document.title = `${state === "broken" ? "✗ " : ""}${name}`;
    at("script").dataset.state = state;
    at("script_state").textContent = words[state](name, goes_on);
    const trouble = at("trouble");
    if (state === "compiling") return; // the error stays in view until it is known whether it has gone
    trouble.replaceChildren();
    if (state !== "broken") return;
    const what = element("p", "what", text);
    if (place) what.prepend(element("strong", "place", place), " ");
    trouble.append(what);
    if (source) trouble.append(element("pre", "source", source));
    if (!details) return;
    const more = element("details", "", "");
    more.append(element("summary", "", "All that the compiler says"), element("pre", "", details));
    trouble.append(more);
}

/// A message of type "line".
export function add_line({ number, kind, place, text }) {
    if (number <= last) return; // after the connection was lost lines come again
    last = number;
    at("log").hidden = false;
    const list = at("lines"), stays = list.scrollTop + list.clientHeight < list.scrollHeight - 8;
    const line = element("li", kind, text);
    if (kind !== "output") line.prepend(element("strong", "place", place || (kind === "error" ? "Error" : "Warning")), " ");
    list.append(line);
    if (list.children.length > MOST) list.firstElementChild.remove();
    if (!stays) list.scrollTop = list.scrollHeight; // unless the person reads what is above
}
