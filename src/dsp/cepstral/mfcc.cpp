// SPDX-License-Identifier: MIT
#include <pya/dsp/cepstral/mfcc_stream.hpp>

#include <pya/dsp/spectral/pow2.hpp>
#include <pya/error.hpp>

#include "dsp/cepstral/cepstrum.hpp"
#include "dsp/shape.hpp"
#include "dsp/spectral/bin_powers.hpp"
#include "dsp/threads.hpp"
#include "simd/scale.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace pya::dsp {

using detail::fail;

MfccOptions resolve(const MfccOptions& options, double sr) {
    if (!(sr > 0 && std::isfinite(sr))) fail("mfcc: sr is ", sr, "; it must be above 0 Hz");
    MfccOptions used = options;
    if (!used.n_per_frame) used.n_per_frame = std::max<Index>(1, round_half_up(sr * 0.025));
    if (!used.hopsize) used.hopsize = std::max<Index>(1, round_half_up(sr * 0.01));
    const auto require = [](const char* name, Index value, Index most) {
        if (value < 1 || value > most)
            fail("mfcc: ", name, " is ", value, "; it must lie between 1 and ", most);
    };
    require("n_per_frame", *used.n_per_frame, longest_frame);
    require("hopsize", *used.hopsize, longest_frame);
    if (!used.nfft) used.nfft = next_pow2(*used.n_per_frame);
    require("nfft", *used.nfft, longest_frame);
    require("nfilters", used.nfilters, impl::most_filters);
    if (used.ncep < 1 || used.ncep > used.nfilters)
        fail("mfcc: ncep is ", used.ncep, "; it must lie between 1 and nfilters = ", used.nfilters);
    if (!std::isfinite(used.preemph)) fail("mfcc: preemph is ", used.preemph, "; it must be finite");
    return used;
}

template <class T>
MfccAnalyser<T>::MfccAnalyser(double sr, const MfccOptions& options, Index channels)
    : options_(resolve(options, sr)),
      channels_("MfccAnalyser", impl::checked_channels("MfccAnalyser", channels)),
      segments_(*options_.n_per_frame, *options_.n_per_frame - *options_.hopsize, Boundary::off, true,
                channels),
      before_(static_cast<std::size_t>(channels)), emphasised_(static_cast<std::size_t>(512 * channels)),
      window_(impl::window_samples(options_.window, *options_.n_per_frame)), fft_(*options_.nfft),
      dct_(impl::dct_matrix(options_.ncep, options_.nfilters)), time_(static_cast<std::size_t>(fft_.size())),
      bins_(static_cast<std::size_t>(fft_.bins())), power_(bins_.size()),
      log_mel_(static_cast<std::size_t>(options_.nfilters)),
      cepstra_(static_cast<std::size_t>(options_.ncep * channels)) {
    const AlignedVector<double> factors = impl::lifter_factors(options_.ncep, options_.ceplifter);
    for (std::size_t i = 0; i < dct_.size(); ++i) dct_[i] *= factors[i % factors.size()];
    const std::vector<Index> corners = impl::mel_corners(sr, options_.nfilters, *options_.nfft, 0, {});
    for (Index j = 0; j < options_.nfilters; ++j) {
        const Index* const corner = corners.data() + j;
        Index first = corner[0], last = std::min(corner[2], fft_.bins());
        while (first < last && impl::mel_weight(corner, first) == 0) ++first;
        Filter filter{first, {}};
        for (Index i = first; i < last; ++i) filter.weights.push_back(impl::mel_weight(corner, i));
        filters_.push_back(std::move(filter));
    }
}

template <class T>
void MfccAnalyser<T>::reset() {
    segments_.reset();
    std::fill(before_.begin(), before_.end(), T(0));
}

/// Takes samples from `first` on, as many as there is room for, and moves `first` behind them.
template <class T>
Block<const T> MfccAnalyser<T>::emphasised(Block<const T> in, Index& first) {
    impl::check_channels("MfccAnalyser", in.channels(), channels_);
    const Index n = std::min<Index>(in.samples() - first, 512);
    const T coeff = static_cast<T>(options_.preemph);
    for (Index c = 0; c < channels_; ++c) {
        const T* const x = &in(first, c);
        T* const y = emphasised_.data() + 512 * c;
        T& before = before_[static_cast<std::size_t>(c)];
        y[0] = x[0] - coeff * before;
        for (Index i = 1; i < n; ++i) y[i] = x[i] - coeff * x[i - 1];
        before = x[n - 1];
    }
    first += n;
    return {emphasised_.data(), n, channels_, 512};
}

