// SPDX-License-Identifier: MIT
#include <pya/dsp/fft/fft.hpp>

#include "reference/fourier.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <cstdio>
#include <fstream>
#include <limits>
#include <pya/error.hpp>
#include <thread>
#include <vector>

using pya::ArgumentError;
using pya::dsp::ComplexFft;
using pya::dsp::Index;
using pya::dsp::irfft;
using pya::dsp::RealFft;
using pya::dsp::rfft;

namespace {

const double pi = std::acos(-1.0);

/// Bin k, by the sum that defines the transform.
template <class Array>
std::complex<double> defined_bin(const Array& x, Index k) {
    std::complex<long double> sum = 0;
    for (Index j = 0; j < x.size(); ++j) {
        const double angle = -2 * pi * static_cast<double>(j * k % x.size()) / static_cast<double>(x.size());
        sum += std::complex<long double>(std::complex<double>(x[j]) * std::polar(1.0, angle));
    }
    return std::complex<double>(sum);
}

/// Largest error of some sixty bins against the definition, for noise whose bins are about 1.
template <class T>
double real_error(Index n) {
    const Eigen::ArrayX<T> x = Eigen::ArrayX<T>::Random(n) / static_cast<T>(std::sqrt(double(n)));
    Eigen::ArrayX<std::complex<T>> bins(n / 2 + 1);
    RealFft<T>(n).forward(x.data(), bins.data());
    double error = 0;
    for (Index k = 0; k < bins.size(); k += 1 + n / 120)
        error = std::max(error, std::abs(std::complex<double>(bins[k]) - defined_bin(x, k)));
    return error;
}

template <class T>
double complex_error(Index n) {
    const Eigen::ArrayX<std::complex<T>> x =
        Eigen::ArrayX<std::complex<T>>::Random(n) / static_cast<T>(std::sqrt(double(n)));
    Eigen::ArrayX<std::complex<T>> bins(n);
    ComplexFft<T>(n).forward(x.data(), bins.data());
    double error = 0;
    for (Index k = 0; k < n; k += 1 + n / 60)
        error = std::max(error, std::abs(std::complex<double>(bins[k]) - defined_bin(x, k)));
    return error;
}

const std::vector<Index> lengths{1,    2,    3,    4,    5,    6,    7,    8,    9,     11,    12,   13,
                                 16,   17,   22,   30,   32,   35,   49,   53,   59,    64,    97,   106,
                                 120,  128,  210,  256,  441,  480,  509,  512,  767,   960,   997,  1000,
                                 1024, 1536, 2048, 2205, 2265, 4096, 5040, 9973, 10007, 16384, 20014};

} // namespace

TEST_CASE("a real transform gives the bins of numpy") {
    const auto check = [](const std::vector<double>& x, const std::vector<double>& expected) {
        const Eigen::ArrayXXcd bins = rfft(Eigen::Map<const Eigen::ArrayXd>(x.data(), Index(x.size())));
        REQUIRE(2 * bins.rows() == Index(expected.size()));
        for (Index k = 0; k < bins.rows(); ++k) {
            CHECK(bins(k, 0).real() == Approx(expected[std::size_t(2 * k)]).margin(1e-13));
            CHECK(bins(k, 0).imag() == Approx(expected[std::size_t(2 * k + 1)]).margin(1e-13));
        }
    };
    check(reference::fft_input_1, reference::rfft_1);
    check(reference::fft_input_2, reference::rfft_2);
    check(reference::fft_input_15, reference::rfft_15);
    check(reference::fft_input_16, reference::rfft_16);
    check(reference::fft_input_59, reference::rfft_59);
}

TEST_CASE("transforms of smooth and odd and prime lengths follow the definition") {
    const Index n = GENERATE(from_range(lengths));
    CAPTURE(n);
    CHECK(real_error<double>(n) < 1e-14);
    CHECK(real_error<float>(n) < 3e-6);
    CHECK(complex_error<double>(n) < 1e-14);
    CHECK(complex_error<float>(n) < 3e-6);
}

TEST_CASE("the inverse gives back the samples") {
    const Index n = GENERATE(from_range(lengths));
    CAPTURE(n);
    const Eigen::ArrayXXd x = Eigen::ArrayXXd::Random(n, 2);
    CHECK((irfft(rfft(x), n) - x).abs().maxCoeff() < 1e-14);
    const Eigen::ArrayXXf f = x.cast<float>();
    CHECK((irfft(rfft(f), n) - f).abs().maxCoeff() < 3e-6f);
    const Eigen::ArrayXcd z = Eigen::ArrayXcd::Random(n);
    Eigen::ArrayXcd bins(n), back(n);
    const ComplexFft<double> fft(n);
    fft.forward(z.data(), bins.data());
    fft.inverse(bins.data(), back.data());
    CHECK((back - z).abs().maxCoeff() < 1e-14);
}

