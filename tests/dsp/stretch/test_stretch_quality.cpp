// SPDX-License-Identifier: MIT
// How good stretched sound is, measured at 44100 Hz. docs/howto/effects.md has these numbers:
// pya_dsp_tests "[stretch-table]" prints its table.
#include <pya/dsp/stretch.hpp>

#include "support/catch.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <functional>
#include <iomanip>
#include <iostream>
#include <numbers>
#include <random>
#include <sstream>
#include <vector>

using Eigen::ArrayXd;
using Eigen::ArrayXXd;
using pya::dsp::Index;
using pya::dsp::time_stretch;

namespace {

constexpr double rate = 44100;
constexpr double two_pi = 2 * std::numbers::pi;

struct Pulse {
    double width, late, peak; // ms, root mean square; ms; dB re the pulse before
};

// A damped pulse of 1.5 kHz, 0.381 ms wide and 1 high.
void add_pulse(ArrayXXd& x, Index place) {
    for (Index i = std::max<Index>(-100, -place); i <= 100; ++i) {
        const double t = static_cast<double>(i) / rate;
        x(place + i, 0) += std::exp(-0.5 * std::pow(t / 0.00054, 2)) * std::cos(two_pi * 1500 * t);
    }
}

// The pulse within 20 ms around a place.
Pulse pulse_at(const ArrayXXd& x, double place) {
    const Index first = std::max<Index>(static_cast<Index>(std::lround(place)) - 882, 0);
    const ArrayXd energy = x.col(0).segment(first, 1764).square();
    const ArrayXd at = ArrayXd::LinSpaced(1764, 0, 1763) + (static_cast<double>(first) - place);
    const double mean = (energy * at).sum() / energy.sum();
    return {std::sqrt((energy * (at - mean).square()).sum() / energy.sum()) / rate * 1e3, mean / rate * 1e3,
            10 * std::log10(energy.maxCoeff())};
}

ArrayXXd sines(const std::vector<double>& freqs, Index samples) {
    ArrayXXd x = ArrayXXd::Zero(samples, 1);
    double phase = 0;
    for (const double freq : freqs) {
        x.col(0) +=
            0.2 *
            (two_pi * freq / rate * ArrayXd::LinSpaced(samples, 0, static_cast<double>(samples - 1)) + phase)
                .sin();
        phase += 1;
    }
    return x;
}

// How much stronger the sines of these frequencies are than all else, in dB, without the ends.
double sine_snr(const ArrayXXd& y, const std::vector<double>& freqs) {
    const Index edge = y.rows() / 6, n = y.rows() - 2 * edge;
    const ArrayXd t = ArrayXd::LinSpaced(n, 0, static_cast<double>(n - 1)) / rate;
    Eigen::MatrixXd waves(n, static_cast<Index>(2 * freqs.size()));
    Index column = 0;
    for (const double freq : freqs) {
        waves.col(column++) = (two_pi * freq * t).sin();
        waves.col(column++) = (two_pi * freq * t).cos();
    }
    const Eigen::VectorXd x = y.col(0).segment(edge, n);
    const Eigen::VectorXd amps = (waves.transpose() * waves).ldlt().solve(waves.transpose() * x);
    return 10 * std::log10(x.squaredNorm() / (x - waves * amps).squaredNorm());
}

// The highest value, in dB re the root mean square, without the ends.
double crest(const ArrayXXd& y) {
    const Index edge = y.rows() / 8;
    const ArrayXd x = y.col(0).segment(edge, y.rows() - 2 * edge);
    return 20 * std::log10(x.abs().maxCoeff() / std::sqrt(x.square().mean()));
}

// Pulses of 87 harmonics that glide from one frequency to another, which may be up to 250 Hz.
ArrayXXd gliding_pulses(double from, double to, double seconds) {
    ArrayXXd x = ArrayXXd::Zero(static_cast<Index>(seconds * rate), 1);
    for (Index i = 0; i < x.rows(); ++i) {
        const double t = static_cast<double>(i) / rate;
        const double phase = two_pi * (from * t + (to - from) / seconds / 2 * t * t);
        // The sum of cos(k phase) for k = 1 to 87.
        const double half = std::sin(phase / 2);
        x(i, 0) = std::abs(half) < 1e-9 ? 87 : std::sin(87 * phase / 2) * std::cos(44 * phase) / half;
    }
    return x;
}

ArrayXXd normal_noise(Index samples, Index channels) {
    std::mt19937 random(1);
    ArrayXXd x(samples, channels);
    for (double& value : x.reshaped()) {
        value = 0;
        for (int k = 0; k < 12; ++k) value += static_cast<double>(random()) / 0x1p32 - 0.5;
    }
    return x;
}

} // namespace

