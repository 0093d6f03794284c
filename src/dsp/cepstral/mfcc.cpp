// SPDX-License-Identifier: MIT
#include <pya/dsp/cepstral/mfcc_stream.hpp>

#include <pya/dsp/cepstral/mel.hpp>
#include <pya/error.hpp>

#include "dsp/cepstral/cepstrum.hpp"
#include "dsp/spectral/bin_powers.hpp"
#include "dsp/threads.hpp"
#include "simd.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace pya::dsp {

using detail::fail;

namespace {

PYA_SIMD void apply_window(const float* x, const double* window, double* y, Index n) {
    for (Index i = 0; i < n; ++i) y[i] = static_cast<double>(x[i]) * window[i];
}

PYA_SIMD void apply_window(const double* x, const double* window, double* y, Index n) {
    for (Index i = 0; i < n; ++i) y[i] = x[i] * window[i];
}

} // namespace

MfccOptions resolve(const MfccOptions& options, double sr) {
    if (!(sr > 0 && std::isfinite(sr))) fail("mfcc: sr is ", sr, "; it must be above 0 Hz");
    MfccOptions used = options;
    if (!used.n_per_frame) used.n_per_frame = std::max<Index>(1, round_half_up(sr * 0.025));
    if (!used.hopsize) used.hopsize = std::max<Index>(1, round_half_up(sr * 0.01));
    if (!used.nfft) used.nfft = next_pow2(*used.n_per_frame);
    const auto require_positive = [](const char* name, Index value) {
        if (value < 1) fail("mfcc: ", name, " is ", value, "; it must be 1 or more");
    };
    require_positive("n_per_frame", *used.n_per_frame);
    require_positive("hopsize", *used.hopsize);
    require_positive("nfft", *used.nfft);
    require_positive("nfilters", used.nfilters);
    if (used.ncep < 1 || used.ncep > used.nfilters)
        fail("mfcc: ncep is ", used.ncep, "; it must lie between 1 and nfilters = ", used.nfilters);
    if (used.ceplifter < 0) fail("mfcc: ceplifter is ", used.ceplifter, "; it must be 0 or more");
    if (!std::isfinite(used.preemph)) fail("mfcc: preemph is ", used.preemph, "; it must be finite");
    return used;
}

template <class T>
MfccAnalyser<T>::MfccAnalyser(double sr, const MfccOptions& options)
    : options_(resolve(options, sr)),
      segments_(*options_.n_per_frame, *options_.n_per_frame - *options_.hopsize, Boundary::off, true),
      emphasised_(512), window_(get_window(options_.window, *options_.n_per_frame)), fft_(*options_.nfft),
      dct_(impl::lifter_factors(options_.ncep, options_.ceplifter).matrix().asDiagonal() *
           impl::dct_matrix(options_.ncep, options_.nfilters)),
      time_(Eigen::ArrayXd::Zero(fft_.size())), bins_(fft_.bins()), power_(fft_.bins()),
      log_mel_(options_.nfilters), cepstrum_(options_.ncep) {
    const FrameArray<double> banks = mel_filterbanks(sr, options_.nfilters, *options_.nfft);
    for (Index j = 0; j < banks.rows(); ++j) {
        Index first = 0;
        Index last = banks.cols();
        while (first < last && banks(j, first) == 0) ++first;
        while (last > first && banks(j, last - 1) == 0) --last;
        filters_.push_back({first, banks.row(j).segment(first, last - first).transpose()});
    }
}

/// Takes samples off the front of the block.
template <class T>
std::span<const T> MfccAnalyser<T>::emphasise(std::span<const T>& block) {
    const std::size_t n = std::min(block.size(), static_cast<std::size_t>(emphasised_.size()));
    const T coeff = static_cast<T>(options_.preemph);
    T* y = emphasised_.data();
    y[0] = block[0] - coeff * before_;
    for (std::size_t i = 1; i < n; ++i) y[i] = block[i] - coeff * block[i - 1];
    before_ = block[n - 1];
    block = block.subspan(n);
    return {y, n};
}

