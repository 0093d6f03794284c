// SPDX-License-Identifier: MIT
#include <pya/dsp/stft.hpp>

#include <pya/dsp/stft_stream.hpp>
#include <pya/error.hpp>

#include "dsp/stft_axes.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace pya::dsp {

using pya::detail::fail;

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

template <class T>
StftResult<T> stft_of(const Eigen::Ref<const Eigen::ArrayXX<T>>& sig, double sr, const StftOptions& options) {
    if (!(sr > 0)) fail("stft: sr is ", sr, "; it must be above 0 Hz");
    StftResult<T> result;
    result.samples = sig.rows();
    result.channels.resize(static_cast<std::size_t>(sig.cols()));
    result.options = sig.rows() > 0 ? resolve(options, sig.rows()) : resolve(options);
    if (sig.rows() == 0) return result;

    StftAnalyser<T> analyser(result.options);
    const Index frames = frame_count(result.options, sig.rows());
    result.freqs = detail::bin_frequencies(result.options, sr);
    result.times = detail::frame_times(result.options, frames, sr);
    for (Index c = 0; c < sig.cols(); ++c) {
        auto& channel = result.channels[static_cast<std::size_t>(c)];
        channel.resize(analyser.bins(), frames);
        std::complex<T>* at = channel.data();
        const auto next = [&] { return std::exchange(at, at + channel.rows()); };
        analyser.process_to({sig.col(c).data(), static_cast<std::size_t>(sig.rows())}, next);
        analyser.flush_to(next);
    }
    return result;
}

/// The samples of a transform of so many frames.
template <class T>
Index sample_count(const std::vector<Eigen::ArrayXX<std::complex<T>>>& channels, const StftOptions& used) {
    const Index frames = channels.empty() ? 0 : channels.front().cols();
    const Index trim = used.boundary == Boundary::off ? 0 : used.nperseg / 2;
    return frames == 0 ? 0 : used.nperseg + (frames - 1) * (used.nperseg - *used.noverlap) - 2 * trim;
}

template <class T>
void istft_to(const std::vector<Eigen::ArrayXX<std::complex<T>>>& channels, const StftOptions& options,
              Eigen::Ref<Eigen::ArrayXX<T>> sig) {
    StftSynthesiser<T> synthesiser(options);
    const Index frames = channels.empty() ? 0 : channels.front().cols();
    for (const auto& channel : channels)
        if (channel.cols() != frames || (frames > 0 && channel.rows() != synthesiser.bins()))
            fail("istft: a channel has ", channel.rows(), " bins x ", channel.cols(),
                 " frames; it must have ", synthesiser.bins(), " x ", frames);
    if (sig.cols() != static_cast<Index>(channels.size()))
        fail("istft: argument sig has ", sig.cols(), " channels; it must have ", channels.size());
    for (Index c = 0; c < sig.cols(); ++c) {
        T* out = sig.col(c).data();
        T* const end = out + sig.rows();
        const auto store = [&](std::span<const T> x) {
            out = std::copy_n(x.begin(), std::min<std::ptrdiff_t>(std::ssize(x), end - out), out);
        };
        const auto& channel = channels[static_cast<std::size_t>(c)];
        for (Index i = 0; i < frames; ++i) synthesiser.process(channel.col(i), store);
        synthesiser.flush(store);
        std::fill(out, end, T(0));
    }
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
