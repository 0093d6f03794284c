// SPDX-License-Identifier: MIT
/// @file
/// Unit generators: sines, squares, saws, chirps, impulses and noise as signals.
///
/// A parameter that is an Agen may move: it takes a number, a curve through points, a signal of the rate
/// `sr`, a measured feature, or a generator.
///
///     Ugen::sine({.freq = word.pitch()("f0"), .dur = word.dur()});
///     Ugen::sine({.freq = 400 + 30 * gen::sine(5), .amp = gen::adsr()});
#ifndef PYA_UGEN_HPP
#define PYA_UGEN_HPP

#include <pya/export.hpp>

#include <pya/agen/generator.hpp>
#include <pya/asig.hpp>
#include <pya/dsp/source/chirp.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pya {

/// What Ugen::sine makes.
struct SineOptions {
    Agen freq = 440;                  ///< Hz
    Agen amp = 1;                     ///< peak
    std::optional<Seconds> dur = {};  ///< length in time; 1 s if dur and n_rows are left out
    std::optional<Index> n_rows = {}; ///< length in samples
    int sr = 44100;                   ///< sampling rate in Hz
    Index channels = 1;               ///< how many channels, all with the same samples
    std::vector<std::string> cn = {}; ///< names of the channels
    std::string label = "sine";       ///< what the signal is called
    Agen phase = 0;                   ///< where the wave begins, in cycles: 0.25 is a quarter
};

/// What Ugen::cos makes.
struct CosOptions {
    Agen freq = 440;                  ///< Hz
    Agen amp = 1;                     ///< peak
    std::optional<Seconds> dur = {};  ///< length in time
    std::optional<Index> n_rows = {}; ///< length in samples
    int sr = 44100;                   ///< sampling rate in Hz
    Index channels = 1;               ///< how many channels
    std::vector<std::string> cn = {}; ///< names of the channels
    std::string label = "cosine";     ///< what the signal is called
    Agen phase = 0;                   ///< where the wave begins, in cycles: 0.25 is a quarter
};

/// What Ugen::square makes.
struct SquareOptions {
    Agen freq = 440;                  ///< Hz
    Agen amp = 1;                     ///< peak
    std::optional<Seconds> dur = {};  ///< length in time
    std::optional<Index> n_rows = {}; ///< length in samples
    Agen duty = 0.5;                  ///< part of the period that is +amp, 0 to 1
    int sr = 44100;                   ///< sampling rate in Hz
    double sample_shift = 0.5;        ///< by how many samples the wave is early
    Index channels = 1;               ///< how many channels
    std::vector<std::string> cn = {}; ///< names of the channels
    std::string label = "square";     ///< what the signal is called
    Agen phase = 0;                   ///< where the wave begins, in cycles: 0.25 is a quarter
    /// Only the harmonics below half of sr, without aliases, see gen::WaveOptions.
    bool band_limited = false;
};

/// What Ugen::sawtooth makes.
struct SawtoothOptions {
    Agen freq = 440;                  ///< Hz
    Agen amp = 1;                     ///< peak
    std::optional<Seconds> dur = {};  ///< length in time
    std::optional<Index> n_rows = {}; ///< length in samples
    Agen width = 1;                   ///< part of the period that rises, 0 to 1
    int sr = 44100;                   ///< sampling rate in Hz
    Index channels = 1;               ///< how many channels
    std::vector<std::string> cn = {}; ///< names of the channels
    std::string label = "sawtooth";   ///< what the signal is called
    Agen phase = 0;                   ///< where the wave begins, in cycles: 0.25 is a quarter
    /// Only the harmonics below half of sr, without aliases, see gen::WaveOptions.
    bool band_limited = false;
};

/// What Ugen::impulse makes.
struct ImpulseOptions {
    double freq = 0;                  ///< impulses a second, up to sr; 0 is one impulse at the start
    double amp = 1;                   ///< of the sample that is not 0
    std::optional<Seconds> dur = {};  ///< length in time
    std::optional<Index> n_rows = {}; ///< length in samples
    int sr = 44100;                   ///< sampling rate in Hz
    Index channels = 1;               ///< how many channels
    std::vector<std::string> cn = {}; ///< names of the channels
    std::string label = "impulse";    ///< what the signal is called
    double phase = 0;                 ///< part of a period that has passed at the start
};

using dsp::ChirpMethod;

/// What Ugen::chirp makes.
struct ChirpOptions {
    double f0 = 20;                           ///< Hz, at the start
    double f1 = 20000;                        ///< Hz, at t1
    std::optional<Seconds> t1 = {};           ///< when f1 is reached; at the end if left out
    ChirpMethod method = ChirpMethod::linear; ///< how the frequency goes from f0 to f1
    double amp = 1;                           ///< peak
    std::optional<Seconds> dur = {};          ///< length in time
    std::optional<Index> n_rows = {};         ///< length in samples
    int sr = 44100;                           ///< sampling rate in Hz
    Index channels = 1;                       ///< how many channels
    std::vector<std::string> cn = {};         ///< names of the channels
    std::string label = "chirp";              ///< what the signal is called
    double phase = 0;                         ///< of the cosine at the start, in cycles
    bool vertex_zero = true;                  ///< of quadratic: level at the start, otherwise at t1
};

/// The colour of noise; gaussian is white, too.
enum class Noise { white, pink, gaussian, brown };

/// What Ugen::noise makes.
struct NoiseOptions {
    Noise type = Noise::white; ///< the colour
    /// White noise is uniform in [-amp, amp). Pink and brown noise have this peak, gaussian noise this
    /// standard deviation.
    double amp = 1;
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
///
/// Where a parameter moves, the wave is that of the generators (gen::sine, gen::saw, gen::pulse): the phase
/// advances by freq / sr with each sample, and a constant frequency must lie within 0 and half of sr. A duty
/// or width that moves is held within 0 and 1. Without dur and n_rows the signal is as long as the
/// parameters, or 1 s if they don't end. A parameter that ends earlier is refused.
struct PYA_EXPORT Ugen {
    /// amp sin(2 pi freq t)
    static Asig sine(const SineOptions& options = {});
    /// amp cos(2 pi freq t)
    static Asig cos(const CosOptions& options = {});
    /// scipy.signal.square, see dsp::Square
    static Asig square(const SquareOptions& options = {});
    /// scipy.signal.sawtooth, see dsp::Sawtooth
    static Asig sawtooth(const SawtoothOptions& options = {});
    /// amp at the start, or at the first sample of each period, and 0 between, see dsp::Impulses
    static Asig impulse(const ImpulseOptions& options = {});
    /// scipy.signal.chirp: a cosine whose frequency goes from f0 to f1, see dsp::Chirp
    static Asig chirp(const ChirpOptions& options = {});
    /// White and gaussian noise have the numbers of np.random.rand and np.random.randn after
    /// np.random.seed(seed). Pink noise falls by 3 dB an octave, brown noise by 6; the mean of both is 0.
    static Asig noise(const NoiseOptions& options = {});
};

} // namespace pya

#endif
