// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/dsp/run_whole.hpp>
#include <pya/dsp/separate/denoise.hpp>
#include <pya/dsp/separate/hpss.hpp>
#include <pya/memory.hpp>

namespace pya {
namespace {

storage::Samples without(const Eigen::ArrayXXd& noise, ConstSigMap sig, const DenoiseOptions& options) {
    storage::Samples out = storage::Samples::uninitialised(sig.rows(), sig.cols());
    dsp::Denoiser<float> denoiser(noise, options);
    dsp::run_whole<float>(denoiser, sig, out.write());
    return out;
}

} // namespace

Hpss<Asig> Asig::hpss(const HpssOptions& options) const {
    dsp::impl::check_hpss("Asig::hpss", options);
    return detail::within_memory("Asig::hpss", [&] {
        storage::Samples harmonic = storage::Samples::uninitialised(samples(), channels());
        storage::Samples percussive = storage::Samples::uninitialised(samples(), channels());
        dsp::impl::hpss_into(sig(), options, {harmonic.write(), percussive.write()});
        return Hpss<Asig>{Asig(*this, std::move(harmonic), "_harmonic"),
                          Asig(*this, std::move(percussive), "_percussive")};
    });
}

Asig Asig::denoise(const DenoiseOptions& options) const {
    dsp::impl::check_denoise("Asig::denoise", options);
    if (samples() == 0) return *this;
    return detail::within_memory("Asig::denoise", [&] {
        return Asig(*this, without(dsp::learnt_noise(sig(), options), sig(), options), "_denoised");
    });
}

Asig Asig::denoise(const Asig& noise, const DenoiseOptions& options) const {
    dsp::impl::check_denoise("Asig::denoise", options);
    if (noise.sr() != sr_)
        detail::fail("Asig::denoise: the noise has ", noise.sr(), " Hz; it must have those of the signal, ",
                     sr_);
    if (noise.channels() != channels() && noise.channels() != 1)
        detail::fail("Asig::denoise: the noise has ", noise.channels(), " channels; it must have 1 or ",
                     channels());
    return detail::within_memory("Asig::denoise", [&] {
        const Eigen::ArrayXXd of_noise = dsp::noise_profile(noise.sig(), options);
        const Eigen::ArrayXXd profile =
            noise.channels() == channels() ? of_noise : of_noise.replicate(1, channels()).eval();
        return Asig(*this, without(profile, sig(), options), "_denoised");
    });
}

} // namespace pya
