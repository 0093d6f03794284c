// SPDX-License-Identifier: MIT
#include "dsp/effect/segment_means.hpp"

#include <pya/dsp/leaf/soft_clip.hpp>

#include "support/catch.hpp"

#include <cmath>

using namespace pya::dsp;

namespace {

// The mean of a curve over the line from a to b, by Simpson's rule.
template <class Curve>
double simpson(Curve curve, double a, double b) {
    constexpr int steps = 20000;
    double sum = curve(a) + curve(b);
    for (int i = 1; i < steps; ++i) sum += curve(a + (b - a) * i / steps) * (i % 2 == 1 ? 4 : 2);
    return sum / (3 * steps);
}

template <class Means, class Curve>
void check_means(Means means, Curve curve) {
    for (const double a : {0., 1e-7, 0.3, -0.8, 1.5, 2.5, -60.})
        for (const double step : {0., 1e-300, 1e-14, -1e-9, 3e-6, -0.0099, 0.0101, 0.2, -3., 70.}) {
            const double x[] = {a, a + step};
            double y = 0;
            means(x + 1, 1, &y);
            CAPTURE(a, step, y);
            CHECK(y == Approx(simpson(curve, x[0], x[1])).epsilon(1e-9).margin(1e-12));
        }
    const double x[] = {1e200, 3e200, -2, NAN, 1, 1, 0, 0};
    double y[7];
    means(x + 1, 7, y);
    CHECK(y[0] == Approx(1).epsilon(1e-14));
    CHECK((std::isnan(y[2]) && std::isnan(y[3])));
    CHECK(y[4] == Approx(curve(1.)).epsilon(1e-14));
    CHECK(y[6] == 0);
}

} // namespace

TEST_CASE("means of curves over steps agree with integrals") {
    check_means([](auto... a) { impl::tanh_means<8>(a...); }, leaf::clip_tanh<double>);
    check_means([](auto... a) { impl::algebraic_means<8>(a...); }, leaf::clip_algebraic<double>);
    check_means([](auto... a) { impl::cubic_means(a...); }, leaf::clip_cubic<double>);
}
