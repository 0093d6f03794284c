// SPDX-License-Identifier: MIT
#include <pya/dsp/rate/resample.hpp>

#include <algorithm>
#include <vector>

#include <pya/error.hpp>

#include "dsp/rate/linear.hpp"
#include "dsp/rate/ratio.hpp"
#include "dsp/rate/sinc_filter.hpp"
#include "dsp/threads.hpp"

namespace pya::dsp {
namespace {

using Eigen::Index;
template <class Scalar>
using Columns = Eigen::Array<Scalar, Eigen::Dynamic, Eigen::Dynamic>;

// The times are those of numpy's arithmetic, so that the stepping kinds take the same sample where rounding
// decides.
template <class Scalar>
void resample_interp1d(const Eigen::Ref<const Columns<Scalar>>& in, Eigen::Ref<Columns<Scalar>>& out,
                       double sr, double target_sr, double rate, Interp kind) {
    std::vector<double> times(static_cast<std::size_t>(in.rows())), values(times.size());
    for (std::size_t k = 0; k < times.size(); ++k) times[k] = static_cast<double>(k) / sr;
    for (Index c = 0; c < in.cols(); ++c) {
        std::copy(in.col(c).begin(), in.col(c).end(), values.begin());
        const Interpolator curve(times, values, kind);
        Index hint = 0;
        for (Index i = 0; i < out.rows(); ++i)
            out(i, c) = static_cast<Scalar>(curve(static_cast<double>(i) * rate / target_sr, hint));
    }
}

template <class Scalar>
void resample_sinc(const Eigen::Ref<const Columns<Scalar>>& in, Eigen::Ref<Columns<Scalar>>& out, double sr,
                   double target_sr, double rate, Interp kind, int threads) {
    // By channels, and in time where the filter has periods: a stretch is a stream that begins a little
    // earlier, on a period.
    const auto filter = sinc_filter("resample", kind, rate_ratio("resample", sr, target_sr, rate));
    const Index periods = filter->grouped() ? (1 << 14) / filter->period_out + 1 : 0;
    const Index inputs = periods * filter->period_in;
    const Index outputs = periods > 0 ? periods * filter->period_out : out.rows();
    const Index earlier = periods > 0 ? filter->width / inputs + 1 : 0;
    impl::share(threads, in.cols(), (out.rows() + outputs - 1) / outputs, 1,
                SincResampler<Scalar>(sr, target_sr, rate, kind),
                [&](SincResampler<Scalar>& resampler, Index c, Index from, Index to) {
                    const Index begin = std::max<Index>(0, from - earlier);
                    const auto input = in.col(c).tail(in.rows() - begin * inputs);
                    auto wanted = out.col(c).segment(from * outputs,
                                                     std::min(out.rows(), to * outputs) - from * outputs);
                    Columns<Scalar> unwanted((from - begin) * outputs, 1);
                    const Index read = resampler.process(input, unwanted).consumed;
                    const Index made = resampler.process(input.tail(input.size() - read), wanted).produced;
                    resampler.flush(wanted.tail(wanted.size() - made));
                    resampler.reset();
                });
}

} // namespace

Index resampled_length(Index samples, double sr, double target_sr, double rate) {
    if (samples < 0)
        detail::fail("resampled_length: argument samples is ", samples, "; it must not be negative");
    return rate_ratio("resample", sr, target_sr, rate).length(samples);
}

template <class Scalar>
void resample(
    const Eigen::Ref<const Eigen::Array<Scalar, Eigen::Dynamic, Eigen::Dynamic>, 0, Eigen::OuterStride<>>& in,
    Eigen::Ref<Eigen::Array<Scalar, Eigen::Dynamic, Eigen::Dynamic>, 0, Eigen::OuterStride<>> out, double sr,
    double target_sr, double rate, Interp kind, int threads) {
    using detail::fail;
    impl::check_threads("resample", threads);
    const RateRatio ratio = rate_ratio("resample", sr, target_sr, rate);
    if (out.rows() != ratio.length(in.rows()) || out.cols() != in.cols())
        fail("resample: argument out is ", out.rows(), " x ", out.cols(), "; it must be ",
             ratio.length(in.rows()), " x ", in.cols());
    const Index needed = kind == Interp::cubic ? 4 : kind == Interp::quadratic ? 3 : 1;
    if (in.rows() > 1 && in.rows() < needed)
        fail("resample: argument in has ", in.rows(), " samples; this kind needs at least ", needed);
    if (out.size() == 0) return;
    if (ratio.same())
        out = in;
    else if (is_sinc(kind))
        resample_sinc<Scalar>(in, out, sr, target_sr, rate, kind, threads);
    else if (in.rows() == 1)
        out.rowwise() = in.row(0);
    else if (kind == Interp::linear || kind == Interp::slinear)
        resample_linear<Scalar>(in, out, ratio);
    else
        resample_interp1d<Scalar>(in, out, sr, target_sr, rate, kind);
}

template void resample<float>(const Eigen::Ref<const Eigen::ArrayXXf>&, Eigen::Ref<Eigen::ArrayXXf>, double,
                              double, double, Interp, int);
template void resample<double>(const Eigen::Ref<const Eigen::ArrayXXd>&, Eigen::Ref<Eigen::ArrayXXd>, double,
                               double, double, Interp, int);

} // namespace pya::dsp
