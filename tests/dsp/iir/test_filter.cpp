// SPDX-License-Identifier: MIT
#include <pya/dsp/iir/filter.hpp>
#include <pya/error.hpp>

#include "reference/iir.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <random>
#include <vector>

using namespace pya;
using namespace pya::dsp;
using dsp::SosFilter;
using Eigen::Index;

static_assert(dsp::Processor<SosFilter, float> && dsp::Processor<SosFilter, double>);

namespace {

constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();

Eigen::ArrayXd array(const std::vector<double>& v) {
    return Eigen::Map<const Eigen::ArrayXd>(v.data(), static_cast<Index>(v.size()));
}

Sos reference_sos() {
    return Eigen::Map<const Sos>(reference::iir::sos.data(),
                                 static_cast<Index>(reference::iir::sos.size() / 6), 6);
}

Sos sections(std::vector<double> wn, const dsp::IirOptions& options) {
    return dsp::iirfilter(wn, options).sos();
}

template <class Scalar>
dsp::Signal<Scalar> noise(Index samples, Index channels) {
    std::mt19937 engine(5);
    std::normal_distribution<double> normal;
    return dsp::Signal<Scalar>::NullaryExpr(samples, channels,
                                            [&] { return static_cast<Scalar>(normal(engine)); });
}

/// The result of a plain loop over samples and sections.
template <class Scalar>
dsp::Signal<Scalar> serial(const Sos& sos, const dsp::Signal<Scalar>& x) {
    dsp::Signal<Scalar> y(x.rows(), x.cols());
    for (Index c = 0; c < x.cols(); ++c) {
        Eigen::ArrayXXd z = Eigen::ArrayXXd::Zero(sos.rows(), 2);
        for (Index i = 0; i < x.rows(); ++i) {
            double in = x(i, c);
            for (Index s = 0; s < sos.rows(); ++s) {
                const double out = sos(s, 0) * in + z(s, 0);
                z(s, 0) = sos(s, 1) * in - sos(s, 4) * out + z(s, 1);
                z(s, 1) = sos(s, 2) * in - sos(s, 5) * out;
                in = out;
            }
            y(i, c) = static_cast<Scalar>(in);
        }
    }
    return y;
}

template <class Scalar>
Index differences(const dsp::Signal<Scalar>& x, const dsp::Signal<Scalar>& y) {
    return (x != y && !(x.isNaN() && y.isNaN())).count();
}

template <class Scalar>
void check_block_splits() {
    std::mt19937 engine(11);
    for (const int order : {1, 2, 4, 5, 9})
        for (const Index channels : {1, 2, 3, 5, 8, 9, 19}) {
            Sos sos = sections({0.1, 0.4}, {.order = order});
            if (channels % 2 == 0)
                sos.bottomRows(1).leftCols(3) *= 0.7; // so that b0 and b2 are not 1 in this case
            const auto x = noise<Scalar>(1000, channels);
            const auto want = serial(sos, x);
            SosFilter filter(sos, channels);
            dsp::Signal<Scalar> y(x.rows(), channels);
            for (Index first = 0; first < x.rows();) {
                const Index size = std::min<Index>(x.rows() - first, engine() % 150);
                filter.process(x.middleRows(first, size), y.middleRows(first, size));
                first += size;
            }
            CHECK(differences(y, want) == 0);
            filter.reset();
            y = x;
            filter.process(y, y);
            CHECK(differences(y, want) == 0);
        }
}

} // namespace

TEST_CASE("all four filters agree with scipy on noise") {
    const Eigen::ArrayXd x = array(reference::iir::noise);
    const Eigen::ArrayXd b = array(reference::iir::b);
    const Eigen::ArrayXd a = array(reference::iir::a);
    const auto error = [](const Eigen::ArrayXXd& got, const std::vector<double>& want) {
        return (got - array(want)).abs().maxCoeff();
    };
    CHECK(error(dsp::sosfilt(reference_sos(), x), reference::iir::sosfilt) < 1e-14);
    CHECK(error(dsp::lfilter(b, a, x), reference::iir::lfilter) < 1e-14);
    CHECK(error(dsp::sosfiltfilt(reference_sos(), x), reference::iir::sosfiltfilt) < 1e-12);
    CHECK(error(dsp::sosfiltfilt(reference_sos(), x, 7), reference::iir::sosfiltfilt_padlen_7) < 1e-12);
    CHECK(error(dsp::filtfilt(b, a, x), reference::iir::filtfilt) < 1e-12);
    const Eigen::ArrayXf narrow = dsp::sosfiltfilt(reference_sos(), x.cast<float>());
    CHECK(error(narrow.cast<double>(), reference::iir::sosfiltfilt) < 2e-6);
}

