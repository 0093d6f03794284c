// SPDX-License-Identifier: MIT
#include <pya/agen/filters.hpp>
#include <pya/dsp/leaf/delay_line.hpp>
#include <pya/dsp/leaf/follower.hpp>
#include <pya/dsp/leaf/one_pole.hpp>
#include <pya/dsp/leaf/svf.hpp>

#include "agen/node.hpp"

#include <algorithm>
#include <cmath>

namespace pya::gen {
namespace {

using namespace impl;

constexpr double least = std::numeric_limits<double>::min();

template <class Pick>
class SvfUnit : public Unit {
public:
    explicit SvfUnit(int sr) : initial_(sr), filter_(sr) {}
    Index process(const Io& io) noexcept override {
        for (Index i = 0; i < io.n; ++i) {
            if (io.in[1][i] != cutoff_ || io.in[2][i] != q_)
                filter_.set(cutoff_ = io.in[1][i], q_ = io.in[2][i]);
            io.out[i] = Pick()(filter_(io.in[0][i]));
        }
        return io.n;
    }
    void reset() noexcept override {
        filter_ = initial_;
        cutoff_ = q_ = 0;
    }

private:
    dsp::leaf::Svf<double> initial_, filter_;
    double cutoff_ = 0, q_ = 0;
};

template <class Pick>
Agen svf(const char* function, const Agen& x, const Agen& cutoff, const Agen& q, Pick) {
    check_range(function, "cutoff", cutoff, least, infinite);
    check_range(function, "q", q, least, infinite);
    const std::shared_ptr<Node> node = joined(function, {x, cutoff, q});
    node->make = [](Index, const Setup& setup) { return std::make_unique<SvfUnit<Pick>>(setup.sr); };
    return Agen(node);
}

/// A leaf that makes a value of each value.
template <class Leaf>
class LeafUnit : public Unit {
public:
    explicit LeafUnit(const Leaf& leaf) : leaf_(leaf) {}
    Index process(const Io& io) noexcept override {
        for (Index i = 0; i < io.n; ++i) io.out[i] = leaf_(io.in[0][i]);
        return io.n;
    }
    void reset() noexcept override { leaf_.reset(); }

private:
    Leaf leaf_;
};

template <class MakeLeaf>
Agen leaf(const char* function, const Agen& x, MakeLeaf make_leaf) {
    const std::shared_ptr<Node> node = joined(function, {x});
    node->make = [make_leaf](Index, const Setup& setup) {
        auto made = make_leaf(setup.sr);
        return std::make_unique<LeafUnit<decltype(made)>>(made);
    };
    return Agen(node);
}

double time_in_range(const char* function, const char* name, Seconds time) {
    if (!(time.value >= 0 && time.value <= 1e4))
        detail::fail(function, ": ", name, " is ", time.value, " s; it must be 0 to 10000 s");
    return time.value;
}

class SampleHold : public Unit {
public:
    Index process(const Io& io) noexcept override {
        for (Index i = 0; i < io.n; ++i) {
            const bool up = io.in[1][i] > 0;
            if (up && !up_) held_ = io.in[0][i];
            up_ = up;
            io.out[i] = held_;
        }
        return io.n;
    }
    void reset() noexcept override {
        held_ = 0;
        up_ = false;
    }

private:
    double held_ = 0;
    bool up_ = false;
};

class Delay : public Unit {
public:
    Delay(std::size_t longest, int sr) : line_(longest), sr_(sr) {}
    Index process(const Io& io) noexcept override {
        for (Index i = 0; i < io.n; ++i) {
            // What is pushed last has a delay of 0 here, and of one sample at the time of the output.
            const double out = line_.lagrange(std::fmax(io.in[1][i] * sr_, 1.) - 1);
            line_.push(io.in[0][i] + std::fmin(std::fmax(io.in[2][i], -0.999), 0.999) * out);
            io.out[i] = out;
        }
        return io.n;
    }
    void reset() noexcept override { line_.reset(); }

private:
    dsp::leaf::DelayLine<double> line_;
    double sr_;
};

} // namespace

Agen lowpass(const Agen& x, const Agen& cutoff, const Agen& q) {
    return svf("gen::lowpass", x, cutoff, q, [](const auto& y) { return y.low; });
}
Agen highpass(const Agen& x, const Agen& cutoff, const Agen& q) {
    return svf("gen::highpass", x, cutoff, q, [](const auto& y) { return y.high; });
}
Agen bandpass(const Agen& x, const Agen& cutoff, const Agen& q) {
    return svf("gen::bandpass", x, cutoff, q, [](const auto& y) { return y.band; });
}
Agen notch(const Agen& x, const Agen& cutoff, const Agen& q) {
    return svf("gen::notch", x, cutoff, q, [](const auto& y) { return y.notch(); });
}

Agen smooth(const Agen& x, Seconds time) {
    return leaf("gen::smooth", x, [seconds = time_in_range("gen::smooth", "time", time)](int sr) {
        dsp::leaf::OnePole<double> pole;
        pole.set_time(seconds, sr);
        return pole;
    });
}

Agen follow(const Agen& x, Seconds attack, Seconds release) {
    return leaf("gen::follow", x,
                [up = time_in_range("gen::follow", "attack", attack),
                 down = time_in_range("gen::follow", "release", release)](int sr) {
                    return dsp::leaf::PeakFollower<double>(up, down, sr);
                });
}

Agen sample_hold(const Agen& x, const Agen& trigger) {
    const std::shared_ptr<Node> node = joined("gen::sample_hold", {x, trigger});
    node->make = [](Index, const Setup&) { return std::make_unique<SampleHold>(); };
    return Agen(node);
}

Agen delay(const Agen& x, const Agen& time, const DelayOptions& options) {
    const double longest = options.longest.value;
    if (!(longest > 0 && longest <= 60))
        detail::fail("gen::delay: longest is ", longest, " s; it must be above 0 and at most 60 s");
    check_range("gen::delay", "time", time, 0, longest);
    const std::shared_ptr<Node> node = joined("gen::delay", {x, time, options.feedback});
    node->make = [longest](Index, const Setup& setup) {
        return std::make_unique<Delay>(static_cast<std::size_t>(std::ceil(longest * setup.sr)) + 1, setup.sr);
    };
    return Agen(node);
}

} // namespace pya::gen
