// SPDX-License-Identifier: MIT
// Rows 11 to 15 and 32 of docs/performance.md: filters, rates, convolution.
#include "signal.hpp"

#include <pya/dsp/convolve.hpp>
#include <pya/dsp/fir.hpp>
#include <pya/dsp/iir/design.hpp>
#include <pya/dsp/leaf/biquad.hpp>

#include <algorithm>
#include <array>

namespace bench {
namespace {

using namespace pya;

Asig band(const Asig& sig, FilterMethod method) {
    return sig.iirfilter({300, 3000}, {.order = 4, .filter = method});
}

/// Four sections in double, one sample after another.
Eigen::ArrayXf by_leaves(const Eigen::ArrayXf& x) {
    namespace leaf = dsp::leaf;
    const std::array<double, 2> cutoffs{300, 3000};
    const dsp::Sos sos = dsp::iirfilter(cutoffs, {.order = 4, .fs = sr}).sos();
    std::array<leaf::Biquad<double>, 4> sections;
    for (Index s = 0; s < 4; ++s)
        sections[static_cast<std::size_t>(s)].set({sos(s, 0), sos(s, 1), sos(s, 2), sos(s, 4), sos(s, 5)});
    Eigen::ArrayXf y(x.size());
    for (Index i = 0; i < x.size(); ++i) {
        double v = static_cast<double>(x(i));
        for (leaf::Biquad<double>& section : sections) v = section(v);
        y(i) = static_cast<float>(v);
    }
    return y;
}

[[maybe_unused]] const bool rows = [] {
    for (const auto& [name, m] :
         {std::pair("11a/lfilter", FilterMethod::lfilter), std::pair("11a/sosfilt", FilterMethod::sosfilt),
          std::pair("11b/filtfilt", FilterMethod::filtfilt),
          std::pair("11b/sosfiltfilt", FilterMethod::sosfiltfilt)}) {
        const FilterMethod method = m;
        row(name, [method] { return [method, a = noise(ten_seconds)] { return band(a, method); }; });
    }
    row("11d", [] { return [a = noise(ten_minutes)] { return band(a, FilterMethod::sosfiltfilt); }; });
    row("11a/leaf",
        [] { return [a = Eigen::ArrayXf(noise(ten_seconds).sig().col(0))] { return by_leaves(a); }; });
    for (const char* name : {"11c/lfilter", "11c/sosfilt"})
        row(name, [] { return [a = Asig(burst())] { return band(a, FilterMethod::sosfilt); }; });
    row("12", [] {
        return [a = noise(ten_seconds, 8)] {
            return a.iirfilter(
                2000, {.btype = Btype::lowpass, .ftype = Ftype::ellip, .order = 8, .rp = 1, .rs = 60});
        };
    });
    row("13/mono", [] { return [a = noise(ten_seconds)] { return a.resample(48000); }; });
    row("13/stereo", [] { return [a = noise(ten_seconds, 2)] { return a.resample(48000); }; });
    row("13/rate", [] { return [a = noise(ten_seconds)] { return a.resample(sr, {.rate = 1.37}); }; });
    rows_of_threads("14", [](int threads) {
        return [threads, a = Asig(chord())] {
            return a.resample(48000, {.kind = Interp::sinc_best, .threads = threads});
        };
    });
    row("14r", [] {
        return [a = Asig(chord())] { return a.resample(sr, {.rate = semitone, .kind = Interp::sinc_best}); };
    });
    row("14d", [] {
        return
            [a = Asig(chord(96000), {.sr = 96000})] { return a.resample(sr, {.kind = Interp::sinc_best}); };
    });
    row("14s",
        [] { return [a = Asig(chord())] { return a.resample(48000, {.kind = Interp::samplerate_best}); }; });
    row("14g", [] {
        return [a = Asig(chord())] { return a.resample(sr, {.rate = Acurve({{0_s, 1}, {10_s, 2}})}); };
    });
    for (const auto& [name, n] :
         {std::pair("32a", 101), std::pair("32b", 4001), std::pair("32d", 16), std::pair("32e", 64)})
        row(name, [taps = n] {
            return [a = noise(ten_seconds), low = dsp::firwin(taps, {3000}, {.fs = sr})] {
                return a.firfilter(low);
            };
        });
    row("32c", [] {
        return [] { return dsp::remez(201, {0, 0.1, 0.11, 0.5}, {1, 0}, {.weight = {1, 10}}); };
    });
    for (const auto& [name, n, c] : {std::tuple("15a", ten_seconds, 1), std::tuple("15b", ten_minutes, 2)})
        rows_of_threads(name, [samples = n, channels = c](int threads) {
            return [threads, a = noise(samples, channels), ir = Asig(impulse_response())] {
                return a.convolve(ir, {.threads = threads});
            };
        });
    row("15c", [] {
        const Eigen::ArrayXf response = impulse_response(10);
        return [a = Eigen::ArrayXXf(noise(ten_seconds).sig()),
                room = dsp::Convolver<float>(Eigen::ArrayXXf(response), 1, {.block = 64})]() mutable {
            Eigen::ArrayXXf out(a.rows(), 1);
            room.reset();
            for (Index at = 0, count = 0; at < a.rows(); at += count) {
                count = std::min<Index>(64, a.rows() - at);
                room.process(a.middleRows(at, count), out.middleRows(at, count));
            }
            return out;
        };
    });
    return true;
}();

} // namespace
} // namespace bench
