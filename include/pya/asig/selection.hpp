// SPDX-License-Identifier: MIT
/// @file
/// What a(rows, channels) returns for a named signal: the selected part as a signal, which can be assigned
/// to.
#ifndef PYA_ASIG_SELECTION_HPP
#define PYA_ASIG_SELECTION_HPP

#include <pya/asig/arithmetic.hpp>
#include <pya/asig/signal.hpp>
#include <pya/export.hpp>

namespace pya {

/// Reads as the selected part and writes to the signal it was selected from:
///
///     a(slice(0, 10)) = 0.5;   a(all, "l") *= 2;   a.x(slice(90, end)) = tail;
///
/// The source is a number, a list, an array or a signal (Operand). A source with one channel goes to every
/// selected channel; otherwise the channels must agree. Samples are taken as they are: a signal of another
/// rate is not converted, which is worth a warning.
/// - Plain: as many rows as are selected.
/// - bound (a.b): what fits of the source; rows beyond it stay as they are.
/// - extend (a.x): the rows must be a slice of step 1 that reaches the end; the signal grows with silence to
/// hold
///   all of the source.
/// - overwrite (a.o): the rows must be a slice of step 1 or one row, of all channels; they are taken out and
/// all of
///   the source is put in. Numbers and values a channel fill the selected rows instead.
///
/// op= is the selected part op the source, in the same mode, assigned back.
///
/// It refers to the signal. Kept in a variable it can still be read, as what was selected when it was made,
/// but no longer be assigned to; to keep the part write `Asig part = a(slice(0, 10));`.
class PYA_EXPORT Selection : public Asig {
public:
    Selection(const Selection&) = delete;

    /// Writes the source into the selection; lengths meet as the mode says.
    void operator=(const Operand& source) &&;
    void operator=(const Selection& source) &&;
    /// Reads, combines with the source and writes.
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
