// SPDX-License-Identifier: MIT
#include <pya/dsp/fir/filter.hpp>
#include <pya/dsp/iir/filter.hpp>
#include <pya/dsp/run_whole.hpp>
#include <pya/error.hpp>

#include "reference/fir.hpp"
#include "simd/instruction_set.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <limits>
#include <random>
#include <type_traits>
#include <vector>

using namespace pya;
using namespace pya::dsp;

static_assert(Processor<FirFilter<float>, float> && Processor<FirFilter<double>, double>);

namespace {

template <class T>
Eigen::ArrayXX<T> noise_of(Index samples, Index channels, unsigned seed = 1) {
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    return Eigen::ArrayXX<T>::NullaryExpr(samples, channels, [&] { return static_cast<T>(normal(random)); });
}

Eigen::ArrayXd random_taps(Index taps) { return noise_of<double>(taps, 1, 2).col(0); }

template <class T>
Eigen::ArrayXX<T> filtered_by(const Eigen::ArrayXd& taps, const Eigen::ArrayXX<T>& x, ConvMethod method) {
    Eigen::ArrayXX<T> y(x.rows(), x.cols());
    firfilter_into(taps, Block<const T>(x), Block<T>(y), method);
    return y;
}

} // namespace

TEST_CASE("FirFilter has the numbers of scipy.signal.lfilter") {
    std::vector<double> y(reference::fir::noise.size());
    FirFilter<double>(reference::fir::taps).process(reference::fir::noise, y);
    for (std::size_t i = 0; i < y.size(); ++i)
        CHECK(y[i] == Approx(reference::fir::filtered[i]).margin(1e-12));
}

TEMPLATE_TEST_CASE("any split into blocks gives the same bits of FirFilter", "", float, double) {
    using T = TestType;
    for (const Index taps : {1, 2, 7, 16, 64, 301}) {
        const Eigen::ArrayXX<T> x = noise_of<T>(3001, 3);
        Eigen::ArrayXX<T> y(x.rows(), x.cols());
        FirFilter<T> filter(random_taps(taps), 3);
        std::mt19937 random(5);
        for (Index first = 0, count = 0; first < x.rows(); first += count) {
            count = std::min<Index>(static_cast<Index>(random() % 130), x.rows() - first);
            filter.process(Block<const T>(x).part(first, count), Block<T>(y).part(first, count));
        }
        filter.reset();
        Eigen::ArrayXX<T> in_place = x;
        filter.process(Block<const T>(in_place), Block<T>(in_place));
        CHECK((y == in_place).all());
    }
}

TEMPLATE_TEST_CASE("FirFilter has the bits of lfilter", "", float, double) {
    using T = TestType;
    const Eigen::ArrayXX<T> x = noise_of<T>(700, 2);
    for (const Index taps : {1, 5, 64, 100}) {
        const Eigen::ArrayXd b = random_taps(taps);
        CHECK((filtered_by<T>(b, x, ConvMethod::direct) == lfilter(b, Eigen::ArrayXd::Ones(1), x)).all());
    }
}

TEST_CASE("all instruction sets give the same bits of FirFilter") {
    using simd::InstructionSet;
    const Eigen::ArrayXXf x = noise_of<float>(555, 1);
    const Eigen::ArrayXd taps = random_taps(33);
    const Eigen::ArrayXXf best = filtered_by<float>(taps, x, ConvMethod::direct);
    const InstructionSet own = simd::best_instruction_set();
    for (const InstructionSet set : {InstructionSet::baseline, InstructionSet::avx2}) {
        simd::instruction_set = std::min(set, own);
        CHECK((filtered_by<float>(taps, x, ConvMethod::direct) == best).all());
    }
    simd::instruction_set = own;
}

TEMPLATE_TEST_CASE("firfilter_into by transforms agrees with the sum", "", float, double) {
    using T = TestType;
    for (const Index samples : {1, 40, 600, 5000}) {
        const Eigen::ArrayXX<T> x = noise_of<T>(samples, 2);
        const Eigen::ArrayXd taps = random_taps(700);
        const Eigen::ArrayXX<T> sums = filtered_by<T>(taps, x, ConvMethod::direct);
        const double limit = std::is_same_v<T, float> ? 1e-5 : 1e-11;
        CHECK((filtered_by<T>(taps, x, ConvMethod::fft) - sums).abs().maxCoeff() < limit);
        CHECK((filtered_by<T>(taps, x, ConvMethod::automatic) - sums).abs().maxCoeff() < limit);
    }
}

TEST_CASE("FirFilter has its taps as its impulse response, and a tail of all but one") {
    const Eigen::ArrayXd taps = random_taps(5);
    FirFilter<double> filter(taps);
    const Eigen::ArrayXd click = Eigen::ArrayXd::Ones(1);
    Eigen::ArrayXd y(1 + filter.tail());
    run_whole<double>(filter, click, y);
    CHECK((y == taps).all());
    CHECK(filter.latency() == 0);
    CHECK(filter.taps() == 5);
}

TEST_CASE("a NaN is gone once the taps of FirFilter have passed it") {
    Eigen::ArrayXXd x = noise_of<double>(50, 1);
    x(10) = std::numeric_limits<double>::quiet_NaN();
    const Eigen::ArrayXXd y = filtered_by<double>(random_taps(4), x, ConvMethod::direct);
    for (Index i = 0; i < 50; ++i) CHECK(std::isnan(y(i)) == (i >= 10 && i < 14));
}

TEST_CASE("FirFilter refuses bad taps, channels and shapes") {
    const double nan_value = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS_AS(FirFilter<float>(std::vector<double>{}), ArgumentError);
    CHECK_THROWS_AS(FirFilter<float>(std::vector<double>{1, nan_value}), ArgumentError);
    CHECK_THROWS_AS(FirFilter<float>(std::vector<double>{1}, 0), ArgumentError);
    CHECK_THROWS_AS(FirFilter<float>(noise_of<double>(3, 2)), ArgumentError);
    FirFilter<double> filter(std::vector<double>{1, 2}, 2);
    const Eigen::ArrayXXd x = noise_of<double>(9, 2);
    Eigen::ArrayXXd shorter(8, 2), mono(9, 1);
    CHECK_THROWS_AS(filter.process(Block<const double>(x), Block<double>(shorter)), ArgumentError);
    CHECK_THROWS_AS(filter.process(Block<const double>(x), Block<double>(mono)), ArgumentError);
    CHECK_THROWS_AS(firfilter_into(std::vector<double>{}, Block<const double>(x), Block<double>(shorter)),
                    ArgumentError);
    Eigen::ArrayXXd none(0, 2);
    CHECK_NOTHROW(filter.process(Block<const double>(none), Block<double>(none)));
}
