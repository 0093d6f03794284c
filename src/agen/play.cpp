// SPDX-License-Identifier: MIT
#include <pya/agen/samples.hpp>
#include <pya/asig.hpp>
#include <pya/index.hpp>

#include "agen/node.hpp"
#include "agen/reader.hpp"

#include <algorithm>
#include <cmath>

namespace pya::gen {
namespace {

using namespace impl;

/// Plays on and on at a constant rate, so that its end is known. Positions are in samples of the signal.
class SteadyPlay : public Unit {
public:
    SteadyPlay(const Reader& read, double from, double step)
        : read_(read), from_(from), step_(step), frames_(frames_from(from, step, read.samples())) {}
    Index process(const Io& io) noexcept override {
        const Index n = std::min(io.n, frames_ - played_);
        for (Index i = 0; i < n; ++i)
            io.out[i] = read_(from_ + static_cast<double>(played_ + i) * step_, step_);
        played_ += n;
        return n;
    }
    void reset() noexcept override { played_ = 0; }
    Index frames(Index, Index) const override { return frames_; }

private:
    // Of a position that rounding has moved less than a millionth of a sample.
    static Index frames_from(double from, double step, Index samples) {
        const double way = step > 0 ? static_cast<double>(samples) - from : from;
        const double steps = way / std::fabs(step);
        if (step == 0 || steps > 1e15) return endless;
        const double count = step > 0 ? std::ceil(steps - 1e-6) : std::floor(steps + 1e-6) + 1;
        return static_cast<Index>(std::fmax(count, 0.));
    }

    Reader read_;
    double from_, step_;
    Index frames_, played_ = 0;
};

/// Plays at a rate that moves, or a loop.
class MovingPlay : public Unit {
public:
    MovingPlay(const Reader& read, double from, double ratio, Index loop_begin, Index loop_end)
        : read_(read), from_(from), ratio_(ratio), begin_(static_cast<double>(loop_begin)),
          end_(static_cast<double>(loop_end)), last_(static_cast<double>(read.samples()) - 1 + read.margin()),
          at_(from) {}
    Index process(const Io& io) noexcept override {
        for (Index i = 0; i < io.n; ++i) {
            const double step = io.in[0][i] * ratio_;
            const bool stands = !std::isfinite(step) || at_ <= -read_.margin() || at_ >= last_;
            io.out[i] = read_(at_, stands ? 0 : step);
            if (std::isfinite(step)) move(step);
        }
        return io.n;
    }
    void reset() noexcept override { at_ = from_; }

private:
    void move(double step) {
        const double length = end_ - begin_, before = at_;
        at_ += step;
        if (length > 0 && ((step > 0 && at_ >= end_) || (step < 0 && before >= begin_ && at_ < begin_))) {
            const double into = std::fmod(at_ - begin_, length);
            at_ = begin_ + (into < 0 ? into + length : into);
        }
        at_ = std::fmin(std::fmax(at_, -read_.margin()), last_);
    }

    Reader read_;
    double from_, ratio_, begin_, end_, last_, at_;
};

/// Reads at positions in seconds.
class Scrub : public Unit {
public:
    Scrub(const Reader& read, int sr) : read_(read), sr_(sr) {}
    Index process(const Io& io) noexcept override {
        const double margin = read_.margin() * Sinc::fastest;
        for (Index i = 0; i < io.n; ++i) {
            const double wanted = io.in[0][i] * sr_, before = at_;
            if (!std::isnan(wanted))
                at_ = std::fmin(std::fmax(wanted, -margin), static_cast<double>(read_.samples()) + margin);
            io.out[i] = read_(at_, begun_ ? at_ - before : 0);
            begun_ = true;
        }
        return io.n;
    }
    void reset() noexcept override {
        at_ = 0;
        begun_ = false;
    }

private:
    Reader read_;
    double sr_, at_ = 0;
    bool begun_ = false;
};

void check_channels(const char* function, const char* name, const Agen& parameter, const Asig& sig) {
    if (parameter.channels() != 1 && sig.channels() != 1 && parameter.channels() != sig.channels())
        detail::fail(function, ": the ", name, " has ", parameter.channels(), " channels, and the signal ",
                     sig.channels(), "; one of them must have one, or both equally many");
}

} // namespace

Agen play(const Asig& sig, const SampleOptions& options) {
    double from = options.from.value * sig.sr();
    if (!(from >= 0 && from <= static_cast<double>(sig.samples())))
        detail::fail("gen::play: from is ", options.from.value, " s; it must be 0 to ", sig.dur(), " s");
    Index begin = 0, end = 0;
    if (options.loop) {
        const double length = sig.dur() + 0.5 / sig.sr(), b = options.loop->begin.value,
                     e = options.loop->end.value;
        if (b >= 0 && e <= length) {
            begin = to_samples(b, sig.sr());
            end = to_samples(e, sig.sr());
        }
        if (end <= begin)
            detail::fail("gen::play: the loop is from ", b, " s to ", e,
                         " s; it must ascend by a sample or more, and lie within 0 and ", sig.dur(), " s");
    }
    const std::shared_ptr<Node> node = joined("gen::play", {options.rate});
    const std::optional<double> rate = options.rate.node()->constant;
    if (rate && *rate < 0) from = std::fmin(from, static_cast<double>(sig.samples() - 1));
    if (rate && *rate != 0 && !options.loop)
        node->duration = (*rate > 0 ? sig.dur() - options.from.value : options.from.value) / std::fabs(*rate);
    node->channels = std::max(node->channels, sig.channels());
    check_channels("gen::play", "rate", options.rate, sig);
    node->make = [=, samples = sig.storage(), ratio = static_cast<double>(sig.sr()),
                  looped = options.loop.has_value(), sinc = options.band_limited ? &Sinc::table() : nullptr](
                     Index channel, const Setup& setup) -> std::unique_ptr<Unit> {
        const Reader reader(samples, std::min(channel, samples.cols() - 1), sinc, begin, end);
        if (rate && !looped) return std::make_unique<SteadyPlay>(reader, from, *rate * ratio / setup.sr);
        return std::make_unique<MovingPlay>(reader, from, ratio / setup.sr, begin, end);
    };
    return Agen(node);
}

Agen scrub(const Asig& sig, const Agen& position) {
    const std::shared_ptr<Node> node = joined("gen::scrub", {position});
    node->channels = std::max(node->channels, sig.channels());
    check_channels("gen::scrub", "position", position, sig);
    node->make = [samples = sig.storage(), sr = sig.sr(), &sinc = Sinc::table()](Index channel,
                                                                                 const Setup&) {
        return std::make_unique<Scrub>(Reader(samples, std::min(channel, samples.cols() - 1), &sinc), sr);
    };
    return Agen(node);
}

} // namespace pya::gen
