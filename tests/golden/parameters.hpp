// SPDX-License-Identifier: MIT
// Parameters of cases as the types of the library.
#ifndef PYA_TESTS_GOLDEN_PARAMETERS_HPP
#define PYA_TESTS_GOLDEN_PARAMETERS_HPP

#include "golden/case.hpp"

#include <pya/dsp/iir/design.hpp>
#include <pya/dsp/spectral/stft.hpp>
#include <pya/dsp/window/window.hpp>

#include <initializer_list>
#include <stdexcept>
#include <utility>

namespace golden {

pya::Rows rows_of(const nlohmann::json& rows);
pya::Cols cols_of(const nlohmann::json& cols);

// A name, a list of a name and parameters, a number (Kaiser), a list of samples, or null for none.
pya::dsp::Window window_of(const nlohmann::json& window);
// Sets `window` if the case has one.
void read_window(const Case& c, const std::string& name, pya::dsp::Window& window);
// A name, or false for none.
void read_detrend(const Case& c, pya::dsp::Detrend& detrend);
// The parameter `kind`.
void read_interp(const Case& c, pya::dsp::Interp& kind);
void read_optional(const Case& c, const std::string& name, std::optional<Index>& value);
void read_optional(const Case& c, const std::string& name, std::optional<double>& value);

// Sets `value` to the enumerator of the name that the case gives, if it gives one.
template <class Enum>
void read_enum(const Case& c, const std::string& name, Enum& value,
               std::initializer_list<std::pair<const char*, Enum>> names) {
    if (!c.given(name)) return;
    const std::string wanted = c.get<std::string>(name);
    for (const auto& [known, enumerator] : names) {
        if (wanted != known) continue;
        value = enumerator;
        return;
    }
    throw std::logic_error("unknown " + name + ": " + wanted);
}

// btype, ftype, order, rp and rs, for any options that have these members.
template <class Options>
void read_design(const Case& c, Options& options) {
    read_enum(c, "btype", options.btype,
              {{"lowpass", pya::dsp::Btype::lowpass},
               {"highpass", pya::dsp::Btype::highpass},
               {"bandpass", pya::dsp::Btype::bandpass},
               {"bandstop", pya::dsp::Btype::bandstop}});
    read_enum(c, "ftype", options.ftype,
              {{"butter", pya::dsp::Ftype::butter},
               {"cheby1", pya::dsp::Ftype::cheby1},
               {"cheby2", pya::dsp::Ftype::cheby2},
               {"ellip", pya::dsp::Ftype::ellip},
               {"bessel", pya::dsp::Ftype::bessel}});
    c.read("order", options.order);
    read_optional(c, "rp", options.rp);
    read_optional(c, "rs", options.rs);
}

} // namespace golden

#endif
