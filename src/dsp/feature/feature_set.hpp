// SPDX-License-Identifier: MIT
// The transform that features share, and the features that read it.
#ifndef PYA_SRC_DSP_FEATURE_FEATURE_SET_HPP
#define PYA_SRC_DSP_FEATURE_FEATURE_SET_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/fft/fft.hpp>

#include "dsp/feature/feature.hpp"
#include "dsp/feature/mel_spectrum.hpp"

#include <complex>
#include <optional>

namespace pya::dsp::impl {

/// The powers and magnitudes of a frame's bins.
template <class T>
class FeatureTransform {
public:
    explicit FeatureTransform(const FrameOptions& frames); // resolved

    /// nfft samples. What it returns is valid until the next call; what is not needed may be of another
    /// frame. The powers are written to `power`, which has room for padded_bins(), unless it is null.
    /// Moments need the frequencies of the bins, and the magnitudes of the frame before, which become these.
    FeatureFrame operator()(const T* segment, FrameNeeds needs, double* power = nullptr,
                            const double* hz = nullptr, double* before = nullptr);

private:
    AlignedVector<double> window_; // nfft samples
    RealFft<double> fft_;
    AlignedVector<double> windowed_, power_, magnitudes_;
    AlignedVector<std::complex<double>> bins_;
};

template <class T>
class FeatureSet {
public:
    FeatureSet(const std::vector<std::string>& names, const FeatureSetup& setup);

    std::vector<FeatureColumn> columns() const;
    Index count() const { return count_; } ///< columns
    Index raw() const { return raw_; }     ///< values that `measure` writes

    /// Throws ArgumentError where a feature needs the whole signal.
    void require_stream() const;

    /// Samples [begin, end) of the segment are in the signal. The powers are written to `power` and kept for
    /// measure_tuned(), unless it is null. The frame that it returns is valid until the next call.
    FeatureFrame measure(const T* segment, Index begin, Index end, Index channel, double* raw,
                         double* power = nullptr);
    void tune(double tuning);
    void measure_tuned(const double* power, Index rows, double* raw, Index stride);
    void hold(double* raw, Index rows) const;
    void finish(const double* raw, double* out) const;
    void reset();

private:
    FeatureTransform<T> transform_;
    std::vector<std::unique_ptr<Feature>> features_;
    std::vector<Index> raw_counts_;
    Index raw_ = 0, count_ = 0;
    FrameNeeds needs_; // of all features
    // If moments are needed: of the bins, and the magnitudes of each channel's frame before.
    std::vector<double> hz_, before_;
    std::optional<MelSpectrum> mel_; // if it is needed
};

extern template class FeatureTransform<float>;
extern template class FeatureTransform<double>;
extern template class FeatureSet<float>;
extern template class FeatureSet<double>;

} // namespace pya::dsp::impl

#endif
