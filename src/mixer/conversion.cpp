// SPDX-License-Identifier: MIT
#include "mixer/conversion.hpp"

#include <cmath>

namespace pya::mixer {

storage::Samples at_rate(const Cue& cue, int sr) {
    const Asig& sig = cue.sig;
    const double step = sig.sr() * cue.rate / sr;
    if (step == 1 || sig.samples() == 0) return sig.storage();
    const auto rows = static_cast<Index>(std::floor(static_cast<double>(sig.samples()) / step));
    storage::Samples result = storage::Samples::uninitialised(rows, sig.channels());
    SigMap out = result.write();
    for (Index c = 0; c < sig.channels(); ++c) {
        const float* x = sig.storage().channel(c);
        for (Index i = 0; i < rows; ++i) {
            const double t = static_cast<double>(i) * step;
            const auto k = static_cast<Index>(t);
            const double next = x[std::min(k + 1, sig.samples() - 1)];
            out(i, c) = static_cast<float>(x[k] + (t - static_cast<double>(k)) * (next - x[k]));
        }
    }
    return result;
}

} // namespace pya::mixer
