// SPDX-License-Identifier: MIT
/// @file
/// What a(rows, channels) returns for a variable: the selected part of the signal, which can be assigned to.
#ifndef PYA_ASIG_SELECTION_HPP
#define PYA_ASIG_SELECTION_HPP

#include <pya/asig/arithmetic.hpp>
#include <pya/asig/signal.hpp>
#include <pya/export.hpp>

namespace pya {

/// The selected part of a signal. It can be read like a signal, and assignment writes to the signal that it
/// was selected from:
///
///     a(slice(0, 10)) = 0.5;   a(all, "l") *= 2;   a.x(slice(90, slice::end)) = tail;
///
/// The source is a number, a list, an array or a signal (Operand). A source with one channel is written to
/// every selected channel; otherwise the numbers of channels must agree. Samples are written as they are: a
/// signal of another rate is not converted, but there is a warning.
/// - Without a mode the source must have as many rows as are selected.
/// - bound (a.b) writes as much of the source as fits; rows beyond the source stay as they are.
/// - extend (a.x) writes all of the source, for which the signal grows. The rows must be a slice of step 1
///   that reaches the end.
/// - overwrite (a.o) takes the selected rows out and puts all of the source in. The rows must be a slice of
///   step 1, or one row, of all channels. A number, or one value for each channel, fills the selected rows
///   instead.
///
/// op= computes the selected part op the source, in the same mode, and writes the result.
///
/// A selection refers to its signal. One that is kept in a variable can still be read, and has the samples
/// that were selected when it was made, but it can't be assigned to. To keep the part, write
/// `Asig part = a(slice(0, 10));`.
class PYA_EXPORT Selection : public Asig {
public:
    Selection(const Selection&) = delete;

    /// Writes the source to the selected part; the mode says what happens with different lengths.
    void operator=(const Operand& source) &&;
    void operator=(const Selection& source) &&;
    /// Combines the selected part with the source and writes the result to it.
    void operator+=(const Operand& source) &&;
    void operator-=(const Operand& source) &&;
    void operator*=(const Operand& source) &&;
    void operator/=(const Operand& source) &&;

private:
    friend class Asig;
    Selection(Asig& target, const Rows& rows, const Cols& cols, MixMode mode);
    void combine(detail::Op op, Operand source);
    void assign(const Operand& source);
    void warn_of_rate(const Operand& source) const;

    Asig& target_;
    Rows rows_;
    Cols cols_;
    MixMode mode_;
};

} // namespace pya

#endif
