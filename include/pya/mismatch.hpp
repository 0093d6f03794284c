// SPDX-License-Identifier: MIT
/// @file
/// What the compiler says where a spectrum or a feature is combined with what doesn't fit: one sentence, in
/// place of every operator that there is.
#ifndef PYA_MISMATCH_HPP
#define PYA_MISMATCH_HPP

#include <Eigen/Core>

#include <complex>
#include <concepts>
#include <type_traits>

namespace pya {

class Afeature;
class Agen;
class Asig;
class Aspec;
class Astft;
class Mixing;

namespace detail {

template <class D>
void array_like(const Eigen::DenseBase<D>&);

template <class T, class... Ts>
concept OneOf = (std::same_as<std::remove_cvref_t<T>, Ts> || ...);
template <class T>
concept Scalar = std::convertible_to<T, std::complex<double>>;
template <class T>
concept Factor = Scalar<T> || requires(const std::remove_cvref_t<T>& t) {
    array_like(t);
};

/// One of them is a spectrum or a feature, and the other nothing that has operators of its own with it.
template <class A, class B>
concept Mismatched = (OneOf<A, Afeature, Aspec, Astft> ||
                      OneOf<B, Afeature, Aspec, Astft>)&&!std::convertible_to<A, B> &&
                     !std::convertible_to<B, A> && !OneOf<A, Agen, Asig, Mixing> &&
                     !OneOf<B, Agen, Asig, Mixing>;
template <class A, class B>
concept NoTerm = Mismatched<A, B> && !(OneOf<A, Afeature> && Scalar<B>)&&!(Scalar<A> && OneOf<B, Afeature>);
template <class A, class B>
concept NoFactor = Mismatched<A, B> && !Factor<A> && !Factor<B>;

template <class A, class B>
constexpr void mismatch() {
    static_assert(sizeof(A*) == 0, "a spectrum or a feature can be combined with another one of its class; a "
                                   "feature also with a number, and a spectrum can be multiplied by one");
}

} // namespace detail

/// Does not compile, and says what does.
template <class A, class B>
requires detail::NoTerm<A, B>
void operator+(const A&, const B&) { detail::mismatch<A, B>(); }

/// Does not compile, and says what does.
template <class A, class B>
requires detail::NoTerm<A, B>
void operator-(const A&, const B&) { detail::mismatch<A, B>(); }

/// Does not compile, and says what does.
template <class A, class B>
requires detail::NoFactor<A, B>
void operator*(const A&, const B&) { detail::mismatch<A, B>(); }

/// Does not compile, and says what does.
template <class A, class B>
requires detail::NoFactor<A, B>
void operator/(const A&, const B&) { detail::mismatch<A, B>(); }

} // namespace pya

#endif
