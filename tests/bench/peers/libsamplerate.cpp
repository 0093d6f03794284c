// SPDX-License-Identifier: MIT
// libsamplerate: rows 07, 13, 14, 14s and 14g of docs/performance.md.
#include "row.hpp"

#include <samplerate.h>

#include <cmath>
#include <numbers>
#include <stdexcept>

namespace bench {
namespace {

using Eigen::ArrayXXf;
using Eigen::Index;

// Frames are columns, as libsamplerate needs them.
ArrayXXf resampled(const ArrayXXf& sig, double ratio, int converter) {
    ArrayXXf out(sig.rows(), static_cast<Index>(static_cast<double>(sig.cols()) * ratio));
    SRC_DATA data{};
    data.data_in = sig.data();
    data.input_frames = sig.cols();
    data.data_out = out.data();
    data.output_frames = out.cols();
    data.src_ratio = ratio;
    if (const int error = src_simple(&data, converter, static_cast<int>(sig.rows())); error != 0)
        throw std::runtime_error(src_strerror(error));
    return out;
}

// One channel at a rate that glides from 1 to 2 in 10 s, in blocks of 64 frames.
ArrayXXf glide(const ArrayXXf& sig) {
    constexpr Index block = 64;
    ArrayXXf out = ArrayXXf::Zero(1, sig.cols());
    int error = 0;
    SRC_STATE* state = src_new(SRC_SINC_BEST_QUALITY, 1, &error);
    if (state == nullptr) throw std::runtime_error(src_strerror(error));
    SRC_DATA data{};
    data.end_of_input = 1;
    Index read = 0, written = 0;
    for (bool more = true; more && written + block <= out.cols();) {
        data.data_in = sig.data() + read;
        data.input_frames = sig.cols() - read;
        data.data_out = out.data() + written;
        data.output_frames = block;
        data.src_ratio = 1 / (1 + static_cast<double>(written) / sr / 10);
        if (src_process(state, &data) != 0) throw std::runtime_error("src_process");
        read += data.input_frames_used;
        written += data.output_frames_gen;
        more = data.output_frames_gen > 0;
    }
    src_delete(state);
    return out.leftCols(written).transpose();
}

ArrayXXf sonification(const ArrayXXf& event) {
    ArrayXXf canvas = ArrayXXf::Zero(ten_seconds, 2);
    for (int i = 0; i < 500; ++i) {
        const ArrayXXf grain = resampled(event, 1 / (0.5 + 0.003 * i), SRC_LINEAR);
        const double amp = std::pow(10, -0.05 * i / 20), angle = i / 250. * std::numbers::pi / 4;
        const auto begin = static_cast<Index>(i * 0.019 * sr + 1e-6);
        const Index length = std::min(grain.cols(), ten_seconds - begin);
        const auto part = grain.row(0).head(length).transpose();
        canvas.col(0).segment(begin, length) += static_cast<float>(amp * std::cos(angle)) * part;
        canvas.col(1).segment(begin, length) += static_cast<float>(amp * std::sin(angle)) * part;
    }
    return canvas;
}

template <class Input>
void resample_row(const std::string& name, Input input, double ratio, int converter) {
    row(name, [=] {
        return [=, a = ArrayXXf(input().transpose())] {
            return ArrayXXf(resampled(a, ratio, converter).transpose());
        };
    });
}

[[maybe_unused]] const bool rows = [] {
    row("07@libsamplerate",
        [] { return [event = ArrayXXf(white(2205).transpose())] { return sonification(event); }; });
    const auto mono = [] { return make_white(ten_seconds, 1); };
    const auto stereo = [] { return make_white(ten_seconds, 2); };
    resample_row("13/mono@libsamplerate", mono, 48000. / sr, SRC_LINEAR);
    resample_row("13/stereo@libsamplerate", stereo, 48000. / sr, SRC_LINEAR);
    resample_row("13/rate@libsamplerate", mono, 1 / 1.37, SRC_LINEAR);
    resample_row(
        "14@libsamplerate, best", [] { return chord(); }, 48000. / sr, SRC_SINC_BEST_QUALITY);
    resample_row(
        "14s@libsamplerate, best", [] { return chord(); }, 48000. / sr, SRC_SINC_BEST_QUALITY);
    row("14g@libsamplerate, best", [] { return [a = ArrayXXf(chord().transpose())] { return glide(a); }; });
    return true;
}();

} // namespace
} // namespace bench
