// SPDX-License-Identifier: MIT
// Plain loops and std::vector: rows 06, 07 and 19 to 21 of docs/performance.md.
#include "row.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace bench {
namespace {

using Samples = std::vector<float>;

Samples samples(const Eigen::ArrayXf& a) { return {a.begin(), a.end()}; }

std::size_t size(double x) { return static_cast<std::size_t>(x); }

Samples hann(std::size_t n) {
    Samples window(n);
    for (std::size_t i = 0; i < n; ++i)
        window[i] = static_cast<float>(
            0.5 - 0.5 * std::cos(2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(n)));
    return window;
}

Samples extended(const Samples& grain) {
    Samples a;
    for (std::size_t begin = 0; begin < ten_seconds; begin += 441) {
        a.resize(std::max(a.size(), begin + grain.size()));
        std::copy(grain.begin(), grain.end(), a.begin() + static_cast<std::ptrdiff_t>(begin));
    }
    return a;
}

// Both channels, one after the other.
Samples sonification(const Samples& event) {
    Samples canvas(2 * ten_seconds);
    for (int i = 0; i < 500; ++i) {
        const double rate = 0.5 + 0.003 * i, angle = (i / 250. - 1 + 1) * std::numbers::pi / 4;
        const double amp = std::pow(10, -0.05 * i / 20);
        const auto left = static_cast<float>(amp * std::cos(angle));
        const auto right = static_cast<float>(amp * std::sin(angle));
        const std::size_t begin = size(i * 0.019 * sr + 1e-6);
        const std::size_t length =
            std::min(size(static_cast<double>(event.size()) / rate), size_t{ten_seconds} - begin);
        for (std::size_t k = 0; k < length; ++k) {
            const double at = static_cast<double>(k) * rate;
            const std::size_t j = std::min(size(at), event.size() - 1);
            const float next = event[std::min(j + 1, event.size() - 1)];
            const float x = event[j] + static_cast<float>(at - static_cast<double>(j)) * (next - event[j]);
            canvas[begin + k] += left * x;
            canvas[ten_seconds + begin + k] += right * x;
        }
    }
    return canvas;
}

float mean_square(const float* x, std::size_t n) {
    float sum = 0;
    for (std::size_t i = 0; i < n; ++i) sum += x[i] * x[i];
    return sum / static_cast<float>(n);
}

// Begin and end of each event, one after the other.
std::vector<double> events(const Samples& a) {
    constexpr std::size_t step = 44, silence_steps = 100;
    const float threshold = std::pow(10.f, -3.5f);
    std::vector<double> found;
    std::size_t begin = 0, silence = 0;
    bool inside = false;
    for (std::size_t i = 0; i < a.size(); i += step) {
        const bool loud = mean_square(&a[i], std::min(step, a.size() - i)) > threshold;
        if (!inside && loud) {
            inside = true;
            begin = i;
        } else if (inside)
            silence = loud ? 0 : silence + 1;
        if (silence > silence_steps || (inside && i + step >= a.size())) {
            const std::size_t end = i + (loud ? step : 0) - (silence > 0 ? (silence - 1) * step : 0);
            found.push_back(static_cast<double>(begin) - (begin >= step ? step : 0));
            found.push_back(static_cast<double>(std::min(end + 4410, a.size())));
            inside = false;
            silence = 0;
        }
    }
    return found;
}

Samples levels(const Samples& a, std::size_t nperseg, std::size_t stride, const Samples& window) {
    Samples out, segment(nperseg);
    for (std::size_t centre = 0; centre < a.size(); centre += stride) {
        for (std::size_t i = 0; i < nperseg; ++i) { // mirrored at the ends
            auto at =
                std::abs(static_cast<std::ptrdiff_t>(centre + i) - static_cast<std::ptrdiff_t>(nperseg / 2));
            if (at >= static_cast<std::ptrdiff_t>(a.size()))
                at = 2 * static_cast<std::ptrdiff_t>(a.size()) - 2 - at;
            segment[i] = a[static_cast<std::size_t>(at)] * (window.empty() ? 1 : window[i]);
        }
        out.push_back(std::sqrt(mean_square(segment.data(), nperseg)));
    }
    return out;
}

Samples overlap_added(const Samples& a, const Samples& window, std::size_t stride) {
    const auto n = static_cast<std::ptrdiff_t>(a.size() / stride * stride);
    const auto nperseg = static_cast<std::ptrdiff_t>(window.size());
    Samples out(static_cast<std::size_t>(n));
    for (std::ptrdiff_t begin = -nperseg / 2; begin < n - nperseg / 2;
         begin += static_cast<std::ptrdiff_t>(stride))
        for (std::ptrdiff_t i = std::max<std::ptrdiff_t>(0, -begin); i < std::min(nperseg, n - begin); ++i)
            out[static_cast<std::size_t>(begin + i)] +=
                a[static_cast<std::size_t>(begin + i)] * window[static_cast<std::size_t>(i)];
    return out;
}

[[maybe_unused]] const bool rows = [] {
    row("06@std::vector", [] { return [grain = samples(white(882))] { return extended(grain); }; });
    row("07@loop", [] { return [event = samples(white(2205))] { return sonification(event); }; });
    row("19@loop", [] { return [a = samples(bursts())] { return events(a); }; });
    row("20/short@loop", [] { return [a = samples(white(ten_seconds))] { return levels(a, 64, 32, {}); }; });
    row("20/long@loop", [] {
        return [a = samples(white(ten_seconds)), window = hann(512)] { return levels(a, 512, 256, window); };
    });
    row("21@loop", [] {
        return [a = samples(white(ten_seconds)), window = hann(128)] { return overlap_added(a, window, 64); };
    });
    return true;
}();

} // namespace
} // namespace bench
