// SPDX-License-Identifier: MIT
/// @file
/// Where a signal goes: to a server, into a figure, to a file.
#ifndef PYA_ASIG_OUTPUT_HPP
#define PYA_ASIG_OUTPUT_HPP

#include <pya/export.hpp>

#include <pya/storage/samples.hpp>

#include <string>
#include <vector>

namespace pya {

class Asig;
struct PlayOptions;
struct PlotOptions;
struct PlotSpectrumOptions;
struct SaveOptions;

/// The methods of Asig that hand a signal on. All return the signal, so that a chain goes on.
class PYA_EXPORT AsigOutput {
public:
    // -- Playing (aserver.hpp) --

    /// Plays through a server, by default the one of startup(). Throws DeviceError if there is none.
    const Asig& play(const PlayOptions& options) const&;
    const Asig& play() const&;
    Asig play(const PlayOptions& options) &&;
    Asig play() &&;

    // -- Figures (plot/options.hpp) --

    /// The waveform, or its level in dB, in the current figure.
    const Asig& plot() const&;
    const Asig& plot(const PlotOptions& options) const&;
    Asig plot() &&;
    Asig plot(const PlotOptions& options) &&;
    /// Magnitude and phase of the Fourier transform. The signal must have samples.
    const Asig& plot_spectrum() const&;
    const Asig& plot_spectrum(const PlotSpectrumOptions& options) const&;
    Asig plot_spectrum() &&;
    Asig plot_spectrum(const PlotSpectrumOptions& options) &&;
    /// The waveform with its events() shaded and numbered.
    const Asig& plot_events() const&;
    const Asig& plot_events(const PlotOptions& options) const&;
    Asig plot_events() &&;
    Asig plot_events(const PlotOptions& options) &&;
    /// The gain of filter() at `worN` frequencies up to sr / 2, or at frequencies in radians per sample.
    const Asig& plot_freqz(Index worN = 512) const&;
    const Asig& plot_freqz(const std::vector<double>& worN) const&;
    Asig plot_freqz(Index worN = 512) &&;
    Asig plot_freqz(const std::vector<double>& worN) &&;

    // -- Files --

    /// Writes a file whose format follows from the name's extension, whole or not at all. Throws IoError.
    const Asig& save(const std::string& path, const SaveOptions& options) const&;
    const Asig& save(const std::string& path) const&;
    Asig save(const std::string& path, const SaveOptions& options) &&;
    Asig save(const std::string& path) &&;
    /// Writes a WAV file of dtype "float32", "int16", "int32" or "uint8"; integers are held to [-1, 1] first.
    const Asig& save_wavfile(const std::string& path = "asig.wav",
                             const std::string& dtype = "float32") const&;
    Asig save_wavfile(const std::string& path = "asig.wav", const std::string& dtype = "float32") &&;

protected:
    AsigOutput() = default;

private:
    const Asig& self() const;
    Asig&& moved();
};

} // namespace pya

#endif
