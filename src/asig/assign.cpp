// SPDX-License-Identifier: MIT
#include <pya/asig/selection.hpp>
#include <pya/log.hpp>

#include "asig/moved_events.hpp"
#include "asig/sizes.hpp"

#include <algorithm>

namespace pya {
namespace {

// The rows [start, stop) of a slice with step 1 of n rows. Negative numbers count from the end; numbers
// beyond the end stay as they are.
struct Span {
    Index start;
    Index stop;
};

Span unclamped(const slice& rows, Index n, int sr) {
    const auto at = [&](const Bound& bound, Index open) {
        return bound.is_open() ? open : std::max<Index>(bound.resolve(n, sr), 0);
    };
    return {at(rows.start, 0), at(rows.stop, n)};
}

Index extend_start(const Rows& rows, Index n, int sr) {
    const slice* s = rows.as_slice();
    if (s == nullptr || s->step != 1)
        detail::fail("assignment with extend: the rows must be a slice with step 1");
    const Span span = unclamped(*s, n, sr);
    if (span.stop < n)
        detail::fail("assignment with extend: the slice stops at ", span.stop,
                     ", before the end of the signal at ", n);
    return span.start;
}

Span overwrite_span(const Rows& rows, Index n, int sr) {
    if (rows.is_single()) {
        const Index i = rows.pick(n, sr, "samples")[0];
        return {i, i + 1};
    }
    const slice* s = rows.as_slice();
    if (s == nullptr || s->step != 1)
        detail::fail("assignment with overwrite: the rows must be a slice with step 1 or one number");
    const Span span = unclamped(*s, n, sr);
    const Index start = std::min(span.start, n);
    return {start, std::clamp(span.stop, start, n)};
}

} // namespace

Selection::Selection(Asig& target, const Rows& rows, const Cols& cols, MixMode mode)
    : Asig(std::as_const(target)(rows, cols)), target_(target), rows_(rows), cols_(cols), mode_(mode) {}

void Selection::operator=(const Operand& source) && { assign(source); }
void Selection::operator=(const Selection& source) && { assign(Operand(static_cast<const Asig&>(source))); }
void Selection::operator+=(const Operand& source) && { combine(detail::Op::add, source); }
void Selection::operator-=(const Operand& source) && { combine(detail::Op::subtract, source); }
void Selection::operator*=(const Operand& source) && { combine(detail::Op::multiply, source); }
void Selection::operator/=(const Operand& source) && { combine(detail::Op::divide, source); }

void Selection::combine(detail::Op op, Operand source) {
    Asig part = std::move(static_cast<Asig&>(*this));
    const bool constant = source.is_constant(part.channels());
    if (constant && mode_ == MixMode::extend) extend_start(rows_, target_.samples(), target_.sr_);
    if (!constant) {
        // Like assignment, op= takes a source of any rate, and one channel goes to all channels that are
        // selected.
        warn_of_rate(source);
        Asig& sig = source.own();
        sig.sr_ = part.sr_;
        if (sig.channels() == 1 && part.channels() > 1)
            sig = sig.rewire([&] {
                std::vector<Route> routes;
                for (Index c = 0; c < part.channels(); ++c) routes.push_back({{0, c}, 1});
                return routes;
            }());
    }
    const MixMode mode = mode_ == MixMode::overwrite ? MixMode::normal : mode_;
    if (constant && mode_ == MixMode::extend) mode_ = MixMode::normal; // as many samples as are selected
    assign(detail::combine(op, Mixing(part, mode), std::move(source)));
}

void Selection::warn_of_rate(const Operand& source) const {
    if (source.kind_ != Operand::Kind::signal || source.sig().sr_ == sr_ || source.sig().sr_ == target_.sr_)
        return;
    log_warning("assignment: samples at " + std::to_string(source.sig().sr_) + " Hz go into a signal at " +
                std::to_string(target_.sr_) + " Hz as they are; resample() converts");
}

void Selection::assign(const Operand& source) {
    // A signal that is written to itself must keep its samples while it changes.
    if (source.lent_ == &target_ || source.lent_ == this) return assign(Operand(Asig(*source.lent_)));
    warn_of_rate(source);
    storage::Samples& samples = target_.samples_;
    const Index n = samples.rows();
    const Picked cols = cols_.pick(target_.cn());
    const bool constant = source.is_constant(cols.count());
    const Index given = constant ? 0 : source.sig().samples();
    if (!constant && source.sig().channels() != cols.count() && source.sig().channels() != 1)
        detail::fail("assignment: the source has ", source.sig().channels(), " channels for ", cols.count(),
                     " selected");

    Picked rows = rows_.pick(n, target_.sr_, "samples");
    Index count = rows.count();
    if (mode_ == MixMode::overwrite) {
        if (cols.count() != target_.channels() || !cols.contiguous())
            detail::fail("assignment with overwrite: it takes all channels, not a selection of them");
        const Span cut = overwrite_span(rows_, n, target_.sr_);
        count = constant ? cut.stop - cut.start : given;
        rows = Positions{cut.start, 1, count};
    } else if (mode_ == MixMode::extend && !constant) {
        count = given;
        const Index start = extend_start(rows_, n, target_.sr_);
        if (start > detail::most_samples - given)
            detail::fail("assignment with extend: it starts at sample ", start, "; it must be at most at ",
                         detail::most_samples - given);
        rows = Positions{start, 1, given};
    } else if (mode_ == MixMode::extend) {
        extend_start(rows_, n, target_.sr_);
    } else if (mode_ == MixMode::bound) {
        count = constant ? count : std::min(count, given);
    } else if (!constant && given != count) {
        detail::fail("assignment: the source has ", given, " samples for ", count,
                     " selected; a.b(...) takes what fits, a.x(...) extends");
    }

    // This view of the target must be released before the target is written. If the source shares the memory
    // of the target, the target then gets memory of its own, and the source keeps its samples.
    static_cast<Asig&>(*this).samples_ = storage::Samples();

    if (mode_ == MixMode::overwrite) {
        const Span cut = overwrite_span(rows_, n, target_.sr_);
        const Index tail = n - cut.stop;
        if (count != cut.stop - cut.start) {
            storage::Samples changed =
                storage::Samples::uninitialised(cut.start + count + tail, samples.cols());
            SigMap map = changed.write();
            if (map.rows() > 0) {
                map.topRows(cut.start) = samples.view().topRows(cut.start);
                map.bottomRows(tail) = samples.view().bottomRows(tail);
            }
            samples = std::move(changed);
            target_.events_ = detail::moved(target_.events_, n, samples.rows(), [&](Index at) {
                return at < cut.stop ? std::min(at, cut.start + count) : at + count - (cut.stop - cut.start);
            });
        }
    } else if (mode_ == MixMode::extend && !constant) {
        const Index grown = std::max(n, rows[0] + given);
        if (rows[0] <= n && cols.contiguous() && cols.count() == samples.cols())
            samples.resize_rows_uninitialised(grown); // the new samples are written below
        else
            samples.resize_rows(grown);
    }
    if (count == 0) return;

    SigMap out = samples.write();
    for (Index k = 0; k < cols.count(); ++k) {
        float* to = out.col(cols[k]).data();
        if (constant) {
            const float value = source.constant(k);
            if (rows.contiguous())
                std::fill_n(to + rows[0], count, value);
            else
                for (Index i = 0; i < count; ++i) to[rows[i]] = value;
        } else {
            const float* from = source.sig().samples_.channel(source.sig().channels() == 1 ? 0 : k);
            if (rows.contiguous())
                std::copy_n(from, count, to + rows[0]);
            else
                for (Index i = 0; i < count; ++i) to[rows[i]] = from[i];
        }
    }
}

} // namespace pya
