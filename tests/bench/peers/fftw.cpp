// SPDX-License-Identifier: MIT
// FFTW with estimated plans: rows 15 to 17 of docs/performance.md.
#include "row.hpp"

#include <fftw3.h>

#include <algorithm>
#include <complex>
#include <memory>
#include <numbers>

namespace bench {
namespace {

using Eigen::ArrayXf;
using Eigen::ArrayXXf;
using Eigen::Index;
using Bins = Eigen::ArrayXXcf;

fftwf_complex* raw(std::complex<float>* z) { return reinterpret_cast<fftwf_complex*>(z); }

/// Real transforms of n floats, both ways.
class Transform {
public:
    explicit Transform(Index n)
        : time(n), bins(n / 2 + 1),
          forth(fftwf_plan_dft_r2c_1d(static_cast<int>(n), time.data(), raw(bins.data()), FFTW_ESTIMATE)),
          back(fftwf_plan_dft_c2r_1d(static_cast<int>(n), raw(bins.data()), time.data(), FFTW_ESTIMATE)) {}
    Transform(const Transform&) = delete;
    Transform& operator=(const Transform&) = delete;
    ~Transform() {
        fftwf_destroy_plan(forth);
        fftwf_destroy_plan(back);
    }

    ArrayXf time;
    Eigen::ArrayXcf bins;
    fftwf_plan forth, back;
};

ArrayXf hann(Index n) {
    return 0.5f - 0.5f * (ArrayXf::LinSpaced(n, 0, static_cast<float>(n - 1)) *
                          (2 * std::numbers::pi_v<float> / static_cast<float>(n)))
                             .cos();
}

// Frames that overlap by half, with half a frame of silence before the signal and as much as is missing after
// it.
Bins stft(Transform& t, const ArrayXf& window, const ArrayXf& a) {
    const Index n = window.size(), hop = n / 2, count = (a.size() + hop - 1) / hop + 1;
    const float scale = 2 / static_cast<float>(n); // 1 / the sum of the window
    Bins out(n / 2 + 1, count);
    for (Index f = 0; f < count; ++f) {
        const Index begin = f * hop - hop, from = std::max<Index>(0, begin),
                    to = std::min(begin + n, a.size());
        if (to - from < n) t.time = 0;
        t.time.segment(from - begin, to - from) =
            a.segment(from, to - from) * window.segment(from - begin, to - from) * scale;
        fftwf_execute(t.forth);
        out.col(f) = t.bins;
    }
    return out;
}

ArrayXf istft(Transform& t, const ArrayXf& window, const Bins& bins) {
    const Index n = window.size(), hop = n / 2;
    ArrayXf out = ArrayXf::Zero((bins.cols() + 1) * hop);
    const ArrayXf squares = window.square();
    const ArrayXf norm = squares.head(hop) + squares.tail(hop);
    for (Index f = 0; f < bins.cols(); ++f) {
        t.bins = bins.col(f);
        fftwf_execute(t.back);
        out.segment(f * hop, n) += t.time * window * 0.5f;
    }
    for (Index f = 1; f < bins.cols(); ++f) out.segment(f * hop, hop) /= norm;
    return out.segment(hop, ten_seconds);
}

// A Tukey window over frames that overlap by an eighth, without their means: power per Hz.
ArrayXXf spectrogram(Transform& t, const ArrayXf& a) {
    const Index n = t.time.size(), hop = n - n / 8, edge = n / 8, count = (a.size() - n) / hop + 1;
    const ArrayXf rise = 0.5f - 0.5f * (ArrayXf::LinSpaced(edge, 0, static_cast<float>(edge - 1)) *
                                        (std::numbers::pi_v<float> / static_cast<float>(edge)))
                                           .cos();
    ArrayXf window = ArrayXf::Ones(n);
    window.head(edge) = rise;
    window.tail(edge - 1) = rise.tail(edge - 1).reverse();
    const float scale = 1 / (static_cast<float>(sr) * window.square().sum());
    ArrayXXf out(n / 2 + 1, count);
    for (Index f = 0; f < count; ++f) {
        const auto frame = a.segment(f * hop, n);
        t.time = (frame - frame.mean()) * window;
        fftwf_execute(t.forth);
        out.col(f) = t.bins.abs2() * scale;
        out.col(f).segment(1, n / 2 - 1) *= 2;
    }
    return out;
}

// Overlap-save in blocks of 2^18.
ArrayXXf convolved(const ArrayXXf& sig, const ArrayXf& ir) {
    constexpr Index size = 1 << 18;
    const Index step = size - ir.size() + 1;
    Transform t(size);
    t.time << ir, ArrayXf::Zero(size - ir.size());
    fftwf_execute(t.forth);
    const Eigen::ArrayXcf response = t.bins / static_cast<float>(size);
    ArrayXXf out(sig.rows() + ir.size() - 1, sig.cols());
    for (Index c = 0; c < sig.cols(); ++c)
        for (Index i = 0; i < out.rows(); i += step) {
            const Index begin = i - (size - step), from = std::max<Index>(0, begin);
            const Index to = std::clamp(begin + size, from, std::max(from, sig.rows()));
            t.time = 0;
            if (to > from) t.time.segment(from - begin, to - from) = sig.col(c).segment(from, to - from);
            fftwf_execute(t.forth);
            t.bins *= response;
            fftwf_execute(t.back);
            const Index made = std::min(step, out.rows() - i);
            out.col(c).segment(i, made) = t.time.segment(size - step, made);
        }
    return out * (sig.abs().maxCoeff() / out.abs().maxCoeff());
}

// In double. The time for the plan counts only in the row that says so.
void spectrum_row(const std::string& name, Index n, bool plan_counts) {
    const auto prepare = [=] {
        auto in = std::make_shared<Eigen::ArrayXd>(white(n).cast<double>());
        auto out = std::make_shared<Eigen::ArrayXcd>(n / 2 + 1);
        const auto plan = [=] {
            return std::shared_ptr<fftw_plan_s>(
                fftw_plan_dft_r2c_1d(static_cast<int>(n), in->data(),
                                     reinterpret_cast<fftw_complex*>(out->data()), FFTW_ESTIMATE),
                fftw_destroy_plan);
        };
        auto kept = plan_counts ? nullptr : plan();
        return [=] {
            fftw_execute((kept ? kept : plan()).get());
            return *out;
        };
    };
    if (plan_counts)
        row(name, prepare, Calls::first)->Repetitions(1);
    else
        row(name, prepare);
}

[[maybe_unused]] const bool rows = [] {
    row("15a@FFTW, overlap-save",
        [] { return [a = white(ten_seconds), ir = impulse_response()] { return convolved(a, ir); }; });
    row("15b@FFTW, overlap-save",
        [] { return [a = white(ten_minutes, 2), ir = impulse_response()] { return convolved(a, ir); }; });
    spectrum_row("16a@FFTW", 441000, false);
    spectrum_row("16b@FFTW, planning", 441000, true);
    spectrum_row("16c/odd@FFTW", 441001, false);
    spectrum_row("16c/prime@FFTW", 441011, false);
    spectrum_row("16d@FFTW", ten_minutes, false);
    row("17d@FFTW", [] {
        return [t = std::make_shared<Transform>(1024), window = hann(1024), a = ArrayXf(white(ten_minutes))] {
            return stft(*t, window, a);
        };
    });
    row("17e@FFTW", [] {
        return [t = std::make_shared<Transform>(1024), a = ArrayXf(white(ten_minutes))] {
            return spectrogram(*t, a);
        };
    });
    for (const Index n : {256, 1024, 4096}) {
        const std::string size = std::to_string(n);
        row("17a/" + size + "@FFTW", [n] {
            return [t = std::make_shared<Transform>(n), window = hann(n), a = ArrayXf(white(ten_seconds))] {
                return stft(*t, window, a);
            };
        });
        row("17b/" + size + "@FFTW", [n] {
            const auto t = std::make_shared<Transform>(n);
            return [t, window = hann(n), bins = stft(*t, hann(n), white(ten_seconds))] {
                return istft(*t, window, bins);
            };
        });
    }
    row("17c@FFTW", [] {
        return [t = std::make_shared<Transform>(1024), a = ArrayXf(white(ten_seconds))] {
            return spectrogram(*t, a);
        };
    });
    return true;
}();

} // namespace
} // namespace bench
