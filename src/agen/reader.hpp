// SPDX-License-Identifier: MIT
// Reads a channel of a signal between its samples.
#ifndef PYA_SRC_AGEN_READER_HPP
#define PYA_SRC_AGEN_READER_HPP

#include <pya/storage/samples.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace pya::gen::impl {

/// A windowed sinc, with which a signal is read without the frequencies that its speed moves beyond half the
/// sampling rate. What lies 13 % above that and more is at most -90 dB.
class Sinc {
public:
    static constexpr int crossings = 24;  // on each side
    static constexpr double fastest = 32; // speeds above that are filtered as this one

    static const Sinc& table();
    double operator()(double x) const { // 0 <= x <= crossings
        const double place = x * steps;
        const auto k = static_cast<std::size_t>(place);
        return values_[k] + (values_[k + 1] - values_[k]) * (place - static_cast<double>(k));
    }

private:
    static constexpr int steps = 512; // a crossing
    Sinc();

    std::vector<double> values_;
};

/// Reads with the cubic through four samples, or band-limited with a sinc. What is outside of the signal is
/// 0; where a part of it is repeated, its end is followed by its beginning.
class Reader {
public:
    Reader(storage::Samples samples, Index channel, const Sinc* sinc = nullptr, Index loop_begin = 0,
           Index loop_end = 0)
        : samples_(std::move(samples)), x_(samples_.channel(channel)), sinc_(sinc), begin_(loop_begin),
          end_(loop_end) {}

    Index samples() const { return samples_.rows(); }
    /// So far outside of the signal nothing is heard of it at a speed of 0.
    double margin() const { return sinc_ != nullptr ? Sinc::crossings + 1 : 2; }

    /// The value at a position in samples, which moves by `speed` samples.
    double operator()(double position, double speed = 1) const {
        return sinc_ != nullptr ? band_limited(position, speed) : cubic(position);
    }

private:
    double cubic(double position) const {
        const double floor = std::floor(position), f = position - floor;
        const auto i = static_cast<Index>(floor);
        const double before = f + 1, after = f - 1, last = f - 2;
        return (before * f * (after * at(i + 2) / 3 - last * at(i + 1)) +
                after * last * (before * at(i) - f * at(i - 1) / 3)) /
               2;
    }

    double band_limited(double position, double speed) const {
        const double scale = std::fmin(std::fmax(std::fabs(speed), 1.), Sinc::fastest);
        const double reach = scale * Sinc::crossings;
        auto first = static_cast<Index>(std::ceil(position - reach)),
             last = static_cast<Index>(std::floor(position + reach));
        if (end_ == 0) {
            first = std::max<Index>(first, 0);
            last = std::min(last, samples_.rows() - 1);
        }
        double sum = 0;
        for (Index i = first; i <= last; ++i)
            sum += (*sinc_)(std::fabs(static_cast<double>(i) - position) / scale) * at(i);
        return sum / scale;
    }

    double at(Index i) const {
        if (end_ > 0 && i >= end_) i = begin_ + (i - begin_) % (end_ - begin_);
        return i >= 0 && i < samples_.rows() ? x_[i] : 0;
    }

    storage::Samples samples_;
    const float* x_;
    const Sinc* sinc_;
    Index begin_, end_;
};

} // namespace pya::gen::impl

#endif
