// SPDX-License-Identifier: MIT
// Groups window_op, overlap_add and events: signals in pieces.
#include "golden/mapping.hpp"
#include "golden/parameters.hpp"

#include <pya/pya.hpp>

#include <nlohmann/json.hpp>

namespace golden {
namespace {

using pya::Asig;

const Covers window_op("window_op", "Asig.window_op", [](const Case& c, Checker& check) {
    const Asig self = c.self();
    pya::WindowOpOptions options;
    c.read("nperseg", options.nperseg);
    c.read("stride", options.stride);
    read_window(c, "win", options.win);
    c.read("fn", options.fn);
    const Asig mirrored = self.window_op(options);
    check.signal(mirrored);
    check.out("mirror", array(mirrored));
    options.pad = pya::dsp::Pad::off;
    check.out("truncate", array(self.window_op(options)));
    // pya ignores pad and loses a sample: only the segments that lie inside the signal can agree.
    const auto interior = c.expect("interior").get<std::vector<Index>>();
    check.expected("interior");
    check.out_rows("pya", array(mirrored), interior.at(0), interior.at(1), c.tolerance("pya"));
});

const Covers overlap_add("overlap_add", "Asig.overlap_add", [](const Case& c, Checker& check) {
    pya::OverlapAddOptions options;
    c.read("nperseg", options.nperseg);
    c.read("stride_in", options.stride_in);
    c.read("stride_out", options.stride_out);
    read_window(c, "win", options.win);
    const Asig result = c.self().overlap_add(options);
    check.signal(result);
    check.out("centered", array(result));
    if (c.has_out("centered")) check.replaced("pya"); // late by half a grain and cut at the ends
});

pya::dsp::FindEventsOptions find_options(const Case& c) {
    pya::dsp::FindEventsOptions options;
    const auto read = [&](const char* name, pya::Seconds& value) {
        if (c.given(name)) value = c.get<double>(name);
    };
    read("step_dur", options.step_dur);
    read("evt_min_dur", options.evt_min_dur);
    read("sil_min_dur", options.sil_min_dur);
    c.read("sil_thr", options.sil_thr);
    if (c.given("sil_pad")) {
        const std::vector<double> pad = c.numbers("sil_pad");
        options.sil_pad = pad.size() == 1
                              ? pya::dsp::SilencePad(pad[0])
                              : pya::dsp::SilencePad(pya::Seconds(pad.at(0)), pya::Seconds(pad.at(1)));
    }
    return options;
}

const Covers find_events("events", "Asig.find_events", [](const Case& c, Checker& check) {
    const Asig self = c.self();
    const Asig result = self.find_events(find_options(c));
    check.require(result == self, "the samples changed");
    const auto count = static_cast<Index>(result.events().size());
    Eigen::ArrayXXd events(count, 2);
    for (Index i = 0; i < count; ++i) {
        const pya::dsp::Event& event = result.events()[static_cast<std::size_t>(i)];
        events.row(i) << static_cast<double>(event.begin), static_cast<double>(event.end);
    }
    check.out("events", array(events));
    check.expect("n", static_cast<double>(count));
});

const Covers select_event("events", "Asig.select_event", [](const Case& c, Checker& check) {
    const Eigen::ArrayXXd given = c.in("events").real();
    std::vector<pya::dsp::Event> events;
    for (Index i = 0; i < given.rows(); ++i)
        events.push_back({static_cast<Index>(given(i, 0)), static_cast<Index>(given(i, 1))});
    Asig self = c.self();
    self.set_events(events);
    check.result(c.given("onset") ? self.select_event(pya::Seconds(c.get<double>("onset")))
                                  : self.select_event(c.get<Index>("index")));
});

} // namespace
} // namespace golden
