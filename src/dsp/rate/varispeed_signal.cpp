// SPDX-License-Identifier: MIT
// varispeed() of whole signals. For each stretch of positions in one direction, a converter runs over the
// signal or its mirror image.
#include <pya/dsp/rate/varispeed.hpp>
#include <pya/error.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "dsp/rate/samplerate.hpp"

namespace pya::dsp {
namespace {

constexpr double most_apart = impl::SampleRate::largest;

// Reads one channel from any position on. Beyond its ends it is silent.
template <class T>
class Reader {
public:
    Reader(const char* function, Interp kind) : converter_(function, kind), kind_(kind) {}

    // Places the next output at a position, of the mirrored signal if backwards. It is at most `step` before
    // the output after it.
    void seek(std::span<const T> signal, bool backwards, double position, double step) {
        signal_ = signal;
        backwards_ = backwards;
        next_ = static_cast<Index>(std::floor(position));
        const Index earlier = next_ - impl::SampleRate::reach(kind_, step);
        next_ = next_ > 0 ? std::max<Index>(earlier, 0) : next_; // everything before is silent anyway
        double distance = position - static_cast<double>(next_);
        if (distance > 0 && distance < 1) {
            --next_;
            ++distance;
        }
        waiting_ = {};
        converter_.reset();
        const double unwanted = std::ceil(distance);
        for (double i = 0; i < unwanted; ++i) next(distance / unwanted);
    }

    float next(double step) {
        for (float sample = 0;;) {
            const Progress progress = converter_.process(1 / step, waiting_, {&sample, 1});
            waiting_ = waiting_.subspan(static_cast<std::size_t>(progress.consumed));
            if (progress.produced > 0) return sample;
            read();
        }
    }

private:
    void read() {
        const Index n = std::ssize(signal_);
        for (float& sample : samples_) {
            const Index i = backwards_ ? n - 1 - next_ : next_;
            sample = i >= 0 && i < n ? static_cast<float>(signal_[static_cast<std::size_t>(i)]) : 0;
            ++next_;
        }
        waiting_ = samples_;
    }

    impl::SampleRate converter_;
    Interp kind_;
    std::span<const T> signal_;
    bool backwards_ = false;
    Index next_ = 0; // the next sample to be read
    std::array<float, 256> samples_{};
    std::span<const float> waiting_;
};

// The distance from each position to the next one.
std::vector<double> steps_of(std::span<const double> positions) {
    std::vector<double> steps(positions.size());
    std::adjacent_difference(positions.begin(), positions.end(), steps.begin());
    std::rotate(steps.begin(), steps.begin() + 1, steps.end());
    steps.back() = steps.size() > 1 ? *(steps.end() - 2) : 1;
    return steps;
}

// 1 for forwards, -1 for backwards, 0 for slower than a converter can.
int direction(double step) { return step >= 1 / most_apart ? 1 : step <= -1 / most_apart ? -1 : 0; }

template <class T>
void run_fast(Reader<T>& reader, std::span<const T> signal, std::span<const double> positions,
              std::span<const double> steps, std::span<T> out) {
    const bool backwards = steps[0] < 0;
    const auto fastest = std::ranges::max_element(steps, {}, [](double step) { return std::abs(step); });
    const double end = static_cast<double>(signal.size()) - 1;
    reader.seek(signal, backwards, backwards ? end - positions[0] : positions[0], std::abs(*fastest));
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<T>(reader.next(std::abs(steps[i])));
}

template <class T>
void run_slow(Reader<T>& reader, std::span<const T> signal, std::span<const double> positions,
              std::span<T> out) {
    const auto [first, last] = std::ranges::minmax(positions);
    std::vector<float> grid(static_cast<std::size_t>((last - first) * most_apart) + 2);
    reader.seek(signal, false, first, 1);
    for (float& sample : grid) sample = reader.next(1 / most_apart);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const double x = (positions[i] - first) * most_apart;
        const auto k = static_cast<std::size_t>(x);
        const double before = grid[k], after = grid[k + 1];
        out[i] = static_cast<T>(before + (after - before) * (x - static_cast<double>(k)));
    }
}

template <class T>
void run_interpolated(std::span<const T> signal, std::span<const double> positions, std::span<T> out,
                      Interp kind) {
    std::vector<double> numbers(signal.size());
    std::iota(numbers.begin(), numbers.end(), 0.);
    const Interpolator curve(numbers, std::vector<double>(signal.begin(), signal.end()), kind);
    Eigen::Index hint = 0;
    std::ranges::transform(positions, out.begin(),
                           [&](double position) { return static_cast<T>(curve(position, hint)); });
}

} // namespace

template <class T>
void varispeed(Block<const T> in, std::span<const double> positions, Block<T> out, Interp kind) {
    using detail::fail;
    if (is_sinc(kind))
        fail("varispeed: argument kind is a sinc kind; it must be an interpolating or a samplerate kind");
    if (out.samples() != std::ssize(positions) || out.channels() != in.channels())
        fail("varispeed: argument out is ", out.samples(), " x ", out.channels(), "; it must be ",
             positions.size(), " x ", in.channels());
    for (std::size_t i = 0; i < positions.size(); ++i) {
        if (!(std::abs(positions[i]) <= 1e12))
            fail("varispeed: position ", i, " is ", positions[i], "; it must be finite, from -1e12 to 1e12");
        if (i > 0 && std::abs(positions[i] - positions[i - 1]) > most_apart)
            fail("varispeed: positions ", i - 1, " and ", i, " are ", positions[i - 1], " and ", positions[i],
                 "; neighbours must not be more than 256 samples apart");
    }
    if (positions.empty()) return;
    if (!is_samplerate(kind)) {
        for (Index c = 0; c < in.channels(); ++c)
            if (in.samples() > 0)
                run_interpolated<T>(in.channel(c), positions, out.channel(c), kind);
            else
                std::ranges::fill(out.channel(c), T{});
        return;
    }
    const std::vector<double> steps = steps_of(positions);
    Reader<T> reader("varispeed", kind);
    for (Index c = 0; c < in.channels(); ++c)
        for (std::size_t first = 0, count = 0; first < steps.size(); first += count) {
            const auto turn =
                std::find_if(steps.begin() + static_cast<Index>(first), steps.end(),
                             [&](double step) { return direction(step) != direction(steps[first]); });
            count = static_cast<std::size_t>(turn - steps.begin()) - first;
            const auto run = positions.subspan(first, count);
            const auto to = out.channel(c).subspan(first, count);
            if (direction(steps[first]) == 0)
                run_slow<T>(reader, in.channel(c), run, to);
            else
                run_fast<T>(reader, in.channel(c), run, std::span(steps).subspan(first, count), to);
        }
}

template void varispeed<float>(Block<const float>, std::span<const double>, Block<float>, Interp);
template void varispeed<double>(Block<const double>, std::span<const double>, Block<double>, Interp);

} // namespace pya::dsp
