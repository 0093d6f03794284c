// SPDX-License-Identifier: MIT
#include <pya/dsp/spectral/stft.hpp>

#include <pya/dsp/spectral/stft_stream.hpp>
#include <pya/error.hpp>

#include "dsp/huge_pages.hpp"
#include "dsp/spectral/stft_axes.hpp"
#include "dsp/spectral/stft_windows.hpp"
#include "dsp/threads.hpp"

#include <algorithm>
#include <vector>

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
    if (*used.nfft < used.nperseg || *used.nfft > longest_frame)
        fail("stft: nfft is ", *used.nfft, "; it must not be less than nperseg = ", used.nperseg,
             " nor more than ", longest_frame);
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
    if (n < 0) fail("frame_count: n is ", n, "; it must be 0 or more");
    const Index step = options.nperseg - *options.noverlap;
    const Index beyond = options.boundary == Boundary::off ? 0 : 2 * (options.nperseg / 2);
    const Index room = n - (options.nperseg - beyond);
    if (room < 0) return options.padded && n > 0 ? 1 : 0;
    return 1 + room / step + (options.padded && room % step != 0);
}

namespace {

/// What each thread needs.
template <class T>
struct Analysis {
    explicit Analysis(const StftOptions& options)
        : used(options), segments(used.nperseg, *used.noverlap, used.boundary, used.padded),
          transform(impl::analysis_window(used), *used.nfft, used.detrend, used.return_onesided),
          unwanted(static_cast<std::size_t>(transform.bins())) {}

    /// Computes the frames from .. to - 1 of one channel, by a stream that begins a few frames earlier.
    void run(Block<const T> sig, Index from, Index to, Block<std::complex<T>> frames) {
        const Index step = used.nperseg - *used.noverlap;
        const Index reach = used.boundary == Boundary::off ? 0 : used.nperseg / 2;
        // As many frames as reach beyond its start, and two more, so that it is never too short to be
        // mirrored.
        const Index earlier = std::min(from, (reach + step - 1) / step + 2);
        const Index begin = (from - earlier) * step;
        const bool last = to == frames.channels();
        const Index end = last ? sig.samples() : std::min(sig.samples(), to * step - reach + used.nperseg);
        Index frame = from - earlier;
        const auto write = [&](Block<const T> segment) {
            const Index here = frame++;
            transform(segment.data(),
                      from <= here && here < to ? frames.channel(here).data() : unwanted.data());
        };
        segments.process(sig.part(begin, end - begin), write);
        if (frame < to || last)
            segments.finish(write);
        else
            segments.reset();
    }

    StftOptions used;
    Segmenter<T> segments;
    FrameTransform<T> transform;
    std::vector<std::complex<T>> unwanted;
};

template <class T>
void stft_of(Block<const T> sig, double sr, const StftOptions& used, double* freqs, double* times,
             impl::Spectra<std::complex<T>> channels) {
    if (sig.samples() == 0) return;
    for (const auto& channel : channels) impl::ask_for_huge_pages(channel);
    const Index frames = frame_count(used, sig.samples());
    impl::bin_frequencies(used, sr, freqs);
    impl::frame_times(used, frames, sr, times);
    impl::share(used.threads, sig.channels(), frames, impl::least_transforms(*used.nfft), Analysis<T>(used),
                [&](Analysis<T>& own, Index c, Index from, Index to) {
                    own.run(sig.channels_from(c, 1), from, to, channels[static_cast<std::size_t>(c)]);
                });
}

/// Computes the samples from .. to - 1 of one channel, by a stream that begins a few frames earlier.
template <class T>
void synthesise(StftSynthesiser<T>& synthesiser, Block<const std::complex<T>> frames, Index from, Index to,
                std::span<T> sig) {
    const StftOptions& used = synthesiser.options();
    const Index step = used.nperseg - *used.noverlap;
    // So that all frames that reach a sample are added up in it.
    const Index earlier = (used.nperseg + step - 1) / step + 1;
    Index frame = std::max<Index>(0, from / step - earlier);
    Index at = frame * step; // position of the next sample that comes out
    const auto store = [&](Block<const T> x) {
        const Index n = x.samples(), first = std::clamp<Index>(from - at, 0, n);
        const Index last = std::clamp<Index>(to - at, first, n);
        std::copy(x.data() + first, x.data() + last, sig.data() + at + first);
        at += n;
    };
    for (; frame < frames.channels() && at < to; ++frame)
        synthesiser.process(frames.channels_from(frame, 1), store);
    if (at < to) {
        synthesiser.finish(store);
        for (Index rest = std::max(at, from); rest < to; ++rest) sig[static_cast<std::size_t>(rest)] = 0;
    }
    synthesiser.reset();
}

void check_bins(Index bins, Index frames, Index wanted_frames, const StftOptions& used) {
    const Index wanted = impl::bin_count(used);
    if (frames != wanted_frames || (frames > 0 && bins != wanted))
        fail("istft: a channel has ", bins, " bins x ", frames, " frames; it must have ", wanted, " x ",
             wanted_frames);
}

template <class T>
void istft_of(impl::Spectra<const std::complex<T>> channels, const StftOptions& options, Block<T> sig) {
    impl::check_threads("istft", options.threads);
    const StftOptions used = resolve(options);
    for (const auto& channel : channels)
        check_bins(channel.samples(), channel.channels(), channels.front().channels(), used);
    if (sig.channels() != std::ssize(channels))
        fail("istft: argument sig has ", sig.channels(), " channels; it must have ", channels.size());
    impl::ask_for_huge_pages(sig);
    impl::share(options.threads, sig.channels(), sig.samples(), Index{1} << 17, StftSynthesiser<T>(used),
                [&](StftSynthesiser<T>& own, Index c, Index from, Index to) {
                    synthesise<T>(own, channels[static_cast<std::size_t>(c)], from, to, sig.channel(c));
                });
}

} // namespace

impl::StftShape impl::stft_shape(Index samples, double sr, const StftOptions& options) {
    if (!(sr > 0)) fail("stft: sr is ", sr, "; it must be above 0 Hz");
    check_threads("stft", options.threads);
    if (samples == 0) return {resolve(options)};
    StftShape shape{resolve(options, samples)};
    shape.bins = bin_count(shape.options);
    shape.frames = frame_count(shape.options, samples);
    return shape;
}

/// How many samples a transform of that many frames has.
Index impl::istft_samples(Index bins, Index frames, const StftOptions& options) {
    const StftOptions used = resolve(options);
    check_bins(bins, frames, frames, used);
    const Index trim = used.boundary == Boundary::off ? 0 : used.nperseg / 2;
    return frames == 0 ? 0 : used.nperseg + (frames - 1) * (used.nperseg - *used.noverlap) - 2 * trim;
}

#define PYA_FOR(T)                                                                                           \
    void impl::stft_into(Block<const T> sig, double sr, const StftOptions& used, double* freqs,              \
                         double* times, Spectra<std::complex<T>> channels) {                                 \
        stft_of(sig, sr, used, freqs, times, channels);                                                      \
    }                                                                                                        \
    void impl::istft_into(Spectra<const std::complex<T>> channels, const StftOptions& options,               \
                          Block<T> sig) {                                                                    \
        istft_of(channels, options, sig);                                                                    \
    }
PYA_FOR(float)
PYA_FOR(double)
#undef PYA_FOR

} // namespace pya::dsp
