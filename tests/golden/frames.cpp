// SPDX-License-Identifier: MIT
// Group helper: framing, small spectra and number theory.
#include "golden/mapping.hpp"

#include <pya/dsp/level/normalize.hpp>
#include <pya/dsp/segment/frames.hpp>
#include <pya/dsp/segment/padding.hpp>
#include <pya/dsp/spectral/pow2.hpp>
#include <pya/dsp/spectral/spectrum.hpp>
#include <pya/io/buf_to_float.hpp>

#include <cstddef>
#include <limits>

namespace golden {
namespace {

namespace dsp = pya::dsp;

// An array of one dimension stays so.
Array like(const Array& x, const Eigen::ArrayXXd& y) {
    return x.shape.size() == 1 ? array(y.col(0)) : array(y);
}

// The matrices x[0], x[1], ... of three dimensions.
std::vector<Eigen::ArrayXXd> matrices(const Array& x) {
    std::vector<Eigen::ArrayXXd> all;
    const auto size = static_cast<std::size_t>(x.shape[1] * x.shape[2]);
    for (std::size_t i = 0; i < static_cast<std::size_t>(x.shape[0]); ++i) {
        const auto* first = x.values.data() + i * size;
        all.push_back(Array{{x.shape[1], x.shape[2]}, {first, first + size}}.real());
    }
    return all;
}

const Covers padding("helper", "padding", [](const Case& c, Checker& check) {
    const Array x = c.in("x");
    bool tail = true;
    double constant = c.has("constant_values") ? std::numeric_limits<double>::quiet_NaN() : 0; // null is NaN
    c.read("tail", tail);
    c.read("constant_values", constant);
    const auto width = c.get<Index>("width");
    if (x.shape.size() < 3) {
        check.out("y", like(x, dsp::padding(x.real(), width, tail, constant)));
        return;
    }
    const std::vector<Eigen::ArrayXXd> padded = dsp::padding(matrices(x), width, tail, constant);
    Array y{{x.shape[0], padded.front().rows(), x.shape[2]}, {}};
    for (const Eigen::ArrayXXd& matrix : padded) {
        const Array rows = array(matrix);
        y.values.insert(y.values.end(), rows.values.begin(), rows.values.end());
    }
    check.out("y", y);
});

const Covers next_pow2("helper", "next_pow2", [](const Case& c, Checker& check) {
    check.expect("y", static_cast<double>(dsp::next_pow2(c.get<Index>("x"))));
});

const Covers is_pow2("helper", "is_pow2", [](const Case& c, Checker& check) {
    check.expect("y", dsp::is_pow2(c.get<Index>("x")) ? 1 : 0);
});

const Covers round_half_up("helper", "round_half_up", [](const Case& c, Checker& check) {
    check.expect("y", static_cast<double>(dsp::round_half_up(c.get<double>("x"))));
});

const Covers rolling_window("helper", "rolling_window", [](const Case& c, Checker& check) {
    Index step = 1;
    c.read("step", step);
    check.out("y", array(dsp::rolling_window(c.in("x").vector(), c.get<Index>("window"), step)));
});

const Covers signal_to_frame("helper", "signal_to_frame", [](const Case& c, Checker& check) {
    const Eigen::ArrayXd window = c.has_in("window") ? c.in("window").vector() : Eigen::ArrayXd();
    check.out("y", array(dsp::signal_to_frame(c.in("x").vector(), c.get<double>("n_per_frame"),
                                              c.get<double>("frame_step"), window)));
});

const Covers magspec("helper", "magspec", [](const Case& c, Checker& check) {
    const dsp::FrameArray<double> frames = c.in("frames").real();
    check.out("y", array(dsp::magspec(frames, c.get<Index>("NFFT"))));
});

const Covers powspec("helper", "powspec", [](const Case& c, Checker& check) {
    const dsp::FrameArray<double> frames = c.in("frames").real();
    check.out("y", array(dsp::powspec(frames, c.get<Index>("NFFT"))));
});

const Covers normalize("helper", "normalize", [](const Case& c, Checker& check) {
    const Array x = c.in("x");
    check.out("y", like(x, dsp::normalize(x.real())));
});

const Covers spectrum("helper", "spectrum", [](const Case& c, Checker& check) {
    const Array x = c.in("x");
    const dsp::Spectrum result = dsp::spectrum(x.floats(), c.sr());
    check.out("frq", array(result.frq));
    check.out("Y", x.shape.size() == 1 ? array(result.Y.col(0)) : array(result.Y));
});

const Covers buf_to_float("helper", "buf_to_float", [](const Case& c, Checker& check) {
    int n_bytes = 2;
    c.read("n_bytes", n_bytes);
    std::vector<std::byte> bytes;
    for (const double value : c.in("bytes").list()) bytes.push_back(static_cast<std::byte>(value));
    check.out("y", array(pya::buf_to_float<float>(bytes, n_bytes)));
});

} // namespace
} // namespace golden
