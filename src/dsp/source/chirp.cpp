// SPDX-License-Identifier: MIT
#include <pya/dsp/source/chirp.hpp>
#include <pya/error.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace pya::dsp {

Chirp::Chirp(const ChirpCourse& course, double sr, double amp, double phase)
    : course_(course), sr_(sr), amp_(amp), phase_(phase) {
    const auto finite = [](const char* name, double value) {
        if (!std::isfinite(value)) detail::fail("Chirp: ", name, " is ", value, "; it must be finite");
    };
    const auto positive = [&](const char* name, double value) {
        finite(name, value);
        if (!(value > 0)) detail::fail("Chirp: ", name, " is ", value, "; it must be above 0");
    };
    finite("f0", course.f0);
    finite("f1", course.f1);
    positive("t1", course.t1);
    positive("sr", sr);
    finite("amp", amp);
    finite("phase", phase);
    const bool by_ratio =
        course.method == ChirpMethod::logarithmic || course.method == ChirpMethod::hyperbolic;
    if (by_ratio && !(course.f0 * course.f1 > 0))
        detail::fail("Chirp: f0 and f1 are ", course.f0, " and ", course.f1,
                     "; a logarithmic or hyperbolic chirp needs both above or both below 0");
}

double Chirp::cycles(double t) const {
    const auto& [f0, f1, t1, method, vertex_zero] = course_;
    if (f0 == f1) return f0 * t;
    switch (method) {
    case ChirpMethod::linear: break;
    case ChirpMethod::quadratic: {
        const double bend = (f1 - f0) / (t1 * t1) / 3;
        if (vertex_zero) return f0 * t + bend * t * t * t;
        const double left = t1 - t;
        return f1 * t + bend * (left * left * left - t1 * t1 * t1);
    }
    case ChirpMethod::logarithmic: {
        const double growth = std::log(f1 / f0) / t1;
        return f0 / growth * std::expm1(growth * t);
    }
    case ChirpMethod::hyperbolic: {
        const double pole = f1 * t1 / (f1 - f0);
        return -pole * f0 * std::log(std::abs(1 - t / pole));
    }
    }
    return t * (f0 + (f1 - f0) / t1 / 2 * t);
}

template <class T>
void Chirp::write(Block<T> out) {
    if (out.channels() > 0)
        for (Index i = 0; i < out.samples(); ++i) {
            const double turns = cycles(static_cast<double>(position_ + i) / sr_) + phase_;
            out(i) = static_cast<T>(amp_ * std::cos(2 * std::numbers::pi * (turns - std::floor(turns))));
        }
    position_ += out.samples();
    for (Index c = 1; c < out.channels(); ++c) std::copy_n(out.data(), out.samples(), out.channel(c).data());
}

void Chirp::process(Block<float> out) { write(out); }
void Chirp::process(Block<double> out) { write(out); }

} // namespace pya::dsp