TEST_CASE("initial and final states agree with scipy") {
    const Eigen::ArrayXd zi = dsp::sosfilt_zi(reference_sos());
    Eigen::ArrayXXd state = zi;
    const Eigen::ArrayXd y = dsp::sosfilt(reference_sos(), array(reference::iir::noise), &state);
    CHECK((y - array(reference::iir::sosfilt_from_zi)).abs().maxCoeff() < 1e-12);
    CHECK((state.col(0) - array(reference::iir::sosfilt_final)).abs().maxCoeff() < 1e-12);
    const Eigen::ArrayXd lzi = dsp::lfilter_zi(array(reference::iir::b), array(reference::iir::a));
    CHECK((lzi - array(reference::iir::lfilter_zi)).abs().maxCoeff() < 1e-12);
    for (const auto& design : reference::iir::designs) {
        const Eigen::Map<const Sos> sos(design.sos.data(), static_cast<Index>(design.sos.size() / 6), 6);
        const Eigen::ArrayXd want = array(design.zi);
        CHECK((dsp::sosfilt_zi(sos) - want).abs().maxCoeff() <= 1e-9 * want.abs().maxCoeff());
    }
}

TEST_CASE("a filter that starts in its steady state passes a constant unchanged but for the gain") {
    const Sos low = sections({0.1}, {.btype = Btype::lowpass, .order = 5});
    Eigen::ArrayXXd state = dsp::sosfilt_zi(low) * 2;
    const Eigen::ArrayXd y = dsp::sosfilt(low, Eigen::ArrayXd::Constant(300, 2), &state);
    CHECK((y - 2).abs().maxCoeff() < 1e-11);
}

TEST_CASE("the impulse response of one section is its long division") {
    const Sos sos = (Sos(1, 6) << 1, 2, 3, 2, -1, 0.5).finished(); // scaled to a0 = 1
    Eigen::ArrayXd impulse = Eigen::ArrayXd::Zero(4);
    impulse[0] = 1;
    const Eigen::ArrayXd y = dsp::sosfilt(sos, impulse);
    CHECK(y[0] == 0.5);
    CHECK(y[1] == 1.25);
    CHECK(y[2] == 2);
    CHECK(y[3] == 0.6875);
    CHECK((dsp::lfilter(sos.row(0).head(3).transpose().eval(), sos.row(0).tail(3).transpose().eval(),
                        impulse) == y)
              .all());
}

TEST_CASE("any number of channels and any split into blocks gives the bits of a serial loop") {
    check_block_splits<float>();
    check_block_splits<double>();
}

TEST_CASE("the state of a block filter moves to another and back") {
    const Sos sos = sections({0.1, 0.4}, {.order = 3});
    const auto x = noise<double>(200, 11);
    SosFilter first(sos, 11);
    SosFilter second(sos, 11);
    Eigen::ArrayXXd y(200, 11);
    first.process(x.topRows(90), y.topRows(90));
    second.set_state(first.state());
    CHECK((second.state() == first.state()).all());
    second.process(x.bottomRows(110), y.bottomRows(110));
    CHECK(differences<double>(y, serial(sos, x)) == 0);
    CHECK_THROWS_AS(second.set_state(Eigen::ArrayXXd::Zero(6, 10)), ArgumentError);
}

TEST_CASE("a long signal cut into lanes has the float samples of a serial loop") {
    const std::vector<Sos> filters = {
        sections({0.014, 0.14}, {}),
        sections({0.02}, {.btype = Btype::lowpass, .ftype = Ftype::ellip, .order = 8, .rp = 1, .rs = 60}),
        sections({0.3}, {.btype = Btype::highpass, .order = 1}),
        sections({0.2, 0.5}, {.ftype = Ftype::bessel, .order = 9})};
    for (const auto& sos : filters)
        for (const Index channels : {1, 2, 10}) {
            const auto x = noise<float>(100003, channels);
            const auto want = serial(sos, x);
            CHECK(differences<float>(dsp::sosfilt(sos, x), want) == 0);
            auto in_place = x;
            dsp::sosfilt_into<float>(sos, in_place, in_place);
            CHECK(differences(in_place, want) == 0);
        }
}

TEST_CASE("the lanes start from the given state and hand on the final one") {
    const Sos sos = sections({0.1, 0.4}, {});
    const auto x = noise<float>(20011, 1);
    Eigen::ArrayXXd state = dsp::sosfilt_zi(sos) * 3;
    SosFilter filter(sos);
    filter.set_state(state);
    dsp::Signal<float> want(x.rows(), 1);
    filter.process(x, want);
    CHECK(differences<float>(dsp::sosfilt(sos, x, &state), want) == 0);
    CHECK((state - filter.state()).abs().maxCoeff() < 1e-12);
}

