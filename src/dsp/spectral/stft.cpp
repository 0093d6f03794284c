// SPDX-License-Identifier: MIT
#include <pya/dsp/spectral/stft.hpp>

#include <pya/dsp/spectral/stft_stream.hpp>
#include <pya/error.hpp>

#include "dsp/spectral/stft_axes.hpp"
#include "dsp/threads.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace pya::dsp {

using detail::fail;

StftOptions resolve(const StftOptions& options) {
    StftOptions used = options;
    const auto given = static_cast<Index>(options.window.samples.size());
    if (options.window.name.empty() && given > 0) {
        if (options.nperseg != StftOptions().nperseg && options.nperseg != given)
            fail("stft: nperseg is ", options.nperseg, " but the window has ", given,
                 " samples; they must agree");
        used.nperseg = given;
    }
    if (used.nperseg < 1) fail("stft: nperseg is ", used.nperseg, "; it must be 1 or more");
    if (!used.noverlap) used.noverlap = used.nperseg / 2;
    if (*used.noverlap < 0 || *used.noverlap >= used.nperseg)
        fail("stft: noverlap is ", *used.noverlap,
             "; it must lie between 0 and nperseg - 1 = ", used.nperseg - 1);
    if (!used.nfft) used.nfft = used.nperseg;
    if (*used.nfft < used.nperseg)
        fail("stft: nfft is ", *used.nfft, "; it must not be less than nperseg = ", used.nperseg);
    return used;
}

StftOptions resolve(const StftOptions& options, Index n) {
    if (n < 1) fail("stft: the signal has ", n, " samples; it must have 1 or more");
    StftOptions held = options;
    if (options.window.samples.empty())
        held.nperseg = std::min(options.nperseg, n);
    else if (static_cast<Index>(options.window.samples.size()) > n)
        fail("stft: the window has ", options.window.samples.size(),
             " samples; it must not be longer than the signal, ", n);
    return resolve(held);
}

Index frame_count(const StftOptions& options, Index n) {
    const Index step = options.nperseg - *options.noverlap;
    const Index beyond = options.boundary == Boundary::off ? 0 : 2 * (options.nperseg / 2);
    const Index room = n + beyond - options.nperseg;
    if (room < 0) return options.padded && n > 0 ? 1 : 0;
    return 1 + (options.padded ? room + step - 1 : room) / step;
}

bool check_NOLA(const StftOptions& options, double tol) {
    const StftOptions used = resolve(options);
    const Eigen::ArrayXd weights = get_window(used.window, used.nperseg).square();
    const Index step = used.nperseg - *used.noverlap;
    for (Index j = 0; j < step; ++j) {
        double sum = 0;
        for (Index i = j; i < used.nperseg; i += step) sum += weights[i];
        if (!(sum > tol)) return false;
    }
    return true;
}