TEST_CASE("a stretched pulse is as sharp as before, in its place, and as loud, and so is the first one") {
    ArrayXXd x = ArrayXXd::Zero(40000, 1);
    const std::vector<Index> places{110, 9000, 17321, 31007};
    for (const Index place : places) add_pulse(x, place);
    for (const double factor : {0.75, 1.5}) {
        const ArrayXXd y = time_stretch(x, rate, factor);
        for (const Index place : places) {
            CAPTURE(factor, place);
            const Pulse pulse = pulse_at(y, static_cast<double>(place) * factor);
            CHECK(pulse.width < 0.4);
            CHECK(std::abs(pulse.late) < 0.02);
            CHECK(pulse.peak > -1);
            CHECK(pulse.peak < 1.5);
        }
    }
}

TEST_CASE("a click that is stretched to four times its time has no echo") {
    ArrayXXd x = ArrayXXd::Zero(30000, 1);
    const std::vector<Index> places{110, 17321, 25007};
    for (const Index place : places) x(place, 0) = 1;
    const ArrayXd energy = time_stretch(x, rate, 4).col(0).square();
    for (const Index place : places) {
        const double direct = energy.segment(std::max<Index>(4 * place - 800, 0), 1600).sum();
        const double after = energy.segment(4 * place + 800, 6000).sum();
        CHECK(10 * std::log10(after / direct) < -30);
    }
}

TEST_CASE("clicks of one sample that fall on a sample again stay as high") {
    for (const double factor : {0.75, 1.5}) {
        ArrayXXd x = ArrayXXd::Zero(30000, 1);
        for (Index place = 2000; place < 28000; place += 2652) x(place, 0) = 1;
        const ArrayXXd y = time_stretch(x, rate, factor);
        for (Index place = 2000; place < 28000; place += 2652) {
            CAPTURE(factor, place);
            CHECK(pulse_at(y, static_cast<double>(place) * factor).peak > -1);
        }
    }
}

TEST_CASE("stretched sines stay sines") {
    const std::vector<double> freqs{220, 557.3, 1234.5, 3333.3};
    const ArrayXXd x = sines(freqs, 66150);
    CHECK(sine_snr(time_stretch(x, rate, 0.75), freqs) > 90);
    CHECK(sine_snr(time_stretch(x, rate, 1.5), freqs) > 90);
}

TEST_CASE("the notes of a stretched chord stay apart") {
    const std::vector<double> freqs{220, 277.2, 329.6, 440};
    const ArrayXXd x = sines(freqs, 66150);
    CHECK(sine_snr(time_stretch(x, rate, 0.75), freqs) > 45);
    CHECK(sine_snr(time_stretch(x, rate, 1.5), freqs) > 45);
    const std::vector<double> six{220, 261.6, 329.6, 440, 523.3, 659.3};
    const ArrayXXd close = sines(six, 66150);
    CHECK(sine_snr(time_stretch(close, rate, 0.75), six) > 55);
    CHECK(sine_snr(time_stretch(close, rate, 1.5), six) > 38);
}

TEST_CASE("the harmonics of gliding pulses stay aligned when they are stretched") {
    const ArrayXXd x = gliding_pulses(100, 200, 2);
    CHECK(crest(x) == Approx(22.4).margin(0.1));
    CHECK(crest(time_stretch(x, rate, 0.75)) > 20);
    CHECK(crest(time_stretch(x, rate, 1.5)) > 19);
}

TEST_CASE(
    "pulses that are too low for their harmonics to be told apart stay pulses when they are stretched") {
    for (const double to : {60., 120.}) {
        CAPTURE(to);
        const ArrayXXd x = gliding_pulses(60, to, 3);
        CHECK(crest(time_stretch(x, rate, 0.75)) > 19);
        CHECK(crest(time_stretch(x, rate, 1.5)) > 19);
    }
}

TEST_CASE("fast glides of low pulses find together again when they are stretched") {
    for (const double from : {60., 80.}) {
        CAPTURE(from);
        const ArrayXXd x = gliding_pulses(from, from + 170, 3);
        for (const double factor : {0.75, 1.5, 4.}) {
            CAPTURE(factor);
            CHECK(crest(time_stretch(x, rate, factor)) > 20);
        }
    }
}