template <class T>
void MfccAnalyser<T>::cepstrum(const T* segment, double* to) {
    const auto used = static_cast<Index>(std::min(window_.size(), time_.size()));
    simd::multiply(segment, window_.data(), time_.data(), used);
    fft_.forward(time_.data(), bins_.data());
    impl::bin_powers(fft_.bins(), bins_.data(), 1 / static_cast<double>(fft_.size()), power_.data());
    using Values = Eigen::Map<const Eigen::ArrayXd>;
    const Values power(power_.data(), fft_.bins());
    for (std::size_t j = 0; j < filters_.size(); ++j) {
        const Filter& filter = filters_[j];
        const Values weights(filter.weights.data(), std::ssize(filter.weights));
        log_mel_[j] = std::log(impl::nonzero((power.segment(filter.first, weights.size()) * weights).sum()));
    }
    Eigen::Map<Eigen::VectorXd>(to, options_.ncep).noalias() =
        Eigen::Map<const Eigen::MatrixXd>(dct_.data(), options_.ncep, options_.nfilters) *
        Eigen::Map<const Eigen::VectorXd>(log_mel_.data(), options_.nfilters);
    if (options_.append_energy) to[0] = std::log(impl::nonzero(power.sum()));
}

template <class T>
Block<const double> MfccAnalyser<T>::cepstra(Block<const T> segment) {
    const Block<double> all(cepstra_.data(), options_.ncep, channels_);
    for (Index c = 0; c < channels_; ++c) cepstrum(segment.channel(c).data(), all.channel(c).data());
    return all;
}

template class MfccAnalyser<float>;
template class MfccAnalyser<double>;

namespace {

/// Computes the frames from .. to - 1 of one channel, by a stream that begins a frame earlier, because the
/// preemphasis needs the sample before.
template <class T>
void analyse(MfccAnalyser<T>& analyser, Block<const T> sig, Index from, Index to, Block<double> cepstra) {
    const Index hop = *analyser.options().hopsize;
    Index frame = std::max<Index>(0, from - 1);
    const Index begin = frame * hop;
    const Index end = std::min(sig.samples(), (to - 1) * hop + *analyser.options().n_per_frame);
    const auto store = [&](Block<const double> cepstrum) {
        if (from <= frame && frame < to)
            std::copy_n(cepstrum.data(), cepstrum.samples(), cepstra.channel(frame).data());
        ++frame;
    };
    analyser.process(sig.part(begin, end - begin), store);
    if (frame < to) analyser.finish(store);
    analyser.reset();
}

template <class T>
void mfcc_of(Block<const T> sig, double sr, const MfccOptions& options,
             std::span<const Block<double>> channels, double* timestamp, double* times) {
    const Index n = sig.samples();
    if (n == 0) return;
    const Index hop = *options.hopsize;
    const Index frames = frame_count(n, *options.n_per_frame, hop);
    impl::share(options.threads, sig.channels(), frames, impl::least_transforms(*options.nfft),
                MfccAnalyser<T>(sr, options), [&](MfccAnalyser<T>& own, Index c, Index from, Index to) {
                    analyse<T>(own, sig.channels_from(c, 1), from, to, channels[static_cast<std::size_t>(c)]);
                });
    for (Index i = 0; i < frames; ++i) {
        const double part = frames > 1 ? static_cast<double>(i) / static_cast<double>(frames - 1) : 0;
        timestamp[i] = static_cast<double>(n) / sr * part;
        times[i] = static_cast<double>(i * hop) / sr;
    }
}

} // namespace

impl::MfccShape impl::mfcc_shape(Index samples, double sr, const MfccOptions& options) {
    check_threads("mfcc", options.threads);
    MfccShape shape{resolve(options, sr)};
    mel_corners(sr, shape.options.nfilters, *shape.options.nfft, 0, {}); // throws if the arguments are wrong
    if (samples > 0) shape.frames = frame_count(samples, *shape.options.n_per_frame, *shape.options.hopsize);
    return shape;
}

void impl::mfcc_into(Block<const float> sig, double sr, const MfccOptions& options,
                     std::span<const Block<double>> channels, double* timestamp, double* times) {
    mfcc_of(sig, sr, options, channels, timestamp, times);
}
void impl::mfcc_into(Block<const double> sig, double sr, const MfccOptions& options,
                     std::span<const Block<double>> channels, double* timestamp, double* times) {
    mfcc_of(sig, sr, options, channels, timestamp, times);
}

} // namespace pya::dsp
