// SPDX-License-Identifier: MIT
// What the features have in common, and how each is made.
#ifndef PYA_SRC_DSP_FEATURE_FEATURE_HPP
#define PYA_SRC_DSP_FEATURE_FEATURE_HPP

#include "dsp/feature/moments.hpp"

#include <pya/dsp/feature/feature_analyser.hpp>

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace pya::dsp::impl {

/// What is computed of a frame. Magnitudes need the powers, and moments the magnitudes.
struct FrameNeeds {
    bool power = false, magnitudes = false, moments = false, mel = false, energy = false;

    FrameNeeds& operator|=(const FrameNeeds& other) {
        power |= other.power;
        magnitudes |= other.magnitudes;
        moments |= other.moments;
        mel |= other.mel;
        energy |= other.energy;
        return *this;
    }
};

/// A frame of one channel.
struct FeatureFrame {
    std::variant<std::span<const float>, std::span<const double>> samples; ///< without the window
    Index begin = 0, end = 0;           ///< those of them that are in the signal
    std::span<const double> power;      ///< of the bins; zeros follow, up to padded_bins()
    std::span<const double> magnitudes; ///< of the bins; zeros follow as well; none if they are not needed
    Index channel = 0;
    Moments moments = {};             ///< of the magnitudes
    std::span<const double> mel = {}; ///< the mel spectrum
    double energy = 0;                ///< the sum of the squares of the samples
    bool kept = false;                ///< the powers are kept for `measure_tuned`
};

/// One feature. `measure` has all that a frame can tell; what all frames together decide is done by `hold`
/// before `finish` makes the columns of the result. In a stream there is no `hold`.
class Feature {
public:
    Feature() = default;
    Feature(const Feature&) = delete;
    virtual ~Feature() = default;

    virtual std::vector<FeatureColumn> columns() const = 0;
    /// How many values `measure` writes.
    virtual Index raw() const { return std::ssize(columns()); }
    virtual void measure(const FeatureFrame& frame, double* raw) = 0;
    /// What `measure` reads of a frame.
    virtual FrameNeeds needs() const { return {.power = true, .magnitudes = true}; }
    /// Of `rows` frames, `stride` apart.
    virtual void hold(double*, Index /*rows*/, Index /*stride*/) const {}
    virtual void finish(const double* raw, double* out) const { std::copy_n(raw, count_, out); }
    virtual void reset() {}

    /// For a feature whose `measure` does nothing without a tuning, or if the powers are kept: sets the
    /// tuning, then measures `rows` frames by their powers, padded_bins() for each. What it writes is
    /// `stride` apart.
    virtual void tune(double /*tuning*/) {}
    virtual void measure_tuned(const double* /*power*/, Index /*rows*/, double* /*raw*/, Index /*stride*/) {}

    /// The name of what `hold` needs the whole signal for, or null.
    virtual const char* needs_whole() const { return nullptr; }

    Index count() const { return count_; } ///< columns
    void count_columns() { count_ = std::ssize(columns()); }

private:
    Index count_ = 0;
};

/// Everything that making a feature may depend on.
struct FeatureSetup {
    double sr;
    FrameOptions frames; ///< resolved
    FeatureOptions options;
    Index channels;

    Index bins() const { return *frames.nfft / 2 + 1; }
};

std::unique_ptr<Feature> make_centroid(const FeatureSetup& setup);
std::unique_ptr<Feature> make_bandwidth(const FeatureSetup& setup);
std::unique_ptr<Feature> make_rolloff(const FeatureSetup& setup);
std::unique_ptr<Feature> make_flatness(const FeatureSetup& setup);
std::unique_ptr<Feature> make_contrast(const FeatureSetup& setup);
std::unique_ptr<Feature> make_flux(const FeatureSetup& setup);
std::unique_ptr<Feature> make_rms(const FeatureSetup& setup);
std::unique_ptr<Feature> make_zero_crossing_rate(const FeatureSetup& setup);
std::unique_ptr<Feature> make_mel(const FeatureSetup& setup);
std::unique_ptr<Feature> make_mfcc(const FeatureSetup& setup);
std::unique_ptr<Feature> make_chroma(const FeatureSetup& setup);

/// The columns "name0", "name1", ...
std::vector<FeatureColumn> numbered_columns(const std::string& name, Index count);

} // namespace pya::dsp::impl

#endif
