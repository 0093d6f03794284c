// SPDX-License-Identifier: MIT
#include <pya/agen/oscillators.hpp>
#include <pya/asig.hpp>

#include "agen/band_limited.hpp"
#include "agen/oscillator.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <utility>

namespace pya::gen {
namespace {

using namespace impl;

// A wave of its phase, and of the third input, if there is one.
template <class Shape>
struct Exact {
    Shape shape;
    void operator()(const Turns* phase, const Io& io) const {
        for (Index i = 0; i < io.n; ++i)
            io.out[i] = shape(std::fmax(cycles(phase[i] + snap) - cycles(snap), 0.), io, i);
    }
};

// A wave of its phase, which also knows how far it goes with each sample.
template <class Shape>
struct Limited {
    double sr;
    Shape shape;
    void operator()(const Turns* phase, const Io& io) const {
        for (Index i = 0; i < io.n; ++i) io.out[i] = shape(cycles(phase[i]), io.in[0][i] / sr, io, i);
    }
};

template <class Shape>
auto exact(Shape shape) {
    return [=](int) { return Exact<Shape>{shape}; };
}
template <class Shape>
auto limited(Shape shape) {
    return [=](int sr) { return Limited<Shape>{static_cast<double>(sr), shape}; };
}

double part(double width) { return std::fmin(std::fmax(width, 0.), 1.); }

const BandLimited& saw_tables() {
    static const BandLimited tables = [] {
        std::vector<Harmonic> harmonics(BandLimited::most_harmonics);
        for (std::size_t k = 1; k <= harmonics.size(); ++k)
            harmonics[k - 1].s = -2 / (std::numbers::pi * static_cast<double>(k));
        return BandLimited(0, harmonics);
    }();
    return tables;
}

const BandLimited& triangle_tables() {
    static const BandLimited tables = [] {
        std::vector<Harmonic> harmonics(BandLimited::most_harmonics);
        for (std::size_t k = 1; k <= harmonics.size(); k += 2)
            harmonics[k - 1].c = -8 / std::pow(std::numbers::pi * static_cast<double>(k), 2);
        return BandLimited(0, harmonics);
    }();
    return tables;
}

// What -saw(p) / 2 is the derivative of, without its mean: parts of parabolas.
const BandLimited& parabola_tables() {
    static const BandLimited tables = [] {
        std::vector<Harmonic> harmonics(BandLimited::most_harmonics);
        for (std::size_t k = 1; k <= harmonics.size(); ++k)
            harmonics[k - 1].c = -0.5 / std::pow(std::numbers::pi * static_cast<double>(k), 2);
        return BandLimited(0, harmonics);
    }();
    return tables;
}

double wrapped(double phase) { return phase < 1 ? phase : phase - 1; }

// Straight lines up and down are the difference of two parabolas. If one of the lines is shorter than a
// sample, too few digits would be left of the difference; it is the integral of the sawtooth over that line,
// which is then smooth, so that the quadrature of Gauss takes four values of it.
class BandLimitedSaw {
public:
    double operator()(double p, double step, double width) const {
        const double w = part(width), shorter = std::fmin(w, 1 - w);
        if (shorter >= std::fmax(std::fabs(step), 0.5 / BandLimited::most_harmonics))
            return 2 * (parabola_(p, step) - parabola_(wrapped(p + (1 - w)), step)) / (w * (1 - w));
        const double begin = w < 0.5 ? wrapped(p + (1 - w)) : p; // of the line that ends, or begins, here
        double mean = 0;
        for (const auto& [place, weight] : gauss)
            mean += weight * saw_(wrapped(begin + place * shorter), step);
        return w < 0.5 ? -mean / (1 - w) : mean / w;
    }

private:
    static constexpr std::pair<double, double> gauss[] = {{0.069431844202973714, 0.17392742256872692},
                                                          {0.33000947820757187, 0.32607257743127307},
                                                          {0.66999052179242813, 0.32607257743127307},
                                                          {0.93056815579702629, 0.17392742256872692}};
    const BandLimited& saw_ = saw_tables();
    const BandLimited& parabola_ = parabola_tables();
};

double exact_saw(double p, double width) {
    const double w = part(width);
    return p < w ? 2 * p / w - 1 : 1 - 2 * (p - w) / (1 - w);
}

// The discrete Fourier transform, of which a wave needs no more than its harmonics.
BandLimited tables_of(std::span<const float> period) {
    const std::size_t n = period.size();
    const auto count = static_cast<double>(n);
    double mean = 0;
    for (const float x : period) mean += x / count;
    std::vector<Harmonic> harmonics(std::min(n / 2, BandLimited::most_harmonics));
    std::vector<double> cosine(n), sine(n);
    for (std::size_t i = 0; i < n; ++i) {
        cosine[i] = std::cos(2 * std::numbers::pi * static_cast<double>(i) / count);
        sine[i] = std::sin(2 * std::numbers::pi * static_cast<double>(i) / count);
    }
    for (std::size_t k = 1; k <= harmonics.size(); ++k) {
        auto& [c, s] = harmonics[k - 1];
        const double scale = (2 * k == n ? 1 : 2) / count;
        for (std::size_t i = 0; i < n; ++i) {
            c += scale * period[i] * cosine[k * i % n];
            s += scale * period[i] * sine[k * i % n];
        }
    }
    return BandLimited(mean, harmonics);
}

} // namespace

Agen saw(const Agen& freq, const WaveOptions& options) {
    const std::vector<Agen> inputs{freq, options.phase};
    if (!options.band_limited)
        return oscillator("gen::saw", inputs, exact([](double p, const Io&, Index) { return 2 * p - 1; }));
    return oscillator(
        "gen::saw", inputs,
        limited([&saw = saw_tables()](double p, double step, const Io&, Index) { return saw(p, step); }));
}

Agen saw(const Agen& freq, const Agen& width, const WaveOptions& options) {
    if (width.node()->constant == 1) return saw(freq, options);
    if (width.node()->constant == 0.5) return tri(freq, options);
    const std::vector<Agen> inputs{freq, options.phase, width};
    if (!options.band_limited)
        return oscillator("gen::saw", inputs,
                          exact([](double p, const Io& io, Index i) { return exact_saw(p, io.in[2][i]); }));
    return oscillator("gen::saw", inputs,
                      limited([wave = BandLimitedSaw()](double p, double step, const Io& io, Index i) {
                          return wave(p, step, io.in[2][i]);
                      }));
}

Agen tri(const Agen& freq, const WaveOptions& options) {
    const std::vector<Agen> inputs{freq, options.phase};
    if (!options.band_limited)
        return oscillator("gen::tri", inputs,
                          exact([](double p, const Io&, Index) { return 1 - 4 * std::fabs(p - 0.5); }));
    return oscillator("gen::tri", inputs,
                      limited([&triangle = triangle_tables()](double p, double step, const Io&, Index) {
                          return triangle(p, step);
                      }));
}

Agen square(const Agen& freq, const WaveOptions& options) { return pulse(freq, 0.5, options); }

Agen pulse(const Agen& freq, const Agen& width, const WaveOptions& options) {
    const std::vector<Agen> inputs{freq, options.phase, width};
    if (!options.band_limited)
        return oscillator("gen::pulse", inputs, exact([](double p, const Io& io, Index i) {
                              return p + cycles(snap) < io.in[2][i] ? 1. : -1.;
                          }));
    // The difference of two sawtooths.
    return oscillator("gen::pulse", inputs,
                      limited([&saw = saw_tables()](double p, double step, const Io& io, Index i) {
                          const double w = part(io.in[2][i]);
                          return saw(wrapped(p + (1 - w)), step) - saw(p, step) + (2 * w - 1);
                      }));
}

Agen wavetable(const Asig& period, const Agen& freq, const SineOptions& options) {
    if (period.channels() != 1 || period.samples() == 0)
        detail::fail("gen::wavetable: the period has ", period.samples(), " samples and ", period.channels(),
                     " channels; it must have at least one sample, and one channel");
    if (!period.sig().allFinite()) detail::fail("gen::wavetable: the period has samples that aren't finite");
    const auto tables = std::make_shared<const BandLimited>(tables_of(period.channel(0)));
    return oscillator(
        "gen::wavetable", {freq, options.phase},
        limited([tables](double p, double step, const Io&, Index) { return (*tables)(p, step); }));
}

namespace {

class Impulse : public Unit {
public:
    explicit Impulse(int sr) : sr_(sr) {}
    Index process(const Io& io) noexcept override {
        for (Index i = 0; i < io.n; ++i) {
            io.out[i] = begins_ ? 1 : 0;
            const double cycles = io.in[0][i] / sr_;
            const Turns step = turns(cycles);
            begins_ = cycles >= 1 || (cycles > 0 ? position_ + step < position_ : position_ < 0 - step);
            position_ += step;
        }
        return io.n;
    }
    void reset() noexcept override {
        position_ = snap;
        begins_ = true;
    }

private:
    double sr_;
    Turns position_ = snap;
    bool begins_ = true;
};

} // namespace

Agen impulse(const Agen& freq) {
    check_range("gen::impulse", "freq", freq, 0, infinite);
    const std::shared_ptr<Node> node = joined("gen::impulse", {freq});
    node->make = [](Index, const Setup& setup) { return std::make_unique<Impulse>(setup.sr); };
    return Agen(node);
}

} // namespace pya::gen
