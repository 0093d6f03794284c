// SPDX-License-Identifier: MIT
#include <pya/agen/envelopes.hpp>
#include <pya/dsp/leaf/adsr.hpp>
#include <pya/index.hpp>

#include "agen/curve.hpp"

#include <algorithm>
#include <utility>

namespace pya::gen {
namespace {

using namespace impl;
using Leaf = dsp::leaf::Adsr<double>;

/// A note of known length, or without end.
class Note : public Unit {
public:
    Note(const Leaf& adsr, Index frames, Index release)
        : adsr_(adsr), frames_(frames),
          close_(frames == endless ? endless : std::max<Index>(frames - release, 0)) {}
    Index process(const Io& io) noexcept override {
        const Index n = std::min(io.n, frames_ - position_);
        for (Index i = 0; i < n; ++i) {
            adsr_.gate(position_ + i < close_);
            io.out[i] = adsr_.next();
        }
        position_ += n;
        return n;
    }
    void reset() noexcept override {
        adsr_.reset();
        position_ = 0;
    }
    Index frames(Index, Index) const override { return frames_; }

private:
    Leaf adsr_;
    Index frames_, close_, position_ = 0;
};

class Gated : public Unit {
public:
    explicit Gated(const Leaf& adsr) : adsr_(adsr) {}
    Index process(const Io& io) noexcept override {
        for (Index i = 0; i < io.n; ++i) {
            adsr_.gate(io.in[0][i] > 0);
            io.out[i] = adsr_.next();
        }
        return io.n;
    }
    void reset() noexcept override { adsr_.reset(); }

private:
    Leaf adsr_;
};

class OfTime : public Unit {
public:
    OfTime(std::shared_ptr<const std::function<double(double)>> f, int sr) : f_(std::move(f)), sr_(sr) {}
    Index process(const Io& io) noexcept override {
        for (Index i = 0; i < io.n; ++i) io.out[i] = (*f_)(static_cast<double>(position_++) / sr_);
        return io.n;
    }
    void reset() noexcept override { position_ = 0; }
    Index frames(Index, Index) const override { return endless; }

private:
    std::shared_ptr<const std::function<double(double)>> f_;
    double sr_;
    Index position_ = 0;
};

void check_time(const char* name, Seconds time) {
    if (!(time.value >= 0 && time.value <= 1e4))
        detail::fail("gen::adsr: ", name, " is ", time.value, " s; it must be 0 to 10000 s");
}

void check(const AdsrOptions& o) {
    check_time("att", o.att);
    check_time("dec", o.dec);
    check_time("rel", o.rel);
    if (!(o.sus >= 0 && o.sus <= 1)) detail::fail("gen::adsr: sus is ", o.sus, "; it must be 0 to 1");
    if (!(o.curve >= 0.01 && o.curve <= 100))
        detail::fail("gen::adsr: curve is ", o.curve, "; it must be 0.01 to 100");
    if (o.dur) check_time("dur", *o.dur);
    if (o.dur && o.gate) detail::fail("gen::adsr: dur and gate are both given; use one of them");
}

} // namespace

Agen line(double from, double to, Seconds dur) { return Acurve({{0, from}, {dur, to}}); }

Agen exponential(double from, double to, Seconds dur) {
    return Acurve({{0, from}, {dur, to}}, Acurve::Kind::exponential);
}

Agen steps(const std::vector<double>& values, Seconds each) {
    std::vector<Acurve::Point> points;
    for (const double value : values)
        points.push_back({each.value * static_cast<double>(points.size()), value});
    return Acurve(std::move(points), Acurve::Kind::hold);
}

Agen envelope(const Acurve& curve) { return Agen(curve_node({curve}, true)); }

Agen function(std::function<double(double)> f) {
    if (!f) detail::fail("gen::function: there is no function");
    const std::shared_ptr<Node> node = joined("gen::function", {});
    node->make = [shared = std::make_shared<const std::function<double(double)>>(std::move(f))](
                     Index, const Setup& setup) { return std::make_unique<OfTime>(shared, setup.sr); };
    return Agen(node);
}

Agen adsr(const AdsrOptions& options) {
    check(options);
    const std::vector<Agen> inputs = options.gate ? std::vector<Agen>{*options.gate} : std::vector<Agen>{};
    const std::shared_ptr<Node> node = joined("gen::adsr", inputs);
    if (options.dur) node->duration = options.dur->value;
    node->make = [att = options.att.value, dec = options.dec.value, sus = options.sus,
                  rel = options.rel.value, curve = options.curve, dur = options.dur,
                  gated = options.gate.has_value()](Index, const Setup& setup) -> std::unique_ptr<Unit> {
        const Leaf leaf({att, dec, sus, rel, curve}, setup.sr);
        if (gated) return std::make_unique<Gated>(leaf);
        return std::make_unique<Note>(leaf, dur ? to_samples(*dur, setup.sr) : setup.frames,
                                      to_samples(rel, setup.sr));
    };
    return Agen(node);
}

} // namespace pya::gen
