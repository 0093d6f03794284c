// SPDX-License-Identifier: MIT
// Signals whose gain and place move.
#include <pya/agen/generator.hpp>
#include <pya/asig.hpp>
#include <pya/dsp/leaf/pan.hpp>

#include "agen/rendered.hpp"

#include <memory>
#include <utility>

namespace pya {
namespace {

void check_channels(const char* method, const Agen& parameter, Index allowed) {
    if (parameter.channels() != 1 && parameter.channels() != allowed)
        detail::fail(method, ": the parameter has ", parameter.channels(), " channels; it must have one",
                     allowed > 1 ? ", or those of the signal" : "");
}

} // namespace

Asig Asig::gain(const Agen& amp) const {
    check_channels("Asig::gain", amp, channels());
    return Asig(gen::impl::rendered("Asig::gain", *this * amp, samples(), sr_), sr_, label_ + "_scaled", cn_,
                events_);
}

Asig Asig::pan2(const Agen& pan) const {
    check_channels("Asig::pan2", pan, 1);
    const storage::Samples places = gen::impl::rendered("Asig::pan2", pan, samples(), sr_);
    storage::Samples result = storage::Samples::uninitialised(samples(), 2);
    const dsp::Block<float> out = result.write();
    const float* left = samples_.channel(0);
    const float* right = samples_.channel(channels() > 1 ? 1 : 0);
    for (Index i = 0; i < samples(); ++i) {
        const auto gains = dsp::leaf::pan<double>(places.channel(0)[i]);
        out(i, 0) = static_cast<float>(left[i] * gains.left);
        out(i, 1) = static_cast<float>(right[i] * gains.right);
    }
    Names names = cn_;
    if (channels() != 2) {
        const bool mono = channels() == 1;
        names = std::make_shared<const std::vector<std::string>>(
            std::vector<std::string>{mono ? "l" : cn()[0], mono ? "r" : cn()[1]});
    }
    return Asig(std::move(result), sr_, label_ + "_pan2ed", std::move(names), events_);
}

} // namespace pya