TEST_CASE("a decay that outlasts several lanes is carried over their seams") {
    const Sos ringing = sections({0.5, 0.501}, {.order = 1});
    auto x = noise<float>(200000, 1);
    x.bottomRows(197000).setZero();
    x *= 1e9f;
    const auto want = serial(ringing, x);
    const auto got = dsp::sosfilt(ringing, x);
    const auto audible = want.abs() >= std::numeric_limits<float>::min();
    CHECK((audible && got != want).count() == 0);
    CHECK((!audible && got != 0).count() == 0);
    CHECK((audible && Eigen::ArrayXf::LinSpaced(200000, 0, 199999) > 26000).any());
}

TEST_CASE("NaN and infinity stay in the state of their channel for good") {
    const Sos sos = sections({0.1, 0.4}, {});
    for (const float bad : {not_a_number, std::numeric_limits<float>::infinity()}) {
        auto x = noise<float>(30000, 2);
        x(7000, 1) = bad;
        const auto y = dsp::sosfilt(sos, x);
        CHECK(y.col(0).isFinite().all());
        CHECK(y.col(1).head(7000).isFinite().all());
        CHECK(!y.col(1).tail(23000).isFinite().any());
        const Eigen::ArrayXf b = dsp::lfilter(array(reference::iir::b), array(reference::iir::a), x.col(1));
        CHECK(!b.tail(23000).isFinite().any());
    }
}

TEST_CASE("an unstable filter runs to infinity and not to an error") {
    const Sos unstable = (Sos(1, 6) << 1, 0, 0, 1, -2, 0).finished();
    const auto y = dsp::sosfilt(unstable, Eigen::ArrayXf::Ones(4000));
    CHECK(y(3, 0) == 15);
    CHECK(std::isinf(y(200, 0)));
    CHECK(!std::isfinite(y(3999, 0)));
}

TEST_CASE("what is too small to be normal counts as 0 and the arithmetic mode is restored") {
    const float denormal = std::numeric_limits<float>::denorm_min();
    volatile float operand = denormal;
    const Sos unity = (Sos(1, 6) << 1, 0, 0, 1, 0, 0).finished();
    CHECK(dsp::sosfilt(unity, Eigen::ArrayXf::Constant(5, denormal)).maxCoeff() == 0);
    CHECK(operand * 2 > 0);
    const Sos low = sections({0.1}, {.btype = Btype::lowpass, .order = 2});
    Eigen::ArrayXd burst = Eigen::ArrayXd::Zero(20000);
    burst.head(10) = 1;
    CHECK(dsp::sosfilt(low, burst).bottomRows(5000).abs().maxCoeff() == 0);
}

TEST_CASE("forward and backward filtering has no phase and squares the gain") {
    const Sos low = sections({0.5}, {.btype = Btype::lowpass, .order = 3});
    const Index n = 4001;
    Eigen::ArrayXd impulse = Eigen::ArrayXd::Zero(n);
    impulse[n / 2] = 1;
    const Eigen::ArrayXd y = dsp::sosfiltfilt(low, impulse);
    CHECK((y - y.reverse()).abs().maxCoeff() < 1e-15);
    CHECK(y.sum() == Approx(1));
    const Eigen::ArrayXd tone = (Eigen::ArrayXd::LinSpaced(n, 0, n - 1) * (std::acos(-1.0) / 2)).cos();
    const Eigen::ArrayXd at_cutoff = dsp::sosfiltfilt(low, tone);
    CHECK((at_cutoff - tone / 2).segment(500, 3000).abs().maxCoeff() < 1e-12);
}

TEST_CASE("sosfiltfilt of a long float signal is the rounded double result") {
    const std::vector<Sos> filters = {
        sections({0.05, 0.2}, {.order = 3}), sections({0.3}, {.btype = Btype::highpass, .order = 1}),
        sections({0.5, 0.501}, {.order = 1})}; // its decay is longer than several parts
    for (const auto& sos : filters)
        for (const Index n : {50000, 50003})
            for (const std::optional<Index> padlen : {std::optional<Index>(), std::optional<Index>(0)}) {
                auto x = noise<float>(n, 3);
                x.middleRows(n / 3, n / 3).setZero();
                Eigen::ArrayXXf want = dsp::sosfiltfilt(sos, x.cast<double>().eval(), padlen).cast<float>();
                want *= (want.abs() >= std::numeric_limits<float>::min()).cast<float>();
                CHECK(differences<float>(dsp::sosfiltfilt(sos, x, padlen), want) == 0);
                dsp::sosfiltfilt_into<float>(sos, x, x, padlen);
                CHECK(differences<float>(x, want) == 0);
            }
}

TEST_CASE("a NaN or an infinity spoils all of sosfiltfilt's channel and no other") {
    auto x = noise<float>(50000, 2);
    x(20000, 1) = not_a_number;
    const auto y = dsp::sosfiltfilt(sections({0.05, 0.2}, {.order = 3}), x);
    CHECK(y.col(0).isFinite().all());
    CHECK(y.col(1).isNaN().all());
}

