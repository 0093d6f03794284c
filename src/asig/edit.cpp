// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/dsp/level/fade.hpp>
#include <pya/dsp/level/level.hpp>
#include <pya/log.hpp>
#include <pya/mapping.hpp>

#include "asig/at_rate.hpp"
#include "asig/moved_events.hpp"
#include "asig/sizes.hpp"

#include <algorithm>
#include <cmath>

namespace pya {

Asig Asig::append(const Asig& other, double amp) && {
    if (other.channels() != channels())
        detail::fail("Asig::append: the other signal has ", other.channels(), " channels, this one ",
                     channels());
    const Asig next = detail::at_rate("append", "the other signal", other, sr_);
    const Index before = samples();
    samples_.resize_rows_uninitialised(before + next.samples());
    if (next.samples() > 0)
        samples_.write().bottomRows(next.samples()) = next.samples_.view() * static_cast<float>(amp);
    events_ = detail::followed(events_, next.events_, next.samples(), before);
    label_.join(other.label_);
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
        events_ = detail::earlier(events_, samples(), padded.rows(), -width);
        samples_ = std::move(padded);
    }
    return renamed("_padded");
}

Asig Asig::reverse() const {
    Asig backwards = (*this)(slice(none, none, -1));
    backwards.label_ = label_ + "_reversed";
    return backwards;
}

Asig Asig::repeat(Index times) const {
    const Index n = samples();
    if (times < 0 || times > detail::most_samples / std::max<Index>(n, 1) / channels())
        detail::fail("Asig::repeat: times is ", times, "; it must be between 0 and ",
                     detail::most_samples / std::max<Index>(n, 1) / channels());
    storage::Samples repeated = storage::Samples::uninitialised(n * times, channels());
    SigMap out = repeated.write();
    for (Index c = 0; c < channels() && n > 0; ++c)
        for (Index k = 0; k < times; ++k) std::copy_n(samples_.channel(c), n, out.col(c).data() + k * n);
    detail::Events events;
    for (Index k = 0; k < times && !events_.empty(); ++k)
        events = detail::followed(std::move(events), events_, n, k * n);
    return Asig(std::move(repeated), sr_, label_ + "_repeated", cn_, std::move(events));
}

Asig Asig::trim(const TrimOptions& options) const {
    const Index before = to_samples(options.sil_pad.before, sr_),
                after = to_samples(options.sil_pad.after, sr_);
    if (before < 0 || after < 0)
        detail::fail("Asig::trim: sil_pad is ", options.sil_pad.before.value, " and ",
                     options.sil_pad.after.value, " s; both must be 0 or more");
    if (std::isnan(options.sil_thr)) detail::fail("Asig::trim: sil_thr is NaN; it must be a level in dB");
    const auto threshold = dbamp(options.sil_thr);
    const auto sounds = [&](float x) { return !(std::abs(static_cast<double>(x)) <= threshold); };
    Index first = samples(), last = 0;
    for (Index c = 0; c < channels(); ++c) {
        const auto x = channel(c);
        first = std::min(first, std::find_if(x.begin(), x.end(), sounds) - x.begin());
        last = std::max(last, x.rend() - std::find_if(x.rbegin(), x.rend(), sounds));
    }
    Asig trimmed =
        first >= last
            ? (*this)(slice(0, 0))
            : (*this)(slice(std::max<Index>(first - before, 0), last + std::min(after, samples() - last)));
    trimmed.label_ = label_ + "_trimmed";
    return trimmed;
}

Asig Asig::crossfade(const Asig& other, Seconds dur, double curve) && {
    if (other.channels() != channels())
        detail::fail("Asig::crossfade: the other signal has ", other.channels(), " channels, this one ",
                     channels());
    Asig next = detail::at_rate("crossfade", "the other signal", other, sr_);
    const Index shorter = std::min(samples(), next.samples());
    Index overlap = to_samples(dur, sr_);
    if (overlap < 0) detail::fail("Asig::crossfade: dur is ", dur.value, " s; it must be 0 or more");
    if (!(curve >= 0 && std::isfinite(curve)))
        detail::fail("Asig::crossfade: curve is ", curve, "; it must be 0 or more");
    if (overlap > shorter) {
        log_warning("Asig::crossfade: the fade is longer than one of the signals and is cut to it");
        overlap = shorter;
    }
    if (overlap > 0) {
        dsp::fade_out(samples_.write(), overlap, curve);
        dsp::fade_in(next.samples_.write(), overlap, curve);
    }
    const Index start = samples() - overlap;
    samples_.resize_rows(start + next.samples());
    const dsp::Block<float> end = dsp::Block<float>(samples_.write()).part(start, next.samples());
    dsp::add_scaled(dsp::Block<const float>(next.samples_.view()), 1, end);
    events_ = detail::followed(events_, next.events_, next.samples(), start);
    label_.join(other.label_);
    return std::move(*this);
}

} // namespace pya