namespace {

/// Frames from .. to - 1 of one channel, as those of a stream that begins a few frames earlier.
template <class T>
void analyse(StftAnalyser<T>& analyser, const Eigen::Ref<const Eigen::ArrayX<T>>& sig, Index from, Index to,
             Eigen::ArrayXX<std::complex<T>>& channel) {
    const StftOptions& used = analyser.options();
    const Index step = used.nperseg - *used.noverlap;
    const Index reach = used.boundary == Boundary::off ? 0 : used.nperseg / 2;
    // Frames that reach beyond its start, and two, so that it is never too short to be mirrored.
    const Index earlier = std::min(from, (reach + step - 1) / step + 2);
    const Index begin = (from - earlier) * step;
    const Index end = to < channel.cols() ? to * step - reach + used.nperseg : sig.size();
    Eigen::ArrayX<std::complex<T>> unwanted(analyser.bins());
    Index frame = from - earlier;
    const auto next = [&] {
        const Index here = frame++;
        return from <= here && here < to ? channel.col(here).data() : unwanted.data();
    };
    const Index count = std::min(end, sig.size()) - begin;
    analyser.process_to({sig.data() + begin, static_cast<std::size_t>(count)}, next);
    if (frame < to || to == channel.cols())
        analyser.flush_to(next);
    else
        analyser.reset();
}

template <class T>
StftResult<T> stft_of(const Eigen::Ref<const Eigen::ArrayXX<T>>& sig, double sr, const StftOptions& options) {
    if (!(sr > 0)) fail("stft: sr is ", sr, "; it must be above 0 Hz");
    impl::check_threads("stft", options.threads);
    StftResult<T> result;
    result.samples = sig.rows();
    result.channels.resize(static_cast<std::size_t>(sig.cols()));
    result.options = sig.rows() > 0 ? resolve(options, sig.rows()) : resolve(options);
    if (sig.rows() == 0) return result;

    const Index frames = frame_count(result.options, sig.rows());
    result.freqs = impl::bin_frequencies(result.options, sr);
    result.times = impl::frame_times(result.options, frames, sr);
    for (auto& channel : result.channels) channel.resize(result.freqs.size(), frames);
    impl::share(options.threads, sig.cols(), frames, impl::least_transforms(*result.options.nfft),
                StftAnalyser<T>(result.options),
                [&](StftAnalyser<T>& analyser, Index c, Index from, Index to) {
                    analyse<T>(analyser, sig.col(c), from, to, result.channels[static_cast<std::size_t>(c)]);
                });
    return result;
}

/// The samples of a transform of so many frames.
template <class T>
Index sample_count(const std::vector<Eigen::ArrayXX<std::complex<T>>>& channels, const StftOptions& used) {
    const Index frames = channels.empty() ? 0 : channels.front().cols();
    const Index trim = used.boundary == Boundary::off ? 0 : used.nperseg / 2;
    return frames == 0 ? 0 : used.nperseg + (frames - 1) * (used.nperseg - *used.noverlap) - 2 * trim;
}

/// Samples from .. to - 1 of one channel, as those of a stream that begins a few frames earlier.
template <class T>
void synthesise(StftSynthesiser<T>& synthesiser, const Eigen::ArrayXX<std::complex<T>>& frames, Index from,
                Index to, Eigen::Ref<Eigen::ArrayX<T>> sig) {
    const StftOptions& used = synthesiser.options();
    const Index step = used.nperseg - *used.noverlap;
    const Index earlier = (used.nperseg + step - 1) / step + 1; // until all have their part in a sample
    Index frame = std::max<Index>(0, from / step - earlier);
    Index at = frame * step; // of the next sample that comes out
    const auto store = [&](std::span<const T> x) {
        const Index n = std::ssize(x), first = std::clamp<Index>(from - at, 0, n);
        const Index last = std::clamp<Index>(to - at, first, n);
        std::copy(x.begin() + first, x.begin() + last, sig.data() + at + first);
        at += n;
    };
    for (; frame < frames.cols() && at < to; ++frame) synthesiser.process(frames.col(frame), store);
    if (at < to) {
        synthesiser.flush(store);
        const Index rest = std::max(at, from);
        if (rest < to) sig.segment(rest, to - rest).setZero();
    }
    synthesiser.reset();
}

template <class T>
void istft_to(const std::vector<Eigen::ArrayXX<std::complex<T>>>& channels, const StftOptions& options,
              Eigen::Ref<Eigen::ArrayXX<T>> sig) {
    impl::check_threads("istft", options.threads);
    StftSynthesiser<T> synthesiser(options);
    const Index frames = channels.empty() ? 0 : channels.front().cols();
    for (const auto& channel : channels)
        if (channel.cols() != frames || (frames > 0 && channel.rows() != synthesiser.bins()))
            fail("istft: a channel has ", channel.rows(), " bins x ", channel.cols(),
                 " frames; it must have ", synthesiser.bins(), " x ", frames);
    if (sig.cols() != static_cast<Index>(channels.size()))
        fail("istft: argument sig has ", sig.cols(), " channels; it must have ", channels.size());
    impl::share(options.threads, sig.cols(), sig.rows(), Index{1} << 17, std::move(synthesiser),
                [&](StftSynthesiser<T>& own, Index c, Index from, Index to) {
                    synthesise<T>(own, channels[static_cast<std::size_t>(c)], from, to, sig.col(c));
                });
}

template <class T>
Eigen::ArrayXX<T> istft_of(const std::vector<Eigen::ArrayXX<std::complex<T>>>& channels,
                           const StftOptions& options, Index longest) {
    const Index samples = std::min(longest, sample_count(channels, resolve(options)));
    Eigen::ArrayXX<T> sig(samples, static_cast<Index>(channels.size()));
    istft_to<T>(channels, options, sig);
    return sig;
}

constexpr Index any_length = std::numeric_limits<Index>::max();

} // namespace

StftResult<float> stft(const Eigen::Ref<const Eigen::ArrayXXf>& sig, double sr, const StftOptions& options) {
    return stft_of<float>(sig, sr, options);
}
StftResult<double> stft(const Eigen::Ref<const Eigen::ArrayXXd>& sig, double sr, const StftOptions& options) {
    return stft_of<double>(sig, sr, options);
}
Eigen::ArrayXXf istft(const std::vector<Eigen::ArrayXXcf>& channels, const StftOptions& options) {
    return istft_of<float>(channels, options, any_length);
}
Eigen::ArrayXXd istft(const std::vector<Eigen::ArrayXXcd>& channels, const StftOptions& options) {
    return istft_of<double>(channels, options, any_length);
}
Eigen::ArrayXXf istft(const StftResult<float>& transform) {
    return istft_of<float>(transform.channels, transform.options, transform.samples);
}
Eigen::ArrayXXd istft(const StftResult<double>& transform) {
    return istft_of<double>(transform.channels, transform.options, transform.samples);
}
void istft(const std::vector<Eigen::ArrayXXcf>& channels, const StftOptions& options,
           Eigen::Ref<Eigen::ArrayXXf> sig) {
    istft_to<float>(channels, options, sig);
}
void istft(const std::vector<Eigen::ArrayXXcd>& channels, const StftOptions& options,
           Eigen::Ref<Eigen::ArrayXXd> sig) {
    istft_to<double>(channels, options, sig);
}

} // namespace pya::dsp
