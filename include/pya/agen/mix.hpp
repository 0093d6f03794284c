// SPDX-License-Identifier: MIT
/// @file
/// Generators side by side: their sum, and channels.
#ifndef PYA_AGEN_MIX_HPP
#define PYA_AGEN_MIX_HPP

#include <pya/export.hpp>

#include <pya/agen/generator.hpp>

#include <vector>

namespace pya::gen {

/// The sum of generators, which ends with the last of them. Throws ArgumentError unless the channels agree or
/// are one, and unless the rates of the signals agree.
///
///     gen::mix({gen::sine(220), gen::sine(331) * 0.5})
PYA_EXPORT Agen mix(const std::vector<Agen>& parts);

/// Generators of one channel as the channels of one, which ends when the first of them does. Throws
/// ArgumentError if there is none, or one has several channels.
PYA_EXPORT Agen channels(const std::vector<Agen>& each);

/// One of the channels of a generator, counted from 0. Throws ArgumentError if there is no such channel.
PYA_EXPORT Agen channel(const Agen& x, Index c);

/// Panorama of a generator of one channel, with equal power: -1 is left, 0 the middle, 1 right. Beyond that
/// the position is held. Throws ArgumentError for several channels.
PYA_EXPORT Agen pan2(const Agen& x, const Agen& pan);

} // namespace pya::gen

#endif
