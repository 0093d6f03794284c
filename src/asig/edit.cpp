// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/dsp/level/level.hpp>
#include <pya/log.hpp>

#include "asig/sizes.hpp"

#include <algorithm>

namespace pya {

Asig Asig::append(const Asig& other, double amp) && {
    if (other.channels() != channels())
        detail::fail("Asig::append: the other signal has ", other.channels(), " channels, this one ",
                     channels());
    const Asig next = other.sr_ == sr_ ? other : other.resample(sr_, {.kind = Interp::sinc_best});
    const Index before = samples();
    samples_.resize_rows_uninitialised(before + next.samples());
    if (next.samples() > 0)
        samples_.write().bottomRows(next.samples()) = next.samples_.view() * static_cast<float>(amp);
    label_ += "+" + other.label_;
    return std::move(*this);
}

Asig& Asig::add(const Asig& other, AddOptions options) & {
    if (other.sr_ != sr_)
        detail::fail("Asig::add: the rates are ", sr_, " and ", other.sr_, " Hz; resample one of them");
    if (other.channels() != channels())
        detail::fail("Asig::add: the other signal has ", other.channels(), " channels, this one ",
                     channels());
    if (options.pos && options.onset) log_warning("Asig::add: pos and onset are both given; onset counts");
    const storage::Samples own = &other == this ? samples_ : storage::Samples(); // a signal added to itself
    const storage::Samples& source = &other == this ? own : other.samples_;
    const Index pos = options.onset ? to_samples(*options.onset, sr_) : options.pos.value_or(0);
    const Index first = std::max<Index>(pos, 0);
    const Index last = pos > samples() ? samples() : std::min(samples(), pos + source.rows());
    if (first >= last) return *this;
    const dsp::Block<const float> added = source.view();
    const dsp::Block<float> out = samples_.write();
    dsp::add_scaled(added.part(first - pos, last - first), static_cast<float>(options.amp),
                    out.part(first, last - first));
    return *this;
}

Asig Asig::add(const Asig& other, AddOptions options) && { return std::move(add(other, options)); }

Asig Asig::pad(Index width, PadOptions options) && {
    if (width < 0 || width > detail::most_samples - samples())
        detail::fail("Asig::pad: width is ", width, "; it must be between 0 and ",
                     detail::most_samples - samples());
    const auto value = static_cast<float>(options.constant_values);
    if (options.tail) {
        samples_.resize_rows(samples() + width);
        if (width > 0 && value != 0) samples_.write().bottomRows(width).setConstant(value);
    } else {
        storage::Samples padded = storage::Samples::uninitialised(samples() + width, channels());
        SigMap out = padded.write();
        out.topRows(width).setConstant(value);
        if (samples() > 0) out.bottomRows(samples()) = samples_.view();
        samples_ = std::move(padded);
    }
    return renamed("_padded");
}

} // namespace pya
