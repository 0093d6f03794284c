// SPDX-License-Identifier: MIT
#include <pya/astream.hpp>

#include <pya/dsp/fir/filter.hpp>
#include <pya/dsp/iir/filter.hpp>
#include <pya/dsp/level/fade.hpp>
#include <pya/dsp/level/level.hpp>
#include <pya/dsp/loudness/limiter.hpp>
#include <pya/log.hpp>
#include <pya/mapping.hpp>

#include "stream/pipe.hpp"
#include "stream/source.hpp"
#include "stream/step.hpp"

#include <cmath>

namespace pya {
namespace {

using detail::fail;

/// How many samples a fade has.
Index fade_length(const char* method, Seconds dur, double curve, int sr, std::optional<Index> samples) {
    const Index length = to_samples(dur, sr);
    if (length < 0) fail("Astream::", method, ": dur is ", dur.value, " s; it must be 0 or more");
    if (!(curve >= 0 && std::isfinite(curve)))
        fail("Astream::", method, ": curve is ", curve, "; it must be 0 or more");
    if (!samples || length <= *samples) return length;
    log_warning(std::string("Astream::") + method + ": the fade is longer than the stream and is cut to it");
    return *samples;
}

struct Extent {
    Index first;
    std::optional<Index> count; // without it to the end
};

/// Where a slice lies in a stream, also in one whose length is not known: there it is the same for any two
/// lengths, or doesn't end.
Extent resolved(const Rows& rows, std::optional<Index> length, int sr) {
    const slice* const s = rows.as_slice();
    if (s == nullptr || s->step != 1)
        fail("Astream: the rows must be a slice with step 1; other rows are not one after the other");
    if (length) {
        const Positions found = s->resolve(*length, sr);
        return {found.start, found.count};
    }
    constexpr Index long_one = Index{1} << 52;
    const Positions found = s->resolve(long_one, sr), other = s->resolve(2 * long_one, sr);
    if (found.start != other.start || (!s->stop.is_open() && found.count != other.count))
        fail("Astream: the slice counts from the end, which is not known before the stream has been read");
    return {found.start, s->stop.is_open() ? std::nullopt : std::optional(found.count)};
}

/// dsp::lfilter as a processor.
class Lfilter {
public:
    Lfilter(std::vector<double> b, std::vector<double> a, Index channels)
        : b_(std::move(b)), a_(std::move(a)),
          state_(Eigen::ArrayXXd::Zero(static_cast<Index>(std::max(b_.size(), a_.size())) - 1, channels)) {}

