// SPDX-License-Identifier: MIT
// From what was measured back to sound.
#include "afeature_data.hpp"

#include <pya/astft.hpp>
#include <pya/dsp/feature/frequencies.hpp>
#include <pya/dsp/feature/inverse_mel.hpp>
#include <pya/error.hpp>
#include <pya/memory.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

namespace pya {

using detail::fail;

namespace {

/// The names of the channels, if the columns have them in front of their own: "l" of "l:mel0".
std::vector<std::string> channels_of(const std::vector<std::string>& cn, Index columns, Index channels) {
    std::vector<std::string> names;
    for (Index c = 0; c < channels && channels > 1; ++c) {
        const std::string& name = cn[static_cast<std::size_t>(c * columns)];
        names.push_back(name.substr(0, name.rfind(':')));
    }
    return names;
}

} // namespace

Astft Afeature::mel_to_stft(const MelOptions& mel, const FrameOptions& given) const {
    const FrameOptions used = dsp::resolve(given);
    if (unit() == "dB") fail("Afeature::mel_to_stft: the values are in dB; they must be powers");
    if (columns() != mel.n_mels * channels())
        fail("Afeature::mel_to_stft: there are ", columns(), " columns of ", channels(),
             " channels; with option n_mels = ", mel.n_mels, " there must be ", mel.n_mels * channels());
    if (hop() != used.stride)
        fail("Afeature::mel_to_stft: option stride is ", used.stride, "; the hop of these frames is ", hop());
    if (used.stride > used.nperseg)
        fail("Afeature::mel_to_stft: option stride is ", used.stride,
             "; it must not be above nperseg = ", used.nperseg);
    const Index ends = used.boundary == dsp::Boundary::off ? 0 : 2 * (used.nperseg / 2);
    const Index samples = (frames() - 1) * used.stride + used.nperseg - ends;
    if (frames() < 1 || samples < used.nperseg)
        fail("Afeature::mel_to_stft: there are ", frames(), " frames, of ", std::max<Index>(0, samples),
             " samples; there must be at least nperseg = ", used.nperseg, " samples");
    const std::vector<double> hz =
        dsp::mel_frequencies(mel.n_mels + 2, mel.fmin, mel.fmax.value_or(sr() / 2.), mel.scale);
    for (std::size_t k = 0; k < freqs().size(); ++k) {
        const double wanted = hz[k % static_cast<std::size_t>(mel.n_mels) + 1];
        if (std::abs(freqs()[k] - wanted) > 1e-6 * wanted)
            fail("Afeature::mel_to_stft: column ", k, " lies at ", freqs()[k],
                 " Hz; with these options it is ", wanted, " Hz");
    }
    return detail::within_memory("Afeature::mel_to_stft", [&] {
        const double window_sum = dsp::get_window(used.window, used.nperseg).sum();
        std::vector<Eigen::ArrayXXcf> bins;
        for (Index c = 0; c < channels(); ++c)
            bins.push_back(
                (dsp::inverse_mel(values().middleCols(c * mel.n_mels, mel.n_mels), sr(), *used.nfft, mel) /
                 window_sum)
                    .cast<std::complex<float>>());
        return Astft(bins,
                     {.nperseg = used.nperseg,
                      .window = used.window,
                      .noverlap = used.nperseg - used.stride,
                      .nfft = used.nfft,
                      .boundary = used.boundary,
                      .padded = false},
                     {.sr = sr(),
                      .label = label(),
                      .cn = channels_of(cn(), mel.n_mels, channels()),
                      .samples = samples});
    });
}

} // namespace pya
