// SPDX-License-Identifier: MIT
#include <pya/dsp/rate/varispeed.hpp>
#include <pya/error.hpp>

#include <algorithm>
#include <array>

#include "dsp/rate/samplerate.hpp"
#include "dsp/shape.hpp"

namespace pya::dsp {
namespace {

constexpr Index chunk = 1024;  // samples that a converter is given at a time
constexpr Index together = 16; // channels that have one converter, at most

void check_rate(const char* function, double rate) {
    constexpr double slowest = 1 / impl::SampleRate::largest, fastest = impl::SampleRate::largest;
    if (!(rate >= slowest && rate <= fastest))
        detail::fail(function, ": argument rate is ", rate, "; it must be from 1/256 to 256");
}

} // namespace

template <class T>
Varispeed<T>::Varispeed(double rate, Interp kind, Index channels)
    : channels_("Varispeed", channels), kind_(kind), initial_rate_(rate), rate_(rate) {
    check_rate("Varispeed", rate);
    if (!is_samplerate(kind)) detail::fail("Varispeed: argument kind must be one of the samplerate kinds");
    if (channels < 0) detail::fail("Varispeed: argument channels is ", channels, "; it must not be negative");
    // Without channels one converter counts the samples, so that a stream of them ends, too.
    for (Index first = 0; first < std::max<Index>(channels, 1); first += together)
        converters_.emplace_back("Varispeed", kind,
                                 static_cast<int>(std::clamp<Index>(channels - first, 1, together)));
}

template <class T>
Varispeed<T>::~Varispeed() = default;
template <class T>
Varispeed<T>::Varispeed(Varispeed&&) noexcept = default;
template <class T>
Varispeed<T>& Varispeed<T>::operator=(Varispeed&&) noexcept = default;

template <class T>
Progress Varispeed<T>::process(Block<const T> in, Block<T> out) {
    impl::check_channels("Varispeed::process", in.channels(), channels());
    impl::check_channels("Varispeed::process", out.channels(), channels());
    return run(&in, in.samples(), out, nullptr);
}

template <class T>
Progress Varispeed<T>::process(Block<const T> in, Block<T> out, std::span<const double> rates) {
    impl::check_channels("Varispeed::process", in.channels(), channels());
    impl::check_channels("Varispeed::process", out.channels(), channels());
    if (std::ssize(rates) != out.samples())
        detail::fail("Varispeed::process: argument rates has ", rates.size(),
                     " values; it must have one for each sample of out, ", out.samples());
    for (const double rate : rates) check_rate("Varispeed::process", rate);
    return run(&in, in.samples(), out, rates.data());
}

template <class T>
Index Varispeed<T>::flush(Block<T> out) {
    impl::check_channels("Varispeed::flush", out.channels(), channels());
    Index fitting = 0;
    for (double ahead = ahead_ + 1e-6; fitting < out.samples() && ahead >= rate_; ahead -= rate_) ++fitting;
    const double ahead = ahead_;
    run(nullptr, std::numeric_limits<Index>::max(), out.part(0, fitting), nullptr);
    ahead_ = ahead - static_cast<double>(fitting) * rate_; // silence does not count as input
    return fitting;
}

// Without `in` it reads silence. Without `rates` it uses the present rate.
template <class T>
Progress Varispeed<T>::run(const Block<const T>* in, Index inputs, Block<T> out, const double* rates) {
    Progress progress;
    const auto rate = [&](Index i) { return rates != nullptr ? rates[i] : rate_; };
    Index first = 0;
    for (auto& converter : converters_) {
        if (out.samples() == 0) break;
        const Index own = std::min(together, channels_ - first), width = std::max<Index>(own, 1);
        std::array<float, chunk> samples{};
        std::array<float, together> frame;
        std::span<const float> waiting;
        Index read = 0, written = 0;
        for (;;) {
            const Progress step = converter.process(1 / rate(written), waiting,
                                                    {frame.data(), static_cast<std::size_t>(width)});
            waiting = waiting.subspan(static_cast<std::size_t>(step.consumed * width));
            if (step.produced > 0) {
                for (Index c = 0; c < own; ++c)
                    out(written, first + c) = static_cast<T>(frame[static_cast<std::size_t>(c)]);
                if (++written == out.samples()) break;
            } else if (read == inputs) {
                break;
            } else {
                const Index count = std::min(inputs - read, chunk / width);
                for (Index c = 0; in != nullptr && c < own; ++c)
                    for (Index i = 0; i < count; ++i)
                        samples[static_cast<std::size_t>(i * width + c)] =
                            static_cast<float>((*in)(read + i, first + c));
                waiting = {samples.data(), static_cast<std::size_t>(count * width)};
                read += count;
            }
        }
        progress = {read - std::ssize(waiting) / width, written};
        first += together;
    }
    ahead_ += static_cast<double>(progress.consumed);
    for (Index i = 0; i < progress.produced; ++i) ahead_ -= rate(i);
    if (rates != nullptr && progress.produced > 0) rate_ = rates[progress.produced - 1];
    return progress;
}

template <class T>
void Varispeed<T>::set_rate(double rate) {
    check_rate("Varispeed::set_rate", rate);
    rate_ = rate;
}

template <class T>
void Varispeed<T>::reset() {
    for (auto& converter : converters_) converter.reset();
    rate_ = initial_rate_;
    ahead_ = 0;
}

template <class T>
Index Varispeed<T>::latency() const {
    return impl::SampleRate::reach(kind_, rate_);
}

template class Varispeed<float>;
template class Varispeed<double>;

} // namespace pya::dsp
