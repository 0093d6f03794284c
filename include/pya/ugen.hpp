// SPDX-License-Identifier: MIT
/// @file
/// Unit generators: sines, squares, saws and noise as signals.
#ifndef PYA_UGEN_HPP
#define PYA_UGEN_HPP

#include <pya/export.hpp>

#include <pya/asig.hpp>
#include <pya/export.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pya {

/// What Ugen::sine makes.
struct SineOptions {
    double freq = 440;                ///< Hz
    double amp = 1;                   ///< peak
    std::optional<Seconds> dur = {};  ///< length in time; 1 s if dur and n_rows are left out
    std::optional<Index> n_rows = {}; ///< length in samples
    int sr = 44100;                   ///< sampling rate in Hz
    Index channels = 1;               ///< how many channels, all with the same samples
    std::vector<std::string> cn = {}; ///< names of the channels
    std::string label = "sine";       ///< what the signal is called
};

/// What Ugen::cos makes.
struct CosOptions {
    double freq = 440;                ///< Hz
    double amp = 1;                   ///< peak
    std::optional<Seconds> dur = {};  ///< length in time
    std::optional<Index> n_rows = {}; ///< length in samples
    int sr = 44100;                   ///< sampling rate in Hz
    Index channels = 1;               ///< how many channels
    std::vector<std::string> cn = {}; ///< names of the channels
    std::string label = "cosine";     ///< what the signal is called
};

/// What Ugen::square makes.
struct SquareOptions {
    double freq = 440;                ///< Hz
    double amp = 1;                   ///< peak
    std::optional<Seconds> dur = {};  ///< length in time
    std::optional<Index> n_rows = {}; ///< length in samples
    double duty = 0.5;                ///< part of the period that is +amp, 0 to 1
    int sr = 44100;                   ///< sampling rate in Hz
    double sample_shift = 0.5;        ///< by how many samples the wave is early
    Index channels = 1;               ///< how many channels
    std::vector<std::string> cn = {}; ///< names of the channels
    std::string label = "square";     ///< what the signal is called
};

/// What Ugen::sawtooth makes.
struct SawtoothOptions {
    double freq = 440;                ///< Hz
    double amp = 1;                   ///< peak
    std::optional<Seconds> dur = {};  ///< length in time
    std::optional<Index> n_rows = {}; ///< length in samples
    double width = 1;                 ///< part of the period that rises, 0 to 1
    int sr = 44100;                   ///< sampling rate in Hz
    Index channels = 1;               ///< how many channels
    std::vector<std::string> cn = {}; ///< names of the channels
    std::string label = "sawtooth";   ///< what the signal is called
};

/// The colour of noise.
enum class Noise { white, pink };

/// What Ugen::noise makes.
struct NoiseOptions {
    Noise type = Noise::white;        ///< the colour
    double amp = 1;                   ///< white noise is uniform in [-amp, amp), pink noise has this peak
    std::optional<Seconds> dur = {};  ///< length in time
    std::optional<Index> n_rows = {}; ///< length in samples
    int sr = 44100;                   ///< sampling rate in Hz
    Index channels = 1;               ///< how many channels, which are independent of each other
    std::vector<std::string> cn = {}; ///< names of the channels
    std::string label = "noise";      ///< what the signal is called
    /// The same seed gives the same noise; without one it is new each time.
    std::optional<std::uint32_t> seed = {};
};

/// Functions that make signals. All throw ArgumentError for dur together with n_rows, for negative lengths,
/// for frequencies and amplitudes that are not finite, and for a duty or width outside of its range.
struct PYA_EXPORT Ugen {
    /// amp sin(2 pi freq t)
    static Asig sine(const SineOptions& options = {});
    /// amp cos(2 pi freq t)
    static Asig cos(const CosOptions& options = {});
    /// scipy.signal.square, see dsp::Square
    static Asig square(const SquareOptions& options = {});
    /// scipy.signal.sawtooth, see dsp::Sawtooth
    static Asig sawtooth(const SawtoothOptions& options = {});
    /// White noise has the numbers of numpy after np.random.seed(seed). Pink noise falls by 3 dB an octave,
    /// and its mean is 0.
    static Asig noise(const NoiseOptions& options = {});
};

} // namespace pya

#endif
