// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/dsp/level/level.hpp>
#include <pya/dsp/spatial/ambisonics.hpp>
#include <pya/dsp/spatial/vbap.hpp>
#include <pya/memory.hpp>

#include <algorithm>
#include <span>

namespace pya {
namespace {

constexpr Index between_gains = 64; // samples, over which gains that move go on straight lines

/// One channel on several, each with its gain: write(direction, gains) says which.
template <class Write>
storage::Samples spread(std::span<const float> sig, int sr, const PanOptions& place, Index channels,
                        const Write& write) {
    std::vector<double> from(static_cast<std::size_t>(channels)), to(from.size());
    const auto gains_at = [&](Index sample, std::vector<double>& gains) {
        const Seconds time(static_cast<double>(sample) / sr);
        write(dsp::Direction{.azimuth = place.azimuth(time), .elevation = place.elevation(time)},
              std::span<double>(gains));
    };
    const Index n = std::ssize(sig);
    const bool moves = !place.azimuth.constant() || !place.elevation.constant();
    storage::Samples result = storage::Samples::uninitialised(n, channels);
    const dsp::Block<float> out = result.write();
    gains_at(0, to);
    const Index step = moves ? between_gains : std::max<Index>(n, 1);
    for (Index first = 0; first < n; first += step) {
        from = to;
        if (moves) gains_at(first + step, to);
        const Index count = std::min(step, n - first);
        for (Index c = 0; c < channels; ++c) {
            const double start = from[static_cast<std::size_t>(c)];
            const double slope = (to[static_cast<std::size_t>(c)] - start) / static_cast<double>(step);
            const float* const x = sig.data() + first;
            float* const y = &out(first, c);
            for (Index i = 0; i < count; ++i)
                y[i] = x[i] * static_cast<float>(start + slope * static_cast<double>(i));
        }
    }
    return result;
}

std::span<const float> one_channel(const char* method, const Asig& sig) {
    if (sig.channels() != 1)
        detail::fail("Asig::", method, ": the signal has ", sig.channels(),
                     " channels; it must have 1, as mono() or a selected channel has");
    return sig.channel(0);
}

} // namespace

Asig Asig::pan(const dsp::Speakers& speakers, const PanOptions& place) const {
    const std::span<const float> sig = one_channel("pan", *this);
    const dsp::Vbap panner(speakers);
    return detail::within_memory("Asig::pan", [&] {
        const AsigOptions described{.sr = sr_};
        Asig result(spread(sig, sr_, place, panner.size(),
                           [&](const dsp::Direction& direction, std::span<double> gains) {
                               panner.gains(direction, gains);
                           }),
                    described);
        result.label_ = label_ + "_panned";
        result.events_ = events_;
        return result;
    });
}

Asig Asig::encode_ambisonics(int order, const PanOptions& place) const {
    const std::span<const float> sig = one_channel("encode_ambisonics", *this);
    const Index channels = dsp::ambisonic_channels(order);
    return detail::within_memory("Asig::encode_ambisonics", [&] {
        const std::vector<std::string> letters = {"W", "Y", "Z", "X", "V", "T", "R", "S",
                                                  "U", "Q", "O", "M", "K", "L", "N", "P"};
        Asig result(spread(sig, sr_, place, channels, dsp::encode_ambisonics),
                    {.sr = sr_, .cn = {letters.begin(), letters.begin() + channels}});
        result.label_ = label_ + "_encoded";
        result.events_ = events_;
        return result;
    });
}

Asig Asig::decode_ambisonics(const dsp::Speakers& speakers,
                             const dsp::AmbisonicDecoderOptions& options) const {
    const int order = channels() == 4 ? 1 : channels() == 9 ? 2 : channels() == 16 ? 3 : 0;
    if (order == 0)
        detail::fail("Asig::decode_ambisonics: the signal has ", channels(),
                     " channels; it must have 4, 9 or 16");
    const Eigen::ArrayXXd decoder = dsp::ambisonic_decoder(order, speakers, options);
    return detail::within_memory("Asig::decode_ambisonics", [&] {
        storage::Samples samples = storage::Samples::uninitialised(this->samples(), decoder.rows());
        if (this->samples() > 0) dsp::mix_channels(sig(), decoder, samples.write());
        Asig result(std::move(samples), {.sr = sr_});
        result.label_ = label_ + "_decoded";
        result.events_ = events_;
        return result;
    });
}

} // namespace pya