TEST_CASE("long transforms follow the definition in every bin") {
    const Index n = GENERATE(131072, 132300, 145800, 165375, 262151);
    CAPTURE(n);
    Eigen::ArrayXcd roots(n), z = Eigen::ArrayXcd::Zero(n), expected = Eigen::ArrayXcd::Zero(n);
    for (Index k = 0; k < n; ++k) roots[k] = std::polar(1.0, -2 * pi * double(k) / double(n));
    for (const Index at : {Index(0), Index(1), Index(17), n / 3, n / 2, n - 4711, n - 1}) {
        z[at] = Eigen::ArrayXcd::Random(1)[0];
        for (Index k = 0; k < n; ++k) expected[k] += z[at] * roots[at * k % n];
    }
    const ComplexFft<double> fft(n);
    Eigen::ArrayXcd bins(n), back(n);
    fft.forward(z.data(), bins.data());
    CHECK((bins - expected).abs().maxCoeff() < 1e-14);
    fft.inverse(bins.data(), back.data());
    CHECK((back - z).abs().maxCoeff() < 1e-14);

    const Eigen::ArrayXXd x = z.real();
    const Eigen::ArrayXXcd half = rfft(x);
    for (Index k = 0; k <= n / 2; ++k) expected[k] = (expected[k] + std::conj(expected[(n - k) % n])) / 2.0;
    CHECK((half.col(0) - expected.head(n / 2 + 1)).abs().maxCoeff() < 1e-14);
    CHECK((irfft(half, n) - x).abs().maxCoeff() < 1e-14);
}

TEST_CASE("a transform keeps the energy") {
    const Index n = GENERATE(1000, 1024, 10007);
    const Eigen::ArrayXXd x = Eigen::ArrayXXd::Random(n, 1);
    const Eigen::ArrayXXcd bins = rfft(x);
    const double twice =
        2 * bins.abs2().sum() - std::norm(bins(0, 0)) - (n % 2 == 0 ? std::norm(bins(n / 2, 0)) : 0);
    CHECK(twice / double(n) == Approx(x.square().sum()).epsilon(1e-13));
}

TEST_CASE("arrays of any alignment give the same bins and stay as they are") {
    const Index n = GENERATE(12, 48, 59, 441, 1024);
    const Index offset = GENERATE(1, 2, 3);
    CAPTURE(n, offset);
    const Eigen::ArrayXf x = Eigen::ArrayXf::Random(n);
    Eigen::ArrayXf shifted(n + offset), back(n + offset);
    shifted.tail(n) = x;
    const Index bins = n / 2 + 1;
    Eigen::ArrayXcf expected(bins), got(bins + offset);
    const RealFft<float> fft(n);
    fft.forward(x.data(), expected.data());
    fft.forward(shifted.data() + offset, got.data() + offset);
    CHECK((got.tail(bins) == expected).all());
    CHECK((shifted.tail(n) == x).all());
    fft.inverse(got.data() + offset, back.data() + offset);
    CHECK((got.tail(bins) == expected).all());
    CHECK((back.tail(n) - x).abs().maxCoeff() < 1e-6f);
}

TEST_CASE("the inverse takes the first and the last bin as real") {
    const Index n = GENERATE(6, 8, 59, 106, 1024);
    Eigen::ArrayXXcd bins = rfft(Eigen::ArrayXXd::Random(n, 1));
    const Eigen::ArrayXXd expected = irfft(bins, n);
    bins(0, 0) += std::complex<double>(0, 3);
    if (n % 2 == 0) bins(n / 2, 0) += std::complex<double>(0, 5);
    CHECK((irfft(bins, n) - expected).abs().maxCoeff() < 1e-15);
}

TEST_CASE("channels are transformed one by one") {
    const Eigen::ArrayXXd x = Eigen::ArrayXXd::Random(90, 5);
    const Eigen::ArrayXXcd bins = rfft(x.middleRows(3, 77));
    REQUIRE(bins.rows() == 39);
    for (Index c = 0; c < 5; ++c) CHECK((rfft(x.col(c).segment(3, 77)).col(0) == bins.col(c)).all());
}