    void process(dsp::Block<const float> in, dsp::Block<float> out) {
        dsp::impl::lfilter<float>(b_, a_, in, out, dsp::Block<double>(state_));
    }
    void reset() { state_.setZero(); }
    static constexpr Index latency() { return 0; }

private:
    std::vector<double> b_, a_;
    Eigen::ArrayXXd state_;
};

} // namespace

Astream::Astream(const std::string& path) : node_(detail::file_source(path)) {}

Astream::Astream(const Asig& sig) : node_(detail::signal_source(sig)) {}

Astream Astream::files(const std::vector<std::string>& paths) {
    if (paths.empty()) fail("Astream::files: argument paths is empty; it must have at least one file");
    std::vector<NodePtr> parts;
    for (const std::string& path : paths) {
        parts.push_back(detail::file_source(path));
        const Asig &first = parts.front()->head(), &head = parts.back()->head();
        if (head.sr() != first.sr() || head.channels() != first.channels())
            fail("Astream::files: '", path, "' has ", head.channels(), " channels at ", head.sr(),
                 " Hz; it must have those of the first file, ", first.channels(), " at ", first.sr(), " Hz");
    }
    Asig head = parts.front()->head();
    return Astream(detail::end_to_end(std::move(parts), std::move(head)));
}

Astream Astream::from_pipe(int descriptor, const std::optional<PcmFormat>& raw) {
    return Astream(detail::pipe_source(descriptor, raw));
}

std::optional<Index> Astream::samples() const { return node_->length(); }

std::optional<double> Astream::dur() const {
    if (!samples()) return std::nullopt;
    return static_cast<double>(*samples()) / sr();
}

const Asig& Astream::head() const { return node_->head(); }

Index Astream::known_length(const char* method) const {
    if (!samples())
        fail("Astream::", method, ": the length of the stream must be known before its end; save it first");
    return *samples();
}

Astream Astream::mapped(std::function<storage::Samples(storage::Samples)> f) const {
    return Astream(detail::mapped(node_, head(), std::move(f)));
}

Astream Astream::by_method(const std::function<Asig(Asig)>& method) const {
    return Astream(detail::mapped(node_, method(head()), [node = node_, method](storage::Samples samples) {
        return method(node->signal(std::move(samples))).storage();
    }));
}

Astream Astream::processed(Asig head, detail::MakeKernel make, Seconds tail) const {
    if (!(tail.value >= 0 && tail.value <= 86400))
        fail("Astream::through: argument tail is ", tail.value, " s; it must be from 0 to 86400 s");
    return Astream(
        detail::processed(node_, std::move(head), std::move(make), std::lround(tail.value * sr())));
}

Astream Astream::operator()(const Rows& rows, const Cols& cols) const {
    const Extent span = resolved(rows, samples(), sr());
    const auto picked = [cols](Asig sig) { return std::move(sig)(all, cols); };
    const Astream selected = by_method(picked);
    if (span.first == 0 && span.count == samples()) return selected;
    return Astream(detail::part_of(selected.node_, selected.head(), span.first, span.count));
}

Astream Astream::append(const Astream& other) const {
    if (other.sr() != sr() || other.channels() != channels())
        fail("Astream::append: the other stream has ", other.channels(), " channels at ", other.sr(),
             " Hz, this one ", channels(), " at ", sr(), " Hz; mono(), stereo() and resample() change that");
    return Astream(detail::end_to_end({node_, other.node_}, head().append(other.head())));
}

Astream Astream::scaled(Asig head, std::vector<float> amps) const {
    return Astream(detail::mapped(node_, std::move(head), [amps = std::move(amps)](storage::Samples samples) {
        auto amp = amps.begin();
        samples.transform([&amp](const float* in, float* out, Index n) {
            dsp::scale(dsp::Block<const float>(in, n), *amp++, dsp::Block<float>(out, n));
        });
        return samples;
    }));
}

Astream Astream::gain(double amp) const {
    return scaled(head().gain(amp),
                  std::vector<float>(static_cast<std::size_t>(channels()), static_cast<float>(amp)));
}

Astream Astream::gain(Decibels level) const { return gain(dbamp(level.value)); }

Astream Astream::gain(const std::vector<double>& amps) const {
    return scaled(head().gain(amps), std::vector<float>(amps.begin(), amps.end()));
}

Astream Astream::gain(const std::vector<Decibels>& levels) const {
    std::vector<double> amps;
    for (const Decibels level : levels) amps.push_back(dbamp(level.value));
    return gain(amps);
}

Astream Astream::limit(const LimiterOptions& options) const {
    Asig after = head().limit(options);
    return processed(std::move(after), detail::kernel_of(dsp::Limiter<float>(sr(), channels(), options)));
}

Astream Astream::fade_in(Seconds dur, double curve) const {
    const Index length = fade_length("fade_in", dur, curve, sr(), samples());
    return processed(head().fade_in(0), detail::kernel_of(dsp::Fade::in(length, curve)));
}

Astream Astream::fade_out(Seconds dur, double curve) const {
    const Index all_samples = known_length("fade_out");
    const Index length = fade_length("fade_out", dur, curve, sr(), samples());
    return processed(head().fade_out(0),
                     detail::kernel_of(dsp::Fade::out(all_samples - length, length, curve)));
}

Astream Astream::envelope(const std::vector<double>& amps, const std::vector<double>& ts,
                          EnvelopeOptions options) const {
    dsp::Envelope gains(amps, ts, known_length("envelope"), sr(), options.curve, options.kind);
    return processed(head().envelope({1}), detail::kernel_of(std::move(gains)));
}

Astream Astream::adsr(const AdsrOptions& options) const {
    dsp::Envelope gains(options, known_length("adsr"), sr());
    return processed(head().envelope({1}), detail::kernel_of(std::move(gains)));
}

Astream Astream::resample(int target_sr, ResampleOptions options) const {
    if (!options.rate.constant())
        fail("Astream::resample: a rate that changes can't be streamed; it must be a number");
    const double rate = options.rate(0);
    Asig after = head().resample(target_sr, {.rate = options.rate});
    return Astream(detail::resampled(node_, std::move(after), rate, options.kind.value_or(Interp::linear)));
}

Astream Astream::iirfilter(const std::vector<double>& cutoff_freqs, const IirOptions& options) const {
    if (options.filter == FilterMethod::filtfilt || options.filter == FilterMethod::sosfiltfilt)
        fail("Astream::iirfilter: a filter that also runs backwards can't be streamed; option filter must be "
             "sosfilt or lfilter");
    Asig after = head().iirfilter(cutoff_freqs, options);
    const dsp::SosFilter filter(after.filter().sos(), channels());
    return processed(std::move(after), detail::kernel_of(filter));
}

Astream Astream::iirfilter(double cutoff_freq, const IirOptions& options) const {
    return iirfilter(std::vector<double>{cutoff_freq}, options);
}

Astream Astream::sosfilt(const Eigen::Ref<const Sos>& sos) const {
    return processed(head().sosfilt(sos), detail::kernel_of(dsp::SosFilter(sos, channels())));
}

Astream Astream::lfilter(const std::vector<double>& b, const std::vector<double>& a) const {
    Asig after = head().lfilter(b, a);
    if (a.size() > 1) return processed(std::move(after), detail::kernel_of(Lfilter(b, a, channels())));
    std::vector<double> taps = b;
    for (double& tap : taps) tap /= a[0];
    return processed(std::move(after), detail::kernel_of(dsp::FirFilter<float>(taps, channels())));
}

Astream Astream::firfilter(const std::vector<double>& taps) const {
    return processed(head().firfilter(taps), detail::kernel_of(dsp::FirFilter<float>(taps, channels())));
}

Astream Astream::mono(const std::vector<double>& blend) const {
    return by_method([blend](const Asig& sig) { return sig.mono(blend); });
}

Astream Astream::stereo(const std::vector<double>& blend) const {
    return by_method([blend](const Asig& sig) { return sig.stereo(blend); });
}

Astream Astream::stereo(const std::vector<double>& left, const std::vector<double>& right) const {
    return by_method([left, right](const Asig& sig) { return sig.stereo(left, right); });
}

Astream Astream::rewire(const std::vector<Route>& routes) const {
    return by_method([routes](const Asig& sig) { return sig.rewire(routes); });
}

Astream Astream::pan2(double pan) const {
    return by_method([pan](const Asig& sig) { return sig.pan2(pan); });
}

Astream Astream::shift_channel(Index shift) const {
    return by_method([shift](const Asig& sig) { return sig.shift_channel(shift); });
}

} // namespace pya
