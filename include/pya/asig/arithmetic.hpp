// SPDX-License-Identifier: MIT
/// @file
/// Arithmetic between signals, arrays and numbers.
///
/// Rates and channels must always agree. Lengths must agree as well, unless the left signal says otherwise:
/// a.b() + c stops at the end of the shorter signal, and a.x() + c goes on to the end of the longer one. What
/// a.x() has where only one of the two has samples: for + and * the samples themselves; for - those of a, or
/// those of c with the other sign; for / those of a, or 1 / those of c.
#ifndef PYA_ASIG_ARITHMETIC_HPP
#define PYA_ASIG_ARITHMETIC_HPP

#include <pya/asig/signal.hpp>
#include <pya/export.hpp>

#include <concepts>
#include <initializer_list>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace pya {

/// What happens with operands of different lengths.
enum class MixMode { normal, bound, extend, overwrite };

/// A signal on the left of an operator, and what happens with different lengths. a.b() and a.x() return it.
class Mixing {
public:
    /// Made by a.b(), a.x() and their long names.
    Mixing(const Asig& sig, MixMode mode) : sig_(sig), mode_(mode) {}

private:
    friend class Operand;
    Asig sig_;
    MixMode mode_;
};

/// What a signal can be combined with, or assigned from: a number, a signal, an array of samples x channels,
/// or a list. A list has one value for each channel, if there are two or more channels and as many values;
/// otherwise it has the samples of one channel. An operand holds no copy of a signal that has a name, so that
/// signal must live as long as the operand; a temporary is moved into it.
class PYA_EXPORT Operand {
public:
    /// Converts from each of these.
    template <class T>
    requires std::is_arithmetic_v<T> Operand(T value)
        : kind_(Kind::scalar), scalar_(static_cast<double>(value)) {}
    Operand(const Asig& sig) : kind_(Kind::signal), lent_(&sig) {}
    Operand(Asig&& sig) : kind_(Kind::signal), own_(std::move(sig)) {}
    Operand(Mixing mixing) : kind_(Kind::signal), mode_(mixing.mode_), own_(std::move(mixing.sig_)) {}
    Operand(std::initializer_list<float> values);
    Operand(const std::vector<float>& values);
    Operand(const std::vector<double>& values);
    template <class D>
    Operand(const Eigen::DenseBase<D>& sig) : kind_(Kind::array), own_(sig) {}

private:
    friend class Asig;
    friend class Selection;
    friend Asig detail::combine(detail::Op op, Operand a, Operand b);

    enum class Kind { scalar, list, array, signal };

    /// True if this is one number for each of `channels` channels; constant(channel) is the number of a
    /// channel.
    bool is_constant(Index channels) const;
    float constant(Index channel) const;

    /// What is not a scalar.
    const Asig& sig() const { return lent_ != nullptr ? *lent_ : *own_; }
    /// The same to be changed.
    Asig& own();

    Kind kind_;
    MixMode mode_ = MixMode::normal;
    double scalar_ = 0;
    const Asig* lent_ = nullptr;
    std::optional<Asig> own_;
};

namespace detail {

enum class Op { add, subtract, multiply, divide };

/// a op b. At least one of them is a signal, and the result has its rate and names.
PYA_EXPORT Asig combine(Op op, Operand a, Operand b);

template <class T>
concept Signal =
    std::derived_from<std::remove_cvref_t<T>, Asig> || std::same_as<std::remove_cvref_t<T>, Mixing>;

template <class A, class B>
concept Combinable = (Signal<A> && std::convertible_to<B, Operand> &&
                      !std::same_as<std::remove_cvref_t<B>, Mixing>) ||
                     (std::derived_from<std::remove_cvref_t<B>, Asig> && std::convertible_to<A, Operand>);

} // namespace detail

/// A signal and whatever may stand beside it, see Operand. ArgumentError where rates, channels or lengths
/// differ.
template <class A, class B>
requires detail::Combinable<A, B> Asig operator+(A&& a, B&& b) {
    return detail::combine(detail::Op::add, std::forward<A>(a), std::forward<B>(b));
}

/// A signal and whatever may stand beside it, see Operand. ArgumentError where rates, channels or lengths
/// differ.
template <class A, class B>
requires detail::Combinable<A, B> Asig operator-(A&& a, B&& b) {
    return detail::combine(detail::Op::subtract, std::forward<A>(a), std::forward<B>(b));
}

/// A signal and whatever may stand beside it, see Operand. ArgumentError where rates, channels or lengths
/// differ.
template <class A, class B>
requires detail::Combinable<A, B> Asig operator*(A&& a, B&& b) {
    return detail::combine(detail::Op::multiply, std::forward<A>(a), std::forward<B>(b));
}

/// A signal and whatever may stand beside it, see Operand. ArgumentError where rates, channels or lengths
/// differ.
template <class A, class B>
requires detail::Combinable<A, B> Asig operator/(A&& a, B&& b) {
    return detail::combine(detail::Op::divide, std::forward<A>(a), std::forward<B>(b));
}

} // namespace pya

#endif
