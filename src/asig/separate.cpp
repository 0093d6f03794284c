// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/dsp/separate/hpss.hpp>
#include <pya/memory.hpp>

namespace pya {

Hpss<Asig> Asig::hpss(const HpssOptions& options) const {
    dsp::impl::check_hpss("Asig::hpss", options);
    return detail::within_memory("Asig::hpss", [&] {
        storage::Samples harmonic = storage::Samples::uninitialised(samples(), channels());
        storage::Samples percussive = storage::Samples::uninitialised(samples(), channels());
        dsp::impl::hpss_into(sig(), options, {harmonic.write(), percussive.write()});
        return Hpss<Asig>{Asig(std::move(harmonic), sr_, label_ + "_harmonic", cn_, events_),
                          Asig(std::move(percussive), sr_, label_ + "_percussive", cn_, events_)};
    });
}

} // namespace pya
