// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>

#include "asig/moved_events.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <cstdlib>

namespace pya {
namespace {

/// The events of n samples as they lie in those that a slice or a number picks. A list has no time of its
/// own.
detail::Events selected_events(const detail::Events& events, Index n, const Rows& rows,
                               const Picked& picked) {
    if (events.empty() || picked.count() == 0 || (rows.as_slice() == nullptr && !rows.is_single())) return {};
    const Index first = picked[0], step = rows.step();
    if (step < 0) {
        return detail::moved(detail::reversed(events, first + 1), first + 1, picked.count(),
                             [step](Index at) { return at / -step + (at % step != 0); });
    }
    return detail::moved(events, n, picked.count(), [first, step](Index at) {
        return (at - first) / step + (at > first && (at - first) % step != 0);
    });
}

PYA_INLINE void copy_backwards(const float* last, float* to, Index n) {
    PYA_INDEPENDENT
    for (Index i = 0; i < n; ++i) to[i] = last[-i];
}

} // namespace

Asig Asig::operator()(const Rows& rows, const Cols& cols) const& { return select(rows, cols); }

Asig Asig::operator()(const Rows& rows, const Cols& cols) && {
    Asig selected = select(rows, cols);
    const Asig taken(std::move(*this)); // so that the selection is the only owner of the samples
    return selected;
}

Asig Asig::select(const Rows& rows, const Cols& cols) const {
    constexpr std::string_view added = "_arrayindexed";
    // A stretch of all channels, which most selections are, is nothing but a share of the samples.
    const slice* const part = rows.as_slice();
    if (part != nullptr && part->step == 1 && cols.is_all() && events_.empty()) {
        const Positions run = part->resolve(samples(), sr_);
        return Asig(*this, samples_.block(run.count > 0 ? run.start : 0, run.count, 0, channels()), added);
    }
    const Picked r = rows.pick(samples(), sr_, "samples");
    const Picked c = cols.pick(cn());
    const Index stride = std::abs(std::clamp<Index>(rows.step(), -sr_, sr_));

    const int rate = sr_ / static_cast<int>(stride);
    Names names = cn_;
    if (!c.contiguous() || c.count() != channels()) {
        std::vector<std::string> chosen;
        for (Index i = 0; i < c.count(); ++i) chosen.push_back(cn()[static_cast<std::size_t>(c[i])]);
        names = std::make_shared<const std::vector<std::string>>(std::move(chosen));
    }
    detail::Label label = label_ + added;
    detail::Events events = selected_events(events_, samples(), rows, r);
    if (r.contiguous() && c.contiguous())
        return Asig(samples_.block(r.count() > 0 ? r[0] : 0, r.count(), c[0], c.count()), rate,
                    std::move(label), std::move(names), std::move(events));

    storage::Samples picked = storage::Samples::uninitialised(r.count(), c.count());
    SigMap out = picked.write();
    for (Index k = 0; k < c.count() && r.count() > 0; ++k) {
        const float* from = samples_.channel(c[k]);
        float* to = out.col(k).data();
        if (r.contiguous()) {
            std::copy_n(from + r[0], r.count(), to);
        } else if (r.step() == -1) {
            simd::run<copy_backwards>(from + r[0], to, r.count());
        } else {
            for (Index i = 0; i < r.count(); ++i) to[i] = from[r[i]];
        }
    }
    return Asig(std::move(picked), rate, std::move(label), std::move(names), std::move(events));
}

std::span<const float> Asig::channel(Index c) const& {
    return {samples_.channel(Rows(c).pick(channels(), sr_, "channels")[0]),
            static_cast<std::size_t>(samples())};
}

const float* Asig::begin() const& {
    if (channels() != 1)
        detail::fail("Asig::begin: the signal has ", channels(),
                     " channels; channel() has the samples of one");
    return samples_.channel(0);
}

const float* Asig::end() const& { return begin() + samples(); }

Selection Asig::operator()(const Rows& rows, const Cols& cols) & {
    return {*this, rows, cols, MixMode::normal};
}
Selection Asig::b(const Rows& rows, const Cols& cols) & { return {*this, rows, cols, MixMode::bound}; }
Selection Asig::x(const Rows& rows, const Cols& cols) & { return {*this, rows, cols, MixMode::extend}; }
Selection Asig::o(const Rows& rows, const Cols& cols) & { return {*this, rows, cols, MixMode::overwrite}; }
Selection Asig::bound(const Rows& rows, const Cols& cols) & { return b(rows, cols); }
Selection Asig::extend(const Rows& rows, const Cols& cols) & { return x(rows, cols); }
Selection Asig::overwrite(const Rows& rows, const Cols& cols) & { return o(rows, cols); }

Mixing Asig::b() const { return {*this, MixMode::bound}; }
Mixing Asig::x() const { return {*this, MixMode::extend}; }
Mixing Asig::bound() const { return b(); }
Mixing Asig::extend() const { return x(); }

} // namespace pya
