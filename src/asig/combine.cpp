// SPDX-License-Identifier: MIT
#include <pya/asig/arithmetic.hpp>

#include "asig/moved_events.hpp"
#include "simd/combine.hpp"
#include "simd/stream.hpp"

#include <algorithm>
#include <functional>
#include <span>
#include <utility>

namespace pya::detail {
namespace {

struct Meaning {
    const char* name;
    const char* suffix;
};

Meaning meaning(Op op) {
    switch (op) {
    case Op::add: return {"operator+", "_added"};
    case Op::subtract: return {"operator-", "_subtracted"};
    case Op::multiply: return {"operator*", "_multiplied"};
    case Op::divide: return {"operator/", "_divided"};
    }
    fail("combine: unknown operation ", static_cast<int>(op));
}

// Calls f with the function object of an operator.
template <class F>
void with_function(Op op, F f) {
    switch (op) {
    case Op::add: return f(std::plus<float>());
    case Op::subtract: return f(std::minus<float>());
    case Op::multiply: return f(std::multiplies<float>());
    case Op::divide: return f(std::divides<float>());
    }
}

// Where to read channel c of a signal from its sample `first` on.
const float* at(const ConstSigMap& sig, Index first, Index c) {
    return sig.data() + c * sig.outerStride() + first;
}

// Computes the result where only the longer operand has samples.
template <class Out, class Rest>
void evaluate_rest(Op op, Out&& out, const Rest& rest, bool of_right) {
    if (of_right && op == Op::subtract)
        out = -rest;
    else if (of_right && op == Op::divide)
        out = rest.inverse();
    else
        out = rest;
}

// Checks that a op b is possible and returns the length of the result.
Index checked_length(Op op, const Asig& a, const Asig& b, MixMode mode, bool check_rates) {
    const Index x = a.samples();
    const Index y = b.samples();
    if (check_rates && a.sr() != b.sr())
        fail(meaning(op).name, ": the rates are ", a.sr(), " and ", b.sr(), " Hz; resample one of them");
    if (a.channels() != b.channels())
        fail(meaning(op).name, ": the operands have ", a.channels(), " and ", b.channels(), " channels");
    if (mode == MixMode::normal && x != y)
        fail(meaning(op).name, ": the lengths are ", x, " and ", y,
             " samples; a.b() stops at the shorter, a.x() goes on to the longer");
    return mode == MixMode::bound ? std::min(x, y) : std::max(x, y);
}

// Samples for the result: those of a temporary, if nobody else shares them and there are enough.
storage::Samples result_samples(storage::Samples* a, storage::Samples* b, Index rows, Index cols) {
    for (storage::Samples* own : {a, b}) {
        if (own == nullptr || !own->unique() || own->cols() != cols || own->rows() < rows) continue;
        own->resize_rows(rows);
        return std::move(*own);
    }
    return storage::Samples::uninitialised(rows, cols);
}

} // namespace

Asig combine(Op op, Operand a, Operand b) {
    const Asig& leader = a.kind_ == Operand::Kind::signal ? a.sig() : b.sig();
    const Index before = leader.samples();
    Asig result(
        leader,
        Asig::combined(op, a, b, a.own_ ? &a.own_->samples_ : nullptr, b.own_ ? &b.own_->samples_ : nullptr),
        meaning(op).suffix);
    if (result.samples() < before) result.events_ = earlier(leader.events_, before, result.samples(), 0);
    return result;
}

} // namespace pya::detail

namespace pya {

storage::Samples Asig::combined(detail::Op op, const Operand& a, const Operand& b, storage::Samples* own_a,
                                storage::Samples* own_b) {
    const bool right_leads = a.kind_ != Operand::Kind::signal;
    const Asig& leader = right_leads ? b.sig() : a.sig();
    const Operand& other = right_leads ? a : b;
    const Index channels = leader.channels();

    if (other.is_constant(channels)) {
        const ConstSigMap sig = leader.samples_.view();
        storage::Samples result = detail::result_samples(own_a, own_b, sig.rows(), channels);
        SigMap out = result.write();
        for (Index c = 0; c < channels; ++c)
            simd::write_run(out.col(c).data(), out.rows(), out.data() == sig.data(),
                            [&](Index first, float* to, Index count) {
                                const float* const run = detail::at(sig, first, c);
                                detail::with_function(op, [&](auto function) {
                                    if (right_leads)
                                        simd::combine(function, other.constant(c), run, to, count);
                                    else
                                        simd::combine(function, run, other.constant(c), to, count);
                                });
                            });
        return result;
    }

    const Index n =
        detail::checked_length(op, a.sig(), b.sig(), a.mode_, other.kind_ == Operand::Kind::signal);
    const ConstSigMap x = a.sig().samples_.view();
    const ConstSigMap y = b.sig().samples_.view();
    const Index both = std::min({n, x.rows(), y.rows()});
    const ConstSigMap& longer = x.rows() > y.rows() ? x : y;
    storage::Samples result = detail::result_samples(own_a, own_b, n, channels);
    SigMap out = result.write();
    const bool in_place = out.data() == x.data() || out.data() == y.data();
    for (Index c = 0; c < channels; ++c) {
        simd::write_run(out.col(c).data(), both, in_place, [&](Index first, float* to, Index count) {
            detail::with_function(op, [&](auto function) {
                simd::combine(function, detail::at(x, first, c), detail::at(y, first, c), to, count);
            });
        });
        if (n > both)
            detail::evaluate_rest(op, out.col(c).tail(n - both), longer.col(c).tail(n - both), &longer == &y);
    }
    return result;
}

Operand::Operand(std::initializer_list<float> values)
    : kind_(Kind::list), own_(std::span<const float>(values.begin(), values.size())) {}

Operand::Operand(const std::vector<float>& values)
    : kind_(Kind::list), own_(std::span<const float>(values)) {}

Operand::Operand(const std::vector<double>& values)
    : kind_(Kind::list), own_(std::span<const double>(values)) {}

Asig& Operand::own() {
    if (lent_ != nullptr) own_ = *std::exchange(lent_, nullptr);
    return *own_;
}

bool Operand::is_constant(Index channels) const {
    return kind_ == Kind::scalar || (kind_ == Kind::list && channels > 1 && sig().samples() == channels);
}

float Operand::constant(Index channel) const {
    return kind_ == Kind::scalar ? static_cast<float>(scalar_) : sig().storage().channel(0)[channel];
}

Asig& Asig::operator+=(const Operand& other) { return update(detail::Op::add, other); }
Asig& Asig::operator-=(const Operand& other) { return update(detail::Op::subtract, other); }
Asig& Asig::operator*=(const Operand& other) { return update(detail::Op::multiply, other); }
Asig& Asig::operator/=(const Operand& other) { return update(detail::Op::divide, other); }

Asig& Asig::update(detail::Op op, const Operand& other) {
    samples_ = combined(op, *this, other, &samples_, nullptr);
    filter_.reset();
    taps_.reset();
    return *this;
}

Asig Asig::operator-() const {
    return Asig(*this).apply([](const ConstSigMap& x) { return -x; });
}

} // namespace pya