template <class T>
const Eigen::ArrayXd& MfccAnalyser<T>::cepstrum(const T* segment) {
    const Index used = std::min(window_.size(), time_.size());
    apply_window(segment, window_.data(), time_.data(), used);
    fft_.forward(time_.data(), bins_.data());
    impl::powers(power_.size(), bins_.data(), 1 / static_cast<double>(fft_.size()), power_.data());
    for (Index j = 0; j < log_mel_.size(); ++j) {
        const Filter& filter = filters_[static_cast<std::size_t>(j)];
        const double energy = (power_.segment(filter.first, filter.weights.size()) * filter.weights).sum();
        log_mel_[j] = std::log(impl::nonzero(energy));
    }
    cepstrum_.matrix().noalias() = dct_ * log_mel_;
    if (options_.append_energy) cepstrum_[0] = std::log(impl::nonzero(power_.sum()));
    return cepstrum_;
}

template class MfccAnalyser<float>;
template class MfccAnalyser<double>;

namespace {

/// Frames from .. to - 1 of one channel, as those of a stream that begins a frame earlier: the preemphasis
/// looks back by one sample.
template <class T>
void analyse(MfccAnalyser<T>& analyser, const Eigen::Ref<const Eigen::ArrayX<T>>& sig, Index from, Index to,
             FrameArray<double>& cepstra) {
    const Index hop = *analyser.options().hopsize;
    Index frame = std::max<Index>(0, from - 1);
    const Index begin = frame * hop;
    const Index end = std::min(sig.size(), (to - 1) * hop + *analyser.options().n_per_frame);
    const auto store = [&](const Eigen::ArrayXd& cepstrum) {
        if (from <= frame && frame < to) cepstra.row(frame) = cepstrum.transpose();
        ++frame;
    };
    analyser.process({sig.data() + begin, static_cast<std::size_t>(end - begin)}, store);
    if (frame < to) analyser.flush(store);
    analyser.reset();
}

template <class T>
MfccResult mfcc_of(const Eigen::Ref<const Eigen::ArrayXX<T>>& sig, double sr, const MfccOptions& options) {
    impl::check_threads("mfcc", options.threads);
    MfccAnalyser<T> analyser(sr, options);
    MfccResult result;
    result.options = analyser.options();
    const Index n = sig.rows();
    const Index hop = *result.options.hopsize;
    const Index frames = n == 0 ? 0 : frame_count(n, *result.options.n_per_frame, hop);
    result.channels.assign(static_cast<std::size_t>(sig.cols()),
                           FrameArray<double>(frames, result.options.ncep));
    impl::share(options.threads, sig.cols(), frames, impl::least_transforms(*result.options.nfft),
                std::move(analyser), [&](MfccAnalyser<T>& own, Index c, Index from, Index to) {
                    analyse<T>(own, sig.col(c), from, to, result.channels[static_cast<std::size_t>(c)]);
                });
    result.timestamp.resize(frames);
    result.times.resize(frames);
    for (Index i = 0; i < frames; ++i) {
        const double part = frames > 1 ? static_cast<double>(i) / static_cast<double>(frames - 1) : 0;
        result.timestamp[i] = static_cast<double>(n) / sr * part;
        result.times[i] = static_cast<double>(i * hop) / sr;
    }
    return result;
}

} // namespace

MfccResult mfcc(const Eigen::Ref<const Eigen::ArrayXXf>& sig, double sr, const MfccOptions& options) {
    return mfcc_of<float>(sig, sr, options);
}
MfccResult mfcc(const Eigen::Ref<const Eigen::ArrayXXd>& sig, double sr, const MfccOptions& options) {
    return mfcc_of<double>(sig, sr, options);
}

} // namespace pya::dsp
