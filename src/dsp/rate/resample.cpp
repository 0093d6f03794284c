// SPDX-License-Identifier: MIT
#include <pya/dsp/rate/resample.hpp>

#include <algorithm>
#include <vector>

#include <pya/error.hpp>

#include "dsp/array_of.hpp"
#include "dsp/rate/linear.hpp"
#include "dsp/rate/ratio.hpp"
#include "dsp/rate/samplerate.hpp"
#include "dsp/rate/sinc_stages.hpp"
#include "dsp/threads.hpp"

namespace pya::dsp {
namespace {

// The times are computed as numpy does, so that the kinds that choose a sample choose the same one where it
// depends on rounding.
template <class Scalar>
void resample_interp1d(Block<const Scalar> in, Block<Scalar> out, double sr, double target_sr, double rate,
                       Interp kind) {
    std::vector<double> times(static_cast<std::size_t>(in.samples())), values(times.size());
    for (std::size_t k = 0; k < times.size(); ++k) times[k] = static_cast<double>(k) / sr;
    for (Index c = 0; c < in.channels(); ++c) {
        std::copy_n(in.channel(c).begin(), in.samples(), values.begin());
        const Interpolator curve(times, values, kind);
        Index hint = 0;
        for (Index i = 0; i < out.samples(); ++i)
            out(i, c) = static_cast<Scalar>(curve(static_cast<double>(i) * rate / target_sr, hint));
    }
}

template <class Scalar>
void resample_sinc(Block<const Scalar> in, Block<Scalar> out, double sr, double target_sr, double rate,
                   Interp kind, int threads) {
    // Threads share the channels, and stretches of a channel if the ratio has periods. A
    // stretch is resampled as a stream that begins a little earlier, at the start of a period.
    const auto stages = sinc_stages("resample", kind, rate_ratio("resample", sr, target_sr, rate));
    const Index periods = stages->period_out > 0 ? (1 << 14) / stages->period_out + 1 : 0;
    const Index inputs = periods * stages->period_in;
    const Index outputs = periods > 0 ? periods * stages->period_out : out.samples();
    const Index earlier = periods > 0 ? stages->reach / inputs + 1 : 0;
    impl::share(threads, in.channels(), (out.samples() + outputs - 1) / outputs, 1,
                SincResampler<Scalar>(sr, target_sr, rate, kind),
                [&](SincResampler<Scalar>& resampler, Index c, Index from, Index to) {
                    const auto rest = [](auto block, Index first) {
                        return block.part(first, block.samples() - first);
                    };
                    const Index begin = std::max<Index>(0, from - earlier);
                    const auto input = rest(in.channels_from(c, 1), begin * inputs);
                    const auto wanted = out.channels_from(c, 1).part(
                        from * outputs, std::min(out.samples(), to * outputs) - from * outputs);
                    std::vector<Scalar> unwanted(static_cast<std::size_t>((from - begin) * outputs));
                    const Index read = resampler.process(input, unwanted).consumed;
                    const Index made = resampler.process(rest(input, read), wanted).produced;
                    resampler.flush(rest(wanted, made));
                    resampler.reset();
                });
}

template <class Scalar>
void resample_samplerate(Block<const Scalar> in, Block<Scalar> out, double ratio, Interp kind, int threads) {
    const auto samples = [](Index n) { return std::vector<float>(static_cast<std::size_t>(n)); };
    impl::share(threads, in.channels(), 1, 1, kind, [&](Interp own, Index c, Index, Index) {
        impl::SampleRate converter("resample", own);
        // Silence follows the signal.
        auto input = samples(in.samples() + impl::SampleRate::reach(own, 1 / ratio));
        auto output = samples(out.samples());
        std::ranges::transform(in.channel(c), input.begin(), [](Scalar x) { return static_cast<float>(x); });
        converter.process(ratio, input, output);
        std::ranges::copy(output, out.channel(c).begin());
    });
}

} // namespace

Index resampled_length(Index samples, double sr, double target_sr, double rate) {
    if (samples < 0)
        detail::fail("resampled_length: argument samples is ", samples, "; it must not be negative");
    const RateRatio ratio = rate_ratio("resample", sr, target_sr, rate);
    if (!(static_cast<double>(samples) * ratio.value <= 0x1p53))
        detail::fail("resample: at this rate the result would have more than 2^53 samples");
    return ratio.length(samples);
}

template <class Scalar>
void resample(Block<const Scalar> in, Block<Scalar> out, double sr, double target_sr, double rate,
              Interp kind, int threads) {
    using detail::fail;
    impl::check_threads("resample", threads);
    const RateRatio ratio = rate_ratio("resample", sr, target_sr, rate);
    if (out.samples() != ratio.length(in.samples()) || out.channels() != in.channels())
        fail("resample: argument out is ", out.samples(), " x ", out.channels(), "; it must be ",
             ratio.length(in.samples()), " x ", in.channels());
    const Index needed = kind == Interp::cubic ? 4 : kind == Interp::quadratic ? 3 : 1;
    if (in.samples() > 1 && in.samples() < needed)
        fail("resample: argument in has ", in.samples(), " samples; this kind needs at least ", needed);
    if (constexpr double most = impl::SampleRate::largest;
        is_samplerate(kind) && !(ratio.value >= 1 / most && ratio.value <= most))
        fail("resample: target_sr / (sr * rate) is ", ratio.value, "; a samplerate kind needs 1/256 to 256");
    if (out.empty()) return;
    const Eigen::Ref<const Eigen::ArrayXX<Scalar>> from = impl::array_of(in);
    Eigen::Ref<Eigen::ArrayXX<Scalar>> to = impl::array_of(out);
    if (ratio.same())
        to = from;
    else if (is_samplerate(kind))
        resample_samplerate(in, out, ratio.value, kind, threads);
    else if (is_sinc(kind))
        resample_sinc(in, out, sr, target_sr, rate, kind, threads);
    else if (in.samples() == 1)
        to.rowwise() = from.row(0);
    else if (kind == Interp::linear || kind == Interp::slinear)
        resample_linear<Scalar>(from, to, ratio);
    else
        resample_interp1d(in, out, sr, target_sr, rate, kind);
}

template void resample(Block<const float>, Block<float>, double, double, double, Interp, int);
template void resample(Block<const double>, Block<double>, double, double, double, Interp, int);

} // namespace pya::dsp
