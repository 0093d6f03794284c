// SPDX-License-Identifier: MIT
/// @file
/// The terms that programs with this build of the library are distributed under.
#ifndef PYA_LICENSE_HPP
#define PYA_LICENSE_HPP

#include <pya/export.hpp>

#include <string_view>

namespace pya {

/// The licence of this build as a whole, as an SPDX identifier: "MIT", or "GPL-2.0-or-later" when FFTW is
/// linked in (PYA_FFT=fftw, the default). The library's own sources are under the MIT licence either way.
PYA_DSP_EXPORT std::string_view license();

} // namespace pya

#endif
