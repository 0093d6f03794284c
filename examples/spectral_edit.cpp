// SPDX-License-Identifier: MIT
/// @file
/// A noise gate in the short-time Fourier transform. Each bin has a noise floor of its own: the level that it
/// stays below in a tenth of the frames. Bins that are not well above it are turned down, and the transform
/// becomes a signal again. Quiet parts get quieter, and loud ones stay as they are.
///
///     spectral_edit [FILE [DIR]]
#include <pya/pya.hpp>

#include "places.hpp"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>

using namespace pya;
namespace fs = std::filesystem;

namespace {

/// The value in each row below which a given part of the row's values lies.
Eigen::ArrayXf quantile(const Eigen::ArrayXXf& x, double part) {
    Eigen::ArrayXf result(x.rows());
    for (Index i = 0; i < x.rows(); ++i) {
        Eigen::ArrayXf row = x.row(i);
        const Index k = static_cast<Index>(part * static_cast<double>(row.size() - 1));
        std::nth_element(row.begin(), row.begin() + k, row.end());
        result(i) = row(k);
    }
    return result;
}

void print_levels(const char* name, const Asig& sig) {
    const Index step = std::max(sig.sr() / 20, 1);
    const Asig levels = sig.mono().window_op({.nperseg = step, .stride = step, .fn = "rms"});
    const Eigen::ArrayXXf row = levels.sig().transpose();
    std::printf("%-8s quiet parts %6.1f dB, loud parts %6.1f dB\n", name, ampdb(quantile(row, 0.1)(0)),
                ampdb(quantile(row, 0.9)(0)));
}

} // namespace

int main(int argc, char** argv) try {
    const std::string file = argc > 1 ? argv[1] : PYA_EXAMPLES_DATA "/sentence.flac";
    const fs::path out = argc > 2 ? argv[2] : PYA_EXAMPLES_OUTPUT;

    const Asig noisy(file);
    if (noisy.samples() == 0) throw ArgumentError(file + " has no samples, so there is nothing to edit");
    if (!noisy.sig().allFinite()) throw ArgumentError(file + " has samples that are NaN or infinite");
    const Index nperseg = std::min<Index>(1024, noisy.samples());
    const Astft stft = noisy.to_stft({.nperseg = nperseg, .noverlap = nperseg * 3 / 4});

    // The edit: three lines on the bins (bins x frames) of each channel.
    const Astft edited = stft.apply([](Astft::Bins& bins, Index) {
        const Eigen::ArrayXXf level = bins.abs();
        const Eigen::ArrayXf threshold = 8 * quantile(level, 0.1);
        bins *= 0.05f + 0.95f * (level > threshold.replicate(1, level.cols())).cast<float>();
    });
    const Asig gated = edited.to_sig();

    print_levels("before", noisy);
    print_levels("after", gated);
    fs::create_directories(out);
    gated.save((out / "gated.wav").string());
    std::printf("saved as %s\n", (out / "gated.wav").string().c_str());
} catch (const std::exception& error) {
    std::fprintf(stderr, "spectral_edit: %s\n", error.what());
    return 1;
}
