// SPDX-License-Identifier: MIT
/// @file
/// Fades at the ends of a signal.
#ifndef PYA_DSP_LEVEL_FADE_HPP
#define PYA_DSP_LEVEL_FADE_HPP

#include <pya/export.hpp>

#include <Eigen/Core>

namespace pya::dsp {

/// Multiplies the first samples of every channel (signal is samples x channels, in place) by a ramp from 0 to
/// 1 that is raised to curve: (i / (samples - 1))^curve, computed in Scalar (Asig.fade_in). No samples change
/// nothing, one becomes 0, more than there are count as all of them. Throws ArgumentError where samples is
/// negative, or curve is negative or not finite.
template <class Scalar>
PYA_DSP_EXPORT void fade_in(Eigen::Ref<Eigen::Array<Scalar, Eigen::Dynamic, Eigen::Dynamic>> signal,
                            Eigen::Index samples, double curve = 1);

/// The same for the last samples, with (1 - i / (samples - 1))^curve: a fade over one sample leaves it as it
/// is (Asig.fade_out).
template <class Scalar>
PYA_DSP_EXPORT void fade_out(Eigen::Ref<Eigen::Array<Scalar, Eigen::Dynamic, Eigen::Dynamic>> signal,
                             Eigen::Index samples, double curve = 1);

} // namespace pya::dsp

#endif
