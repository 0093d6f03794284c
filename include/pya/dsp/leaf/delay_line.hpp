// SPDX-License-Identifier: MIT
/// @file
/// A delay line that is read between its samples.
#ifndef PYA_DSP_LEAF_DELAY_LINE_HPP
#define PYA_DSP_LEAF_DELAY_LINE_HPP

#include <cassert>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace pya::dsp::leaf {

/// Keeps the last samples of a signal, and reads them with a delay. A delay of 0 is the sample that was
/// pushed last. The delay may be another one in every read, and there may be any number of reads for each
/// sample.
///
/// `Memory` says where the samples are: a std::vector is allocated in the constructor, a std::array is a part
/// of the line, and a std::span is memory of yours.
///
///     DelayLine<float> line(44100);             // delays of up to a second
///     line.push(x);
///     y = line.linear(200 + 50 * lfo);
template <class T, class Memory = std::vector<T>>
class DelayLine {
    // Samples before those of the longest delay, which are kept for interpolation.
    static constexpr std::size_t beyond = 3;

public:
    /// For delays of up to max_delay samples, at least 1, in a std::vector. Allocates.
    explicit DelayLine(std::size_t max_delay)
        : DelayLine(Memory((max_delay > 0 ? max_delay : 1) + beyond, T(0))) {}

    /// For delays of up to the size of `memory` - 3. It must have at least 4 samples, which become 0.
    explicit DelayLine(Memory memory = {}) : memory_(std::move(memory)) {
        assert(memory_.size() > beyond);
        reset();
    }

    /// The longest delay, in samples.
    std::size_t max_delay() const { return memory_.size() - beyond; }

    /// Adds the next sample, after which the delay of all others is one sample longer.
    void push(T x) {
        newest_ = newest_ + 1 < memory_.size() ? newest_ + 1 : 0;
        memory_[newest_] = x;
    }

    /// The sample with a whole delay, which is held below max_delay() + 3.
    T operator[](std::size_t delay) const {
        if (delay >= memory_.size()) delay = memory_.size() - 1;
        return memory_[delay <= newest_ ? newest_ - delay : newest_ + memory_.size() - delay];
    }

    /// The value with a delay in [0, max_delay()], on the straight line between two samples. This is fast,
    /// but between the samples high frequencies become weaker, by up to 3 dB at a quarter of the sampling
    /// rate.
    T linear(T delay) const {
        const auto [whole, part] = split(delay, 0);
        const DelayLine& line = *this;
        return line[whole] + part * (line[whole + 1] - line[whole]);
    }

    /// The value with a delay in [1, max_delay()], on the cubic through four samples (Lagrange). Frequencies
    /// at a quarter of the sampling rate become weaker by up to 1.1 dB.
    T lagrange(T delay) const {
        const auto [whole, part] = split(delay, 1);
        const DelayLine& line = *this;
        const T before = part + 1, after = part - 1, last = part - 2;
        return (before * part * (after * line[whole + 2] / 3 - last * line[whole + 1]) +
                after * last * (before * line[whole] - part * line[whole - 1] / 3)) /
               2;
    }

    /// Back to silence.
    void reset() {
        for (T& x : memory_) x = 0;
    }

private:
    struct Position {
        std::size_t whole;
        T part;
    };
    Position split(T delay, T least) const {
        delay = std::fmin(std::fmax(delay, least), static_cast<T>(max_delay()));
        const auto whole = static_cast<std::size_t>(delay);
        return {whole, delay - static_cast<T>(whole)};
    }

    Memory memory_;
    std::size_t newest_ = 0;
};

} // namespace pya::dsp::leaf

#endif
