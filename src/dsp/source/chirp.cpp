// SPDX-License-Identifier: MIT
#include <pya/dsp/source/chirp.hpp>
#include <pya/error.hpp>

#include "simd/math.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <cmath>

namespace pya::dsp {
namespace {

// Cycles since the start, at a time in seconds.
struct LinearLaw {
    double f0, bend;
    PYA_INLINE double operator()(double t) const { return t * (f0 + bend * t); }
};

// A parabola around the time of its vertex, where the frequency is f.
struct QuadraticLaw {
    double f, bend, vertex, cube; // of the vertex
    PYA_INLINE double operator()(double t) const {
        const double from = t - vertex;
        return f * t + bend * (from * from * from + cube);
    }
};

struct LogarithmicLaw {
    double scale, growth;
    PYA_INLINE double operator()(double t) const { return scale * simd::exponential_less_one(growth * t); }
};

struct HyperbolicLaw {
    double scale, pole; // when the frequency is infinite
    PYA_INLINE double operator()(double t) const {
        return scale * simd::logarithm_of_any(std::fabs(1 - t / pole));
    }
};

// Calls with the law of a course.
template <class With>
auto with_law(const ChirpCourse& course, With with) {
    const auto& [f0, f1, t1, method, vertex_zero] = course;
    if (f0 != f1) {
        if (method == ChirpMethod::quadratic) {
            const double vertex = vertex_zero ? 0 : t1;
            const double from = vertex_zero ? f0 : f1, to = vertex_zero ? f1 : f0;
            return with(QuadraticLaw{from, (to - from) / (t1 * t1) / 3, vertex, vertex * vertex * vertex});
        }
        if (method == ChirpMethod::logarithmic) {
            const double growth = std::log(f1 / f0) / t1;
            return with(LogarithmicLaw{f0 / growth, growth});
        }
        if (method == ChirpMethod::hyperbolic) {
            const double pole = f1 * t1 / (f1 - f0);
            return with(HyperbolicLaw{-pole * f0, pole});
        }
    }
    return with(LinearLaw{f0, (f1 - f0) / t1 / 2});
}

constexpr Index longest_run = 1 << 20; // whose indices are integers that are fast to convert

template <class Law, class T>
PYA_INLINE void write_chirp(const Law& law, double first, double sr, double phase, double amp, T* out,
                            int n) {
    for (int i = 0; i < n; ++i) {
        const double turns = law((first + i) / sr) + phase;
        // What is larger has no digits for a fraction.
        const double whole = simd::chosen(std::fabs(turns) < 0x1p51, simd::nearest(turns), turns);
        out[i] = static_cast<T>(amp * simd::cosine(turns - whole));
    }
}

} // namespace

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
    return with_law(course_, [t](const auto& law) { return law(t); });
}

template <class T>
void Chirp::write(Block<T> out) {
    if (out.channels() > 0)
        for (Index first = 0; first < out.samples(); first += longest_run) {
            const auto n = static_cast<int>(std::min(longest_run, out.samples() - first));
            with_law(course_, [&]<class Law>(const Law& law) {
                simd::run<write_chirp<Law, T>>(law, static_cast<double>(position_ + first), sr_, phase_, amp_,
                                               &out(first), n);
            });
        }
    position_ += out.samples();
    for (Index c = 1; c < out.channels(); ++c) std::copy_n(out.data(), out.samples(), out.channel(c).data());
}

void Chirp::process(Block<float> out) { write(out); }
void Chirp::process(Block<double> out) { write(out); }

} // namespace pya::dsp