TEST_CASE("lfilter with a state goes on over blocks") {
    const Eigen::ArrayXd b = array(reference::iir::b);
    const Eigen::ArrayXd a = array(reference::iir::a);
    const auto x = noise<float>(300, 2);
    Eigen::ArrayXXd state = Eigen::ArrayXXd::Zero(4, 2);
    Eigen::ArrayXXf y(300, 2);
    y.topRows(101) = dsp::lfilter(b, a, x.topRows(101), &state);
    y.bottomRows(199) = dsp::lfilter(b, a, x.bottomRows(199), &state);
    CHECK((y == dsp::lfilter(b, a, x)).all());
}

TEST_CASE("lfilter without feedback is a convolution and with one coefficient a gain") {
    const Eigen::ArrayXd x = (Eigen::ArrayXd(3) << 1, 2, 3).finished();
    const Eigen::ArrayXd two = Eigen::ArrayXd::Constant(1, 2);
    CHECK((dsp::lfilter((Eigen::ArrayXd(2) << 1, -1).finished(), two, x) == 0.5).all());
    CHECK((dsp::lfilter(two, two, x) == x).all());
    CHECK((dsp::filtfilt(two, Eigen::ArrayXd::Ones(1), Eigen::ArrayXd::Ones(9)) == 4).all());
}

TEST_CASE("empty signals pass and signals shorter than their padding are refused") {
    const Sos sos = reference_sos();
    CHECK(dsp::sosfilt(sos, Eigen::ArrayXXf(0, 2)).rows() == 0);
    CHECK(dsp::sosfilt(sos, Eigen::ArrayXXf(5, 0)).cols() == 0);
    CHECK(dsp::sosfilt(sos, Eigen::ArrayXf::Ones(1)).size() == 1);
    CHECK_THROWS_AS(dsp::sosfiltfilt(sos, Eigen::ArrayXf::Zero(20)), ArgumentError);
    CHECK_THROWS_AS(dsp::sosfiltfilt(sos, Eigen::ArrayXf::Zero(20), 20), ArgumentError);
    CHECK_THROWS_AS(dsp::sosfiltfilt(sos, Eigen::ArrayXf::Zero(20), -1), ArgumentError);
    CHECK_THROWS_AS(dsp::sosfiltfilt(sos, Eigen::ArrayXf::Zero(0)), ArgumentError);
    CHECK(dsp::sosfiltfilt(sos, Eigen::ArrayXf::Zero(1), 0).size() == 1);
}

TEST_CASE("coefficients that make no filter are refused") {
    const Eigen::ArrayXd one = Eigen::ArrayXd::Ones(1);
    const Eigen::ArrayXf x = Eigen::ArrayXf::Ones(50);
    Sos sos = reference_sos();
    sos(1, 3) = 0;
    CHECK_THROWS_AS(dsp::sosfilt(sos, x), ArgumentError);
    sos(1, 3) = not_a_number;
    CHECK_THROWS_AS(SosFilter(sos), ArgumentError);
    CHECK_THROWS_AS(SosFilter(Sos(0, 6)), ArgumentError);
    CHECK_THROWS_AS(SosFilter(reference_sos(), 0), ArgumentError);
    CHECK_THROWS_AS(dsp::lfilter(one, Eigen::ArrayXd::Zero(2), x), ArgumentError);
    CHECK_THROWS_AS(dsp::lfilter(Eigen::ArrayXd(), one, x), ArgumentError);
    CHECK_THROWS_AS(dsp::lfilter(one, Eigen::ArrayXd(), x), ArgumentError);
    CHECK_THROWS_AS(dsp::lfilter(one * not_a_number, one, x), ArgumentError);
    CHECK_THROWS_AS(dsp::lfilter_zi(one, (Eigen::ArrayXd(2) << 1, -1).finished()), ArgumentError);
    CHECK_THROWS_AS(dsp::sosfilt_zi(Sos(0, 6)), ArgumentError);
    Eigen::ArrayXXd state(3, 1);
    CHECK_THROWS_AS(dsp::sosfilt(reference_sos(), x, &state), ArgumentError);
    CHECK_THROWS_AS(dsp::lfilter(one, one, x, &state), ArgumentError);
}

TEST_CASE("a block of the wrong shape is refused") {
    SosFilter filter(reference_sos(), 2);
    Eigen::ArrayXXf x(8, 3), y(8, 3), two(8, 2), short_two(7, 2);
    CHECK_THROWS_AS(filter.process(x, y), ArgumentError);
    CHECK_THROWS_AS(filter.process(two, short_two), ArgumentError);
    CHECK_THROWS_AS(dsp::sosfilt_into<float>(reference_sos(), two, short_two), ArgumentError);
}
