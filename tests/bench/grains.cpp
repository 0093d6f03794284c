// SPDX-License-Identifier: MIT
// Rows 06 to 08 and 19 to 21 of docs/performance.md: many short pieces of signal.
#include "signal.hpp"

namespace bench {
namespace {

using namespace pya;

[[maybe_unused]] const bool rows = [] {
    row("06", [] {
        return [grain = noise(882)] {
            Asig a(0);
            for (Index i = 0; i < 1000; ++i) a.x(slice(i * 441, slice::end)) = grain;
            return a;
        };
    });
    row("07", [] {
        return [event = noise(2205)] {
            Asig canvas(10_s, {.channels = 2});
            for (int i = 0; i < 500; ++i)
                canvas.add(event.resample(sr, {.rate = 0.5 + 0.003 * i})
                               .gain(Decibels(-0.05 * i))
                               .pan2(i / 250. - 1),
                           {.onset = i * 0.019});
            return canvas;
        };
    });
    row("08", [] {
        return [a = noise(ten_seconds)] {
            Asig last;
            for (Index i = 0; i < 1000; ++i) last = a(slice(i * 436, i * 436 + 4410)).window("hann");
            return last;
        };
    });
    row("19", [] {
        return [a = Asig(bursts())] {
            const std::vector<dsp::Event> events = a.find_events({.sil_thr = -35}).events();
            Eigen::Array2Xd ends(2, events.size());
            for (std::size_t i = 0; i < events.size(); ++i)
                ends.col(static_cast<Index>(i)) << events[i].begin, events[i].end;
            return ends;
        };
    });
    row("20/short", [] { return [a = noise(ten_seconds)] { return a.window_op(); }; });
    row("20/long", [] {
        return
            [a = noise(ten_seconds)] { return a.window_op({.nperseg = 512, .stride = 256, .win = "hann"}); };
    });
    row("21", [] {
        return [a = noise(ten_seconds)] {
            return a.overlap_add({.nperseg = 128, .stride_in = 64, .stride_out = 64, .win = "hann"});
        };
    });
    return true;
}();

} // namespace
} // namespace bench
