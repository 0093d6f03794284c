// SPDX-License-Identifier: MIT
#include <pya/dsp/fft/fft.hpp>
#include <pya/dsp/stretch/formants.hpp>
#include <pya/error.hpp>

#include "dsp/shape.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <vector>

namespace pya::dsp {
namespace {

// Of the cepstrum, what is below the period of most voices, in seconds: all up to the first, fading to 0 at
// the second.
constexpr double whole_quefrency = 0.001, longest_quefrency = 0.0024;

constexpr double least_power = 1e-8; // re the strongest bin: what is weaker counts as so much

/// Frames of a signal, their spectra, and the envelopes of these.
class FormantFrames {
public:
    using Bin = std::complex<double>;

    FormantFrames(Index frame, double sr)
        : frame_(frame), fft_(frame), window_(size(frame)), lifter_(size(frame)), segment_(size(frame)),
          log_power_(size(fft_.bins())), smooth_(log_power_.size()) {
        for (Index i = 0; i < frame; ++i) {
            const double angle = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(frame);
            window_[size(i)] = 0.5 - 0.5 * std::cos(angle);
            const double quefrency = static_cast<double>(std::min(i, frame - i)) / sr;
            const double part = (quefrency - whole_quefrency) / (longest_quefrency - whole_quefrency);
            lifter_[size(i)] = 0.5 + 0.5 * std::cos(std::numbers::pi * std::clamp(part, 0., 1.));
        }
    }

    std::size_t bins() const { return log_power_.size(); }
    double window(Index i) const { return window_[size(i)]; }

    /// The spectrum of the frame of a channel that begins at sample `first`; beyond its ends there is
    /// silence.
    template <class T>
    void transform(std::span<T> x, Index first, Bin* spectrum) {
        const auto n = static_cast<Index>(x.size());
        for (Index i = 0; i < frame_; ++i) {
            const Index at = first + i;
            segment_[size(i)] = at >= 0 && at < n ? static_cast<double>(x[size(at)]) * window_[size(i)] : 0;
        }
        fft_.forward(segment_.data(), spectrum);
    }

    /// The frame of a spectrum, not windowed again.
    const std::vector<double>& inverse(const Bin* spectrum) {
        fft_.inverse(spectrum, segment_.data());
        return segment_;
    }

    /// The logarithm of the envelope that lies over these powers. False if they are all 0, or not finite.
    bool envelope(const std::vector<double>& power, std::vector<double>& result) {
        double strongest = 0;
        for (const double p : power) strongest = p <= strongest ? strongest : p; // NaN stays
        if (!(strongest > 1e-30 && std::isfinite(strongest))) return false;
        for (std::size_t i = 0; i < bins(); ++i)
            log_power_[i] = std::log(std::max(power[i], least_power * strongest));
        for (int round = 0; round < 12; ++round) {
            for (std::size_t i = 0; i < bins(); ++i)
                smooth_[i] = round == 0 ? log_power_[i] : std::max(log_power_[i], result[i]);
            smooth(result);
        }
        return true;
    }

private:
    static std::size_t size(Index count) { return static_cast<std::size_t>(count); }

    void smooth(std::vector<double>& result) {
        spectrum_.assign(smooth_.begin(), smooth_.end());
        fft_.inverse(spectrum_.data(), segment_.data()); // the cepstrum
        for (std::size_t i = 0; i < segment_.size(); ++i) segment_[i] *= lifter_[i];
        fft_.forward(segment_.data(), spectrum_.data());
        for (std::size_t i = 0; i < bins(); ++i) result[i] = spectrum_[i].real();
    }

    Index frame_;
    RealFft<double> fft_;
    std::vector<double> window_, lifter_, segment_, log_power_, smooth_;
    std::vector<Bin> spectrum_;
};

} // namespace

template <class T>
void copy_formants(Block<const T> original, double sr, Block<T> sound) {
    impl::check_shape("copy_formants", original, sound);
    if (!(sr > 0 && std::isfinite(sr)))
        detail::fail("copy_formants: argument sr is ", sr, "; it must be positive and finite");
    const Index frame = Index{1} << std::lround(std::clamp(std::log2(0.0464 * sr), 7., 16.));
    const Index hop = frame / 4, n = sound.samples(), channels = sound.channels();
    FormantFrames frames(frame, sr);
    const std::size_t bins = frames.bins();
    std::vector<std::complex<double>> spectra(bins * static_cast<std::size_t>(channels)), other(bins);
    std::vector<double> power(bins), original_power(bins), envelope(bins), original_envelope(bins);
    // What is added to each channel, for the samples that frames still reach.
    std::vector<double> sums(static_cast<std::size_t>(frame * channels));
    for (Index first = hop - frame; first < n; first += hop) {
        std::fill(power.begin(), power.end(), 0.);
        std::fill(original_power.begin(), original_power.end(), 0.);
        for (Index c = 0; c < channels; ++c) {
            auto* const spectrum = spectra.data() + static_cast<std::size_t>(c) * bins;
            frames.transform(original.channel(c), first, other.data());
            frames.transform(sound.channel(c), first, spectrum);
            for (std::size_t i = 0; i < bins; ++i) {
                power[i] += std::norm(spectrum[i]);
                original_power[i] += std::norm(other[i]);
            }
        }
        const bool sounds =
            frames.envelope(power, envelope) && frames.envelope(original_power, original_envelope);
        for (Index c = 0; c < channels; ++c) {
            auto* const spectrum = spectra.data() + static_cast<std::size_t>(c) * bins;
            double* const sum = sums.data() + c * frame;
            if (sounds) {
                constexpr double most = 30 / 8.685889638; // dB in nepers
                for (std::size_t i = 0; i < bins; ++i)
                    spectrum[i] *=
                        std::exp(std::clamp((original_envelope[i] - envelope[i]) / 2, -most, most));
            }
            const std::vector<double>& made = frames.inverse(spectrum);
            for (Index i = 0; i < frame; ++i)
                sum[i] += made[static_cast<std::size_t>(i)] * frames.window(i) / 1.5;
        }
        // No later frame reads what is written now.
        for (Index c = 0; c < channels; ++c) {
            double* const sum = sums.data() + c * frame;
            for (Index i = std::max<Index>(-first, 0); i < hop && first + i < n; ++i)
                sound(first + i, c) = static_cast<T>(sum[i]);
            std::copy(sum + hop, sum + frame, sum);
            std::fill_n(sum + frame - hop, hop, 0.);
        }
    }
}

template void copy_formants<float>(Block<const float>, double, Block<float>);
template void copy_formants<double>(Block<const double>, double, Block<double>);

} // namespace pya::dsp