TEST_CASE("partials that are no pulses keep their frequencies when they are stretched") {
    // The partials of a stiff string are nearly, but not quite, harmonics of one frequency.
    for (const double stiffness : {0., 1e-5, 1e-4}) {
        std::vector<double> freqs;
        ArrayXXd x = ArrayXXd::Zero(66150, 1);
        for (int k = 1; k <= 24; ++k) {
            freqs.push_back(220 * k * std::sqrt(1 + stiffness * k * k));
            for (Index i = 0; i < x.rows(); ++i)
                x(i, 0) += 0.05 * std::sin(two_pi * freqs.back() / rate * static_cast<double>(i) + k * k);
        }
        CAPTURE(stiffness);
        CHECK(sine_snr(time_stretch(x, rate, 0.75), freqs) > 60);
        CHECK(sine_snr(time_stretch(x, rate, 1.5), freqs) > 60);
    }
}

TEST_CASE("the image between the channels stays in stretched sound") {
    const ArrayXXd mono = normal_noise(20000, 1);
    ArrayXXd x(20000, 2);
    x << mono, -0.5 * mono;
    for (const double factor : {0.75, 1.5}) {
        const ArrayXXd y = time_stretch(x, rate, factor);
        CHECK((y.col(1) + 0.5 * y.col(0)).abs().maxCoeff() < 1e-12);
    }
    // Two channels with a correlation of 0.6 keep it.
    const ArrayXXd parts = normal_noise(40000, 2);
    x.resize(40000, 2);
    x << parts.col(0), 0.6 * parts.col(0) + 0.8 * parts.col(1);
    const ArrayXXd y = time_stretch(x, rate, 1.5);
    const double correlation =
        (y.col(0) * y.col(1)).sum() / std::sqrt(y.col(0).square().sum() * y.col(1).square().sum());
    CHECK(correlation == Approx(0.6).margin(0.03));
}

TEST_CASE("the table of measured quality", "[.][stretch-table]") {
    const std::vector<double> factors{0.5, 0.75, 1.5, 2, 4};
    const std::vector<double> four{220, 557.3, 1234.5, 3333.3};
    const std::vector<double> chord{220, 261.6, 329.6, 440, 523.3, 659.3};
    constexpr Index place = 17321;
    ArrayXXd pulse = ArrayXXd::Zero(40000, 1);
    add_pulse(pulse, place);
    const auto stretched_pulse = [&](double factor) {
        return pulse_at(time_stretch(pulse, rate, factor), static_cast<double>(place) * factor);
    };
    const auto glide = [](double from, double to, double seconds) {
        return [x = gliding_pulses(from, to, seconds)](double factor) {
            return crest(time_stretch(x, rate, factor));
        };
    };
    struct Row {
        const char* what;
        const char* unit;
        int digits;
        std::function<double(double)> measure;
    };
    const std::vector<Row> rows{
        {"width of a pulse of 0.381 ms, root mean square", "ms", 3,
         [&](double factor) { return stretched_pulse(factor).width; }},
        {"its peak", "dB", 1, [&](double factor) { return stretched_pulse(factor).peak; }},
        {"how far it is from its place", "ms", 3,
         [&](double factor) { return std::abs(stretched_pulse(factor).late); }},
        {"four sines, against all else", "dB", 0,
         [&](double factor) { return sine_snr(time_stretch(sines(four, 66150), rate, factor), four); }},
        {"a chord of six notes from A3 on, against all else", "dB", 0,
         [&](double factor) { return sine_snr(time_stretch(sines(chord, 66150), rate, factor), chord); }},
        {"crest factor of pulses from 100 to 200 Hz in 2 s, 22.4 dB before", "dB", 1, glide(100, 200, 2)},
        {"the same from 80 to 250 Hz in 3 s", "dB", 1, glide(80, 250, 3)},
        {"the same from 250 to 90 Hz in 1.5 s", "dB", 1, glide(250, 90, 1.5)},
        {"the same from 60 to 120 Hz in 3 s", "dB", 1, glide(60, 120, 3)},
    };
    std::ostringstream table;
    table << std::fixed << "| factor |";
    for (const double factor : factors)
        table << ' ' << std::setprecision(factor < 1 ? 2 : 1) << factor << " |";
    table << "\n|---|---|---|---|---|---|\n";
    for (const Row& row : rows) {
        table << "| " << row.what << " |" << std::setprecision(row.digits);
        for (const double factor : factors) {
            const double value = row.measure(factor);
            CHECK(std::isfinite(value));
            table << ' ' << value << ' ' << row.unit << " |";
        }
        table << '\n';
    }
    std::cout << table.str();
}
