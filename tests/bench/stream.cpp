// SPDX-License-Identifier: MIT
// Rows 38 of docs/performance.md: a chain over a file, in memory and as a stream.
#include "signal.hpp"

namespace bench {
namespace {

using namespace pya;

template <class Sound>
void chain_row(const std::string& name) {
    row(name, [] {
        const std::string there = path("stream.wav");
        if (!std::filesystem::exists(there))
            noise(6 * ten_seconds, 2).gain(0.25).save(there, {.dtype = SampleFormat::int16});
        return [there] {
            Sound(there)
                .mono()
                .resample(16000, {.kind = Interp::sinc_best})
                .norm(-1_dB)
                .save(path("streamed.wav"));
            return true;
        };
    });
}

[[maybe_unused]] const bool rows = [] {
    chain_row<Asig>("38a");
    chain_row<Astream>("38b");
    return true;
}();

} // namespace
} // namespace bench
