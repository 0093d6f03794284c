// SPDX-License-Identifier: MIT
// Group io: reading and writing files.
#include "golden/mapping.hpp"

#include <pya/io/audio_file.hpp>

namespace golden {
namespace {

const Covers audio_from_file("io", "audio_from_file", [](const Case& c, Checker& check) {
    const pya::AudioData file = pya::audio_from_file(c.path("file"));
    check.out("sig", file.sig.cols() == 1 ? array(file.sig.col(0)) : array(file.sig));
    check.expect("sr", file.sr);
    check.expect("channels", static_cast<double>(file.sig.cols()));
    check.expect("samples", static_cast<double>(file.sig.rows()));
});

} // namespace
} // namespace golden
