// SPDX-License-Identifier: MIT
// The one place where a signal is brought to the rate at which it is to sound.
#ifndef PYA_SRC_MIXER_CONVERSION_HPP
#define PYA_SRC_MIXER_CONVERSION_HPP

#include <pya/mixer.hpp>

namespace pya::mixer {

/// The samples of a cue at rate sr and at the cue's speed; shared where there is nothing to convert.
storage::Samples at_rate(const Cue& cue, int sr);

} // namespace pya::mixer

#endif
