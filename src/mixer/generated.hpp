// SPDX-License-Identifier: MIT
// A generator as a voice of the mixer.
#ifndef PYA_SRC_MIXER_GENERATED_HPP
#define PYA_SRC_MIXER_GENERATED_HPP

#include <pya/agen/generator.hpp>
#include <pya/mixer.hpp>

#include <memory>

namespace pya::mixer {

/// The state of a generator at the rate sr, from its beginning on. `rate` must be 1 (ArgumentError).
std::shared_ptr<MixerSource> generated(const Agen& generator, double rate, bool loop, int sr);

/// The same of a cue, if it has a generator.
inline std::shared_ptr<MixerSource> generated(const Acue& cue, int sr) {
    return cue.gen ? generated(*cue.gen, cue.rate, cue.loop, sr) : nullptr;
}

} // namespace pya::mixer

#endif