TEST_CASE("a NaN reaches every bin") {
    const Index n = GENERATE(16, 59, 1024);
    Eigen::ArrayXXd x = Eigen::ArrayXXd::Zero(n, 1);
    x(n / 2, 0) = std::numeric_limits<double>::quiet_NaN();
    CHECK(rfft(x).real().isNaN().all());
}

TEST_CASE("a copy of a transform object does what the original does") {
    const RealFft<double> fft(100);
    RealFft<double> copy(64);
    copy = fft;
    CHECK(copy.size() == 100);
    CHECK(copy.bins() == 51);
    const Eigen::ArrayXd x = Eigen::ArrayXd::Random(100);
    Eigen::ArrayXcd a(51), b(51);
    fft.forward(x.data(), a.data());
    copy.forward(x.data(), b.data());
    CHECK((a == b).all());
}

TEST_CASE("lengths below one and wrong numbers of bins are refused") {
    CHECK_THROWS_AS(RealFft<float>(0), ArgumentError);
    CHECK_THROWS_AS(RealFft<double>(-3), ArgumentError);
    CHECK_THROWS_AS(ComplexFft<float>(0), ArgumentError);
    CHECK_THROWS_AS(rfft(Eigen::ArrayXXd(0, 2)), ArgumentError);
    CHECK_THROWS_AS(irfft(Eigen::ArrayXXcd(5, 1), 7), ArgumentError);
    CHECK_THROWS_AS(irfft(Eigen::ArrayXXcd(5, 1), 10), ArgumentError);
    CHECK_THROWS_AS(irfft(Eigen::ArrayXXcd(1, 1), 0), ArgumentError);
    CHECK_THROWS_AS(pya::dsp::next_fast_len(0), ArgumentError);
    CHECK_THROWS_AS(pya::dsp::measure_fft(0), ArgumentError);
}

TEST_CASE("the next fast length has the factors two and three and five alone") {
    CHECK(pya::dsp::next_fast_len(1) == 1);
    CHECK(pya::dsp::next_fast_len(7) == 8);
    CHECK(pya::dsp::next_fast_len(11) == 12);
    CHECK(pya::dsp::next_fast_len(1025) == 1080);
    CHECK(pya::dsp::next_fast_len(661517) == 663552);
}

TEST_CASE("wisdom is saved and read back and anything else is refused") {
    const std::string path = "pya_test_wisdom.txt";
    pya::dsp::measure_fft(24);
    if (pya::dsp::save_wisdom(path)) {
        CHECK(pya::dsp::load_wisdom(path));
        CHECK(real_error<double>(24) < 1e-14);
        std::ofstream(path) << "something else";
        CHECK_THROWS_AS(pya::dsp::load_wisdom(path), pya::IoError);
        const std::string longer = path + std::string(1, '\0');
        CHECK_THROWS_AS(pya::dsp::load_wisdom(longer), pya::ArgumentError);
        CHECK_THROWS_AS(pya::dsp::save_wisdom(longer), pya::ArgumentError);
        std::remove(path.c_str());
        CHECK_THROWS_AS(pya::dsp::load_wisdom(path), pya::IoError);
        CHECK_THROWS_AS(pya::dsp::save_wisdom("no such folder/wisdom.txt"), pya::IoError);
    } else {
        CHECK_FALSE(pya::dsp::load_wisdom(path));
    }
}

TEST_CASE("four threads transform at once with shared and own objects", "[threads]") {
    const Index shared_length = GENERATE(48, 509, 1024);
    const RealFft<float> shared(shared_length);
    const Eigen::ArrayXf x = Eigen::ArrayXf::Random(shared_length);
    Eigen::ArrayXcf expected(shared.bins());
    shared.forward(x.data(), expected.data());
    std::vector<int> wrong(4);
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            Eigen::ArrayXcf bins(shared.bins());
            Eigen::ArrayXf back(shared_length);
            for (int round = 0; round < 40; ++round) {
                shared.forward(x.data(), bins.data());
                wrong[std::size_t(t)] += !(bins == expected).all();
                shared.inverse(bins.data(), back.data());
                wrong[std::size_t(t)] += !((back - x).abs() < 3e-6f).all();
                const Index n = 100 + (7 * round + t) % 60;
                const Eigen::ArrayXXd own = Eigen::ArrayXXd::Constant(n, 1, 1);
                wrong[std::size_t(t)] += !(std::abs(rfft(own)(0, 0) - double(n)) < 1e-10);
            }
        });
    for (auto& thread : threads) thread.join();
    CHECK(wrong == std::vector<int>(4));
}
