// SPDX-License-Identifier: MIT
#include "dsp/stretch/stretch_phases.hpp"

#include "dsp/stretch/angles.hpp"
#include "simd/math.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

namespace pya::dsp::impl {
namespace {

// A bin that is so many times as strong as in the frame before begins to sound.
constexpr double beginning = 64;

// Bins that are weaker than the strongest one by this factor keep their phase.
constexpr double floor_of_powers = 1e-14;

// Ways that differ by less than this are as loud as each other, where only rounding decides between them: the
// bins of a click. These all take their turns from one, so that the click stays whole.
constexpr double nearly = 1 - 1e-6;

// A way over the softest bin between two harmonics counts as half as loud. Pulses that are too close to be
// told apart by their frequencies alone have such a bin between any two harmonics, and a way over it picks
// one of the pulses in the frame, which need not be the one that the others picked a frame before. Then the
// harmonics no longer fit together, unless the factor is whole. So they rather go on from what they were.
constexpr double over_a_valley = 0.5;
constexpr double nearly_whole = 0.01;

constexpr double tau = 2 * std::numbers::pi;
constexpr double infinity = std::numeric_limits<double>::infinity();

// Within +-limit, also where x is NaN.
PYA_INLINE double within(double x, double limit) {
    const double low = x > -limit ? x : -limit;
    return low < limit ? low : limit;
}

struct Measured { // of a band's bins
    const double *power, *power_before, *moment, *excess, *back_re, *back_im;
};

struct Nodes {
    const double *frequency, *advance;
    double *turns, *excess, *power, *power_before, *later, *gain;
};

struct Frame {
    double half; // of its length, in samples of the signal
    double off;  // 1 over the delay from which on a bin is wholly an attack's
    double tone; // w^4 for the delays of tones; with 0 all delays are like those of attacks
    double decimation;
    double scale; // makes powers comparable between bands
    double factor;
    double shift;          // of places, because the centre of the frame in the input was rounded
    double interval, hops; // since the frame before in the input, in samples and in hops
    double share;          // of errors over the interval in one hop
    double hop;            // in cycles for an angle of 1 per sample
    double largest_sine;   // of how far a frequency may be from that of its bin
};

// Along time: the turns of all nodes if they go on, or begin, and what else there is to know of them.
PYA_INLINE void follow_time(Index count, Measured in, Nodes out, const Frame& frame) {
    const Frame f = frame;
    PYA_INDEPENDENT
    for (Index i = 0; i < count; ++i) {
        const double power = in.power[i], before = in.power_before[i];
        const double inverse = 1 / (power > 0 ? power : 1);
        const double delay = within(in.moment[i] * inverse * f.decimation, f.half);
        // Tones, whose energy lies in the middle, keep the window where it is.
        const double off = delay * f.off, weight = off * off;
        const double sine = within(in.excess[i] * inverse, f.largest_sine), square_sine = sine * sine;
        // The delay of an attack becomes `factor` times as long. The bins beside a tone that glides slowly
        // have delays, too, which become that much shorter when the tone glides for longer. In a Gaussian
        // window of the width w a chirp of x / w^2 has delays of -x w^2 times the excess; x becomes
        // x / factor, and between an attack, where x is infinite, and a tone it follows how delays change.
        const double square = delay * delay, beside = square_sine * f.tone;
        const double scale = f.factor * (square + beside) /
                             (square + f.factor * f.factor * beside + std::numeric_limits<double>::min());
        const double place = within(scale * delay + f.shift * (weight < 1 ? weight : 1), f.half);
        const double later = place - delay;
        const double excess = f.hop * sine * (1 + square_sine * (1. / 6 + square_sine * (3. / 40)));
        // The frequency is known roughly from the two frames, and exactly, but for whole cycles, from the way
        // between them.
        const double mean = (excess + out.excess[i]) / 2, back = angle_of(in.back_re[i], in.back_im[i]);
        const double error = wrapped(out.frequency[i] * f.interval + mean * f.hops + back);
        const double turn = out.turns[i] + out.advance[i] + mean + back - f.share * error;
        // What belongs outside of the frame would come back at its other end, so it begins at the edge again,
        // where the window is 0.
        const bool goes_on = (power <= beginning * before) & (std::fabs(place) < f.half);
        out.turns[i] = goes_on ? turn : -out.frequency[i] * later;
        out.excess[i] = excess;
        out.power[i] = power * f.scale;
        out.power_before[i] = before < infinity ? before * f.scale : 0;
        out.later[i] = later;
        // An attack that is moved towards the middle came in by a smaller value of the window than it goes
        // out by. This makes up for it, for a window of about the fourth power of a cosine.
        const double come = simd::cosine(delay / (4 * f.half)), go = simd::cosine(place / (4 * f.half));
        const double ratio = go / (come > 0.1 ? come : 0.1), fourth = ratio * ratio * ratio * ratio;
        out.gain[i] = fourth > 1 ? (fourth < 4 ? fourth : 4) : 1;
    }
}

PYA_INLINE double largest(Index count, const double* x) {
    constexpr Index lanes = 8;
    double tops[lanes] = {};
    Index i = 0;
    for (; i + lanes <= count; i += lanes)
        for (Index j = 0; j < lanes; ++j) tops[j] = x[i + j] <= tops[j] ? tops[j] : x[i + j]; // NaN stays
    for (; i < count; ++i) tops[0] = x[i] <= tops[0] ? tops[0] : x[i];
    double top = tops[0];
    for (const double other : tops) top = other <= top ? top : other;
    return top;
}

// No way goes over soft bins, and none comes to them. Returns the power of the loudest bin.
PYA_INLINE double give_up_soft_bins(Index count, double* turns, double* power, double* power_before) {
    const double top = largest(count, power), least = top < infinity ? top * floor_of_powers : infinity;
    PYA_INDEPENDENT
    for (Index i = 0; i < count; ++i) {
        const bool soft = !(power[i] > least);
        turns[i] = soft ? 0 : turns[i];
        power_before[i] = soft ? infinity : power_before[i];
        power[i] = soft ? -1 : power[i];
    }
    return top;
}

// How loud a way over each bin is at most.
PYA_INLINE void find_passages(Index count, const double* power, double* passage, double valley) {
    passage[0] = power[0];
    passage[count - 1] = power[count - 1];
    PYA_INDEPENDENT
    for (Index i = 1; i < count - 1; ++i) {
        const double side = power[i - 1] < power[i + 1] ? power[i - 1] : power[i + 1];
        passage[i] = power[i] * (power[i] < side * nearly ? valley : 1);
    }
}

// How loud the ways are over the neighbours.
PYA_INLINE void find_ways(Index count, const double* passage, const double* power_before, double* below,
                          double* above) {
    double rising = -1, falling = -1;
    for (Index i = 0, j = count - 1; i < count; ++i, --j) {
        below[i] = rising;
        above[j] = falling;
        rising = std::min(passage[i], std::max(power_before[i], rising));
        falling = std::min(passage[j], std::max(power_before[j], falling));
    }
}

PYA_INLINE void find_steps(Index count, const double* frequency, const double* later, double* step) {
    PYA_INDEPENDENT
    for (Index i = 1; i < count; ++i)
        step[i] = (frequency[i - 1] - frequency[i]) * (later[i - 1] + later[i]) / 2;
}

struct Ways {
    const double *turns, *power_before, *step, *below, *above;
    double *keep_rising, *rising, *keep_falling, *falling;
};

// Where the loudest way is over the node below, its turn is kept and the step to this one is added; else the
// turn along time stands alone. The same the other way round. Of ways that are as loud as each other
// the one over the node below goes first, then the one along time, and the one over the node above last, so
// that no two nodes wait for each other.
PYA_INLINE void choose_ways(Index count, const Ways& ways) {
    const Ways w = ways;
    PYA_INDEPENDENT
    for (Index i = 0; i < count; ++i) {
        const double time = w.power_before[i], below = w.below[i], above = w.above[i];
        const double turn = w.turns[i], up = w.step[i], down = -w.step[i + 1];
        const bool rises = (below > 0) & (below >= time * nearly) & (below >= above * nearly);
        const bool falls = (above * nearly > time) & (above * nearly > below);
        w.keep_rising[i] = rises ? 1 : 0;
        w.rising[i] = rises ? up : turn;
        w.keep_falling[i] = falls ? 1 : 0;
        w.falling[i] = falls ? down : turn;
    }
}

PYA_INLINE void follow_ways(Index count, const double* keep_rising, double* rising,
                            const double* keep_falling, double* falling) {
    double up = 0, down = 0;
    for (Index i = 0, j = count - 1; i < count; ++i, --j) {
        rising[i] = up = up * keep_rising[i] + rising[i];
        falling[j] = down = down * keep_falling[j] + falling[j];
    }
}

PYA_INLINE void take_turns(Index count, const double* rising, const double* keep_falling,
                           const double* falling, double* turns) {
    PYA_INDEPENDENT
    for (Index i = 0; i < count; ++i) turns[i] = keep_falling[i] > 0 ? falling[i] : rising[i];
}

PYA_INLINE void find_multipliers(Index count, double* turns, const double* gain, double* re, double* im) {
    PYA_INDEPENDENT
    for (Index i = 0; i < count; ++i) {
        turns[i] = wrapped(turns[i]);
        re[i] = gain[i] * simd::cosine(turns[i]);
        im[i] = gain[i] * simd::sine(turns[i]);
    }
}

} // namespace

StretchPhases::StretchPhases(const std::vector<StretchBand>& bands) {
    std::size_t nodes = 0;
    std::vector<PulseAlignment::Place> places;
    for (std::size_t b = 0; b < bands.size(); ++b) {
        const StretchBand::Range& range = bands[b].range();
        Row row;
        row.bins = static_cast<std::size_t>(bands[b].bins());
        row.shared = b > 0 ? static_cast<std::size_t>(range.full - range.first) : 0;
        row.from = b > 0 ? static_cast<std::size_t>(2 * range.first - bands[b - 1].range().first) : 0;
        row.first = nodes;
        row.re.resize(row.bins);
        row.im.resize(row.bins);
        nodes += row.bins - row.shared;
        for (Index bin = range.first + static_cast<Index>(row.shared); bin < range.end; ++bin) {
            const double cycles = static_cast<double>(bin) / static_cast<double>(bands[b].frame());
            frequency_.push_back(cycles / static_cast<double>(bands[b].decimation()));
            advance_.push_back(wrapped(cycles * static_cast<double>(bands[b].hop())));
            places.push_back({b, bin - range.first});
        }
        rows_.push_back(std::move(row));
    }
    for (AlignedVector<double>* values :
         {&turns_, &excess_, &power_, &power_before_, &later_, &gain_, &passage_, &below_, &above_, &rising_,
          &falling_, &keep_rising_, &keep_falling_})
        values->resize(nodes);
    step_.resize(nodes + 1);
    alignment_ = PulseAlignment(std::move(places), bands[0].hop() * bands[0].decimation());
    reset();
}

void StretchPhases::reset() {
    std::fill(turns_.begin(), turns_.end(), 0.);
    std::fill(excess_.begin(), excess_.end(), 0.);
    alignment_.reset();
}

void StretchPhases::measure(const StretchBand& band, const Row& row, double factor, double shift,
                            double interval, bool tones) {
    const StretchBand::Measures& m = band.measures();
    const auto frame = static_cast<double>(band.frame()), decimation = static_cast<double>(band.decimation());
    const auto hop = static_cast<double>(band.hop());
    const double length = frame * decimation;
    const double width = length / tau, tone = width * width / decimation; // about that of a Gaussian window
    const std::size_t s = row.shared, n = row.first;
    simd::run<follow_time>(static_cast<Index>(row.bins - s),
                           Measured{m.power.data() + s, band.power_before().data() + s, m.moment.data() + s,
                                    m.excess.data() + s, m.back_re.data() + s, m.back_im.data() + s},
                           Nodes{frequency_.data() + n, advance_.data() + n, turns_.data() + n,
                                 excess_.data() + n, power_.data() + n, power_before_.data() + n,
                                 later_.data() + n, gain_.data() + n},
                           Frame{.half = length / 2,
                                 .off = 128 / length,
                                 .tone = tones ? tone * tone : 0,
                                 .decimation = decimation,
                                 .scale = decimation * decimation / length,
                                 .factor = factor,
                                 .shift = shift,
                                 .interval = interval,
                                 .hops = interval / (hop * decimation),
                                 .share = interval > 0 ? hop * decimation / interval : 0,
                                 .hop = hop / tau,
                                 .largest_sine = 16 * tau / frame});
}

void StretchPhases::multiply() {
    for (std::size_t b = 0; b < rows_.size(); ++b) {
        Row& row = rows_[b];
        for (std::size_t i = 0; i < row.shared; ++i) {
            row.re[i] = rows_[b - 1].re[row.from + 2 * i];
            row.im[i] = rows_[b - 1].im[row.from + 2 * i];
        }
        simd::run<find_multipliers>(static_cast<Index>(row.bins - row.shared), turns_.data() + row.first,
                                    gain_.data() + row.first, row.re.data() + row.shared,
                                    row.im.data() + row.shared);
    }
}

void StretchPhases::find(const std::vector<StretchBand>& bands, double factor, double shift,
                         double interval) {
    for (std::size_t b = 0; b < bands.size(); ++b)
        measure(bands[b], rows_[b], factor, shift, interval, b == 0 && factor < 1);
    const Index count = std::ssize(turns_);
    const double loudest =
        simd::run<give_up_soft_bins>(count, turns_.data(), power_.data(), power_before_.data());
    const bool whole = std::fabs(wrapped(factor)) < nearly_whole;
    simd::run<find_passages>(count, power_.data(), passage_.data(), whole ? 1 : over_a_valley);
    simd::run<find_ways>(count, passage_.data(), power_before_.data(), below_.data(), above_.data());
    simd::run<find_steps>(count, frequency_.data(), later_.data(), step_.data());
    simd::run<choose_ways>(count, Ways{turns_.data(), power_before_.data(), step_.data(), below_.data(),
                                       above_.data(), keep_rising_.data(), rising_.data(),
                                       keep_falling_.data(), falling_.data()});
    simd::run<follow_ways>(count, keep_rising_.data(), rising_.data(), keep_falling_.data(), falling_.data());
    simd::run<take_turns>(count, rising_.data(), keep_falling_.data(), falling_.data(), turns_.data());
    alignment_.align(bands, {frequency_.data(), excess_.data(), power_.data(), loudest, turns_.data()});
    multiply();
}

} // namespace pya::dsp::impl
