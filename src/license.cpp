// SPDX-License-Identifier: MIT
#include <pya/license.hpp>

namespace pya {

std::string_view license() {
#ifdef PYA_FFT_FFTW
    return "GPL-2.0-or-later";
#else
    return "MIT";
#endif
}

} // namespace pya
