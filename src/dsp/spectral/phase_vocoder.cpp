// SPDX-License-Identifier: MIT
#include <pya/dsp/spectral/phase_vocoder.hpp>

#include <pya/error.hpp>

#include <cmath>
#include <numbers>
#include <vector>

namespace pya::dsp::impl {
namespace {

using detail::fail;

constexpr double full_turn = 2 * std::numbers::pi;

/// A bin as magnitude and phase.
struct Polar {
    double magnitude = 0, phase = 0;
};

/// Frames as magnitudes and phases, silent behind the last one.
template <class T>
class PolarFrame {
public:
    explicit PolarFrame(Block<const std::complex<T>> bins) : bins_(bins) {}

    const std::vector<Polar>& operator()(Index frame) {
        if (frame == frame_) return polar_;
        frame_ = frame;
        polar_.assign(static_cast<std::size_t>(bins_.samples()), {});
        for (Index k = 0; k < bins_.samples() && frame < bins_.channels(); ++k) {
            const std::complex<double> bin(bins_(k, frame));
            polar_[static_cast<std::size_t>(k)] = {std::abs(bin), std::arg(bin)};
        }
        return polar_;
    }

private:
    Block<const std::complex<T>> bins_;
    Index frame_ = -1;
    std::vector<Polar> polar_;
};

template <class T>
void change_rate(Block<const std::complex<T>> bins, double rate, Index hop, Index nfft,
                 Block<std::complex<T>> out) {
    if (hop < 1) fail("phase_vocoder: argument hop is ", hop, "; it must be at least 1");
    if (nfft < 1) fail("phase_vocoder: argument nfft is ", nfft, "; it must be at least 1");
    PolarFrame<T> even(bins), odd(bins);
    std::vector<double> phase;
    for (const Polar& bin : even(0)) phase.push_back(bin.phase);
    for (Index t = 0; t < out.channels(); ++t) {
        const double position = static_cast<double>(t) * rate;
        const Index frame = static_cast<Index>(position);
        const double share = position - static_cast<double>(frame);
        const std::vector<Polar>& first = frame % 2 == 0 ? even(frame) : odd(frame);
        const std::vector<Polar>& second = frame % 2 == 0 ? odd(frame + 1) : even(frame + 1);
        for (Index k = 0; k < out.samples(); ++k) {
            const auto i = static_cast<std::size_t>(k);
            const double magnitude = (1 - share) * first[i].magnitude + share * second[i].magnitude;
            out(k, t) = {static_cast<T>(magnitude * std::cos(phase[i])),
                         static_cast<T>(magnitude * std::sin(phase[i]))};
            const double usual =
                static_cast<double>(hop) * full_turn * static_cast<double>(k) / static_cast<double>(nfft);
            const double excess = second[i].phase - first[i].phase - usual;
            phase[i] += usual + (excess - full_turn * std::nearbyint(excess / full_turn));
        }
    }
}

} // namespace

Index phase_vocoder_frames(const char* function, Index frames, double rate) {
    if (!(rate > 0 && std::isfinite(rate)))
        fail(function, ": argument rate is ", rate, "; it must be finite and above 0");
    const double stretched = std::ceil(static_cast<double>(frames) / rate);
    if (stretched > 0x1p32)
        fail(function, ": argument rate is ", rate, ", which gives ", stretched,
             " frames; there may be up to 2^32");
    return static_cast<Index>(stretched);
}

void phase_vocoder_into(Block<const std::complex<float>> bins, double rate, Index hop, Index nfft,
                        Block<std::complex<float>> out) {
    change_rate(bins, rate, hop, nfft, out);
}
void phase_vocoder_into(Block<const std::complex<double>> bins, double rate, Index hop, Index nfft,
                        Block<std::complex<double>> out) {
    change_rate(bins, rate, hop, nfft, out);
}

} // namespace pya::dsp::impl
