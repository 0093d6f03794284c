// SPDX-License-Identifier: MIT
// A second signal at the rate of the first one.
#ifndef PYA_SRC_ASIG_AT_RATE_HPP
#define PYA_SRC_ASIG_AT_RATE_HPP

#include <pya/asig.hpp>
#include <pya/error.hpp>

namespace pya::detail {

/// The signal, converted band-limited if it has another rate. An error names the method that needs it, and
/// not only the conversion, which the caller has not asked for.
inline Asig at_rate(const char* method, const char* what, const Asig& sig, int sr) {
    if (sig.sr() == sr) return sig;
    try {
        return sig.resample(sr, {.kind = Interp::sinc_best});
    } catch (const MemoryError& error) {
        fail<MemoryError>("Asig::", method, ": ", what, " can't be converted from ", sig.sr(), " to ", sr,
                          " Hz: ", error.what());
    } catch (const ArgumentError& error) {
        fail("Asig::", method, ": ", what, " can't be converted from ", sig.sr(), " to ", sr,
             " Hz: ", error.what());
    }
}

} // namespace pya::detail

#endif
