// SPDX-License-Identifier: MIT
// What the samples of a frame tell without a transform: their level and how often the sign changes.
#include "dsp/feature/feature.hpp"
#include "dsp/feature/lanes.hpp"
#include "simd/run.hpp"

#include <pya/error.hpp>

#include <cmath>

namespace pya::dsp::impl {

namespace {

class Rms : public Feature {
public:
    std::vector<FeatureColumn> columns() const override { return {{"rms"}}; }
    void measure(const FeatureFrame& frame, double* raw) override {
        const double* const x = frame.samples.data();
        const Index n = std::ssize(frame.samples);
        *raw = std::sqrt(simd::run<lane_dot>(x, x, n) / static_cast<double>(n));
    }
};

class ZeroCrossingRate : public Feature {
public:
    explicit ZeroCrossingRate(const FeatureSetup& setup)
        : threshold_(setup.options.crossing_threshold), zero_pos_(setup.options.crossing_zero_pos) {
        if (!(threshold_ >= 0))
            detail::fail("features: option crossing_threshold is ", threshold_, "; it must be 0 or more");
    }
    std::vector<FeatureColumn> columns() const override { return {{"zero_crossing_rate"}}; }
    // Beyond the ends lies the first or the last sample, which changes nothing.
    void measure(const FeatureFrame& frame, double* raw) override {
        Index crossings = 0;
        for (Index i = frame.begin + 1; i < frame.end; ++i)
            crossings += sign(frame.samples[static_cast<std::size_t>(i - 1)]) !=
                         sign(frame.samples[static_cast<std::size_t>(i)]);
        *raw = static_cast<double>(crossings) / static_cast<double>(frame.samples.size());
    }

private:
    int sign(double x) const {
        if (std::abs(x) <= threshold_) return zero_pos_ ? 1 : 0;
        return std::signbit(x) ? -1 : 1;
    }

    double threshold_;
    bool zero_pos_;
};

} // namespace

std::unique_ptr<Feature> make_rms(const FeatureSetup&) { return std::make_unique<Rms>(); }
std::unique_ptr<Feature> make_zero_crossing_rate(const FeatureSetup& setup) {
    return std::make_unique<ZeroCrossingRate>(setup);
}

} // namespace pya::dsp::impl

namespace pya::dsp {

double rms_of_spectrum(std::span<const double> magnitudes, Index nfft) {
    const Index n = std::ssize(magnitudes);
    if (nfft < 1 || n != nfft / 2 + 1)
        detail::fail("rms_of_spectrum: there are ", n, " magnitudes of a transform of ", nfft,
                     " samples; there must be nfft / 2 + 1");
    // Bins stand for two frequencies each, but for the one at 0 Hz and, of an even length, the last.
    double power = 2 * simd::run<impl::lane_dot>(magnitudes.data(), magnitudes.data(), n);
    power -= magnitudes.front() * magnitudes.front();
    if (nfft % 2 == 0) power -= magnitudes.back() * magnitudes.back();
    return std::sqrt(power) / static_cast<double>(nfft);
}

} // namespace pya::dsp
