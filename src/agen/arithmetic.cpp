// SPDX-License-Identifier: MIT
#include <pya/agen/generator.hpp>
#include <pya/asig.hpp>

#include "agen/node.hpp"
#include "simd/run.hpp"

#include <functional>
#include <utility>

namespace pya {
namespace {

using namespace gen::impl;

template <class Op>
PYA_INLINE void combine(const double* a, const double* b, double* out, Index n) {
    PYA_INDEPENDENT
    for (Index i = 0; i < n; ++i) out[i] = Op()(a[i], b[i]);
}

template <class Op>
class Arithmetic : public Unit {
public:
    Index process(const Io& io) noexcept override {
        simd::run<combine<Op>>(io.in[0], io.in[1], io.out, io.n);
        return io.n;
    }
    void reset() noexcept override {}
};

template <class Op>
Agen arithmetic(const Agen& a, const Agen& b) {
    const auto x = a.node()->constant, y = b.node()->constant;
    if (x && y) return Agen(Op()(*x, *y));
    const std::shared_ptr<Node> node = joined("Agen", {a, b});
    node->make = [](Index, const Setup&) { return std::make_unique<Arithmetic<Op>>(); };
    return Agen(node);
}

class Apply : public Unit {
public:
    explicit Apply(std::shared_ptr<const std::function<double(double)>> f) : f_(std::move(f)) {}
    Index process(const Io& io) noexcept override {
        for (Index i = 0; i < io.n; ++i) io.out[i] = (*f_)(io.in[0][i]);
        return io.n;
    }
    void reset() noexcept override {}

private:
    std::shared_ptr<const std::function<double(double)>> f_;
};

} // namespace

Agen operator+(const Agen& a, const Agen& b) { return arithmetic<std::plus<>>(a, b); }
Agen operator-(const Agen& a, const Agen& b) { return arithmetic<std::minus<>>(a, b); }
Agen operator*(const Agen& a, const Agen& b) { return arithmetic<std::multiplies<>>(a, b); }
Agen operator/(const Agen& a, const Agen& b) { return arithmetic<std::divides<>>(a, b); }
Agen operator+(const Agen& a, const Asig& b) { return a + Agen(b); }
Agen operator-(const Agen& a, const Asig& b) { return a - Agen(b); }
Agen operator*(const Agen& a, const Asig& b) { return a * Agen(b); }
Agen operator/(const Agen& a, const Asig& b) { return a / Agen(b); }
Agen operator+(const Asig& a, const Agen& b) { return Agen(a) + b; }
Agen operator-(const Asig& a, const Agen& b) { return Agen(a) - b; }
Agen operator*(const Asig& a, const Agen& b) { return Agen(a) * b; }
Agen operator/(const Asig& a, const Agen& b) { return Agen(a) / b; }
Agen Agen::operator-() const { return *this * Agen(-1); }

Agen Agen::apply(std::function<double(double)> f) const {
    if (!f) detail::fail("Agen::apply: there is no function");
    const std::shared_ptr<Node> node = joined("Agen::apply", {*this});
    node->make = [shared = std::make_shared<const std::function<double(double)>>(std::move(f))](
                     Index, const Setup&) { return std::make_unique<Apply>(shared); };
    return Agen(node);
}

} // namespace pya
