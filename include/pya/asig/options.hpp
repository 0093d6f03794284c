// SPDX-License-Identifier: MIT
/// @file
/// The options of the constructors and methods of Asig. Every field has a default; name those that differ:
/// sig.norm(-1, {.in_db = true}).
#ifndef PYA_ASIG_OPTIONS_HPP
#define PYA_ASIG_OPTIONS_HPP

#include <pya/acurve.hpp>
#include <pya/dsp/convolve/mode.hpp>
#include <pya/dsp/fir/savgol.hpp>
#include <pya/dsp/iir/design.hpp>
#include <pya/dsp/level/envelope.hpp>
#include <pya/dsp/rate/interpolate.hpp>
#include <pya/dsp/rhythm/beat_options.hpp>
#include <pya/dsp/rhythm/onset_options.hpp>
#include <pya/dsp/segment/events.hpp>
#include <pya/dsp/segment/segment_options.hpp>
#include <pya/storage/samples.hpp>
#include <pya/units.hpp>

#include <Eigen/Core>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pya {

using dsp::BeatOptions;
using dsp::BesselNorm;
using dsp::Btype;
using dsp::ConvMethod;
using dsp::ConvMode;
using dsp::FilterDesign;
using dsp::FilterMethod;
using dsp::FindEventsOptions;
using dsp::Ftype;
using dsp::IirOptions;
using dsp::Interp;
using dsp::OnsetOptions;
using dsp::OverlapAddOptions;
using dsp::Pad;
using dsp::SavgolMode;
using dsp::SavgolOptions;
using dsp::SilencePad;
using dsp::Sos;
using dsp::WindowOpOptions;

/// What a signal is made with, besides its samples.
struct AsigOptions {
    int sr = 44100;         ///< sampling rate in Hz, at least 1; a file has its own
    std::string label = {}; ///< the name; the path of a file if left out
    /// How many channels of silence, 1 if left out; must agree with samples that are given.
    std::optional<Index> channels = {};
    std::vector<std::string> cn = {}; ///< one name a channel; "0", "1", ... if left out
};

/// How norm() reads its level.
struct NormOptions {
    bool in_db = false;  ///< the level is in dB
    bool dcflag = false; ///< remove the mean first
};

/// One entry of rewire(): channel `wire.dst` of the result is channel `wire.src` times `gain`.
struct Route {
    /// From one channel to another.
    struct Wire {
        Index src = 0; ///< read
        Index dst = 0; ///< written
    };
    Wire wire = {};  ///< from where to where
    double gain = 1; ///< factor
};

/// From where pan() and encode_ambisonics() let a signal be heard. Curves over the time of the signal move
/// it.
struct PanOptions {
    Acurve azimuth = 0;   ///< degrees to the left: 90 is left, -90 right, 180 behind
    Acurve elevation = 0; ///< degrees upwards
};

/// Where add() puts the first sample of the other signal: at sample `pos`, which may lie before the start, or
/// at time `onset`. If both are given, `onset` is used, with a warning.
struct AddOptions {
    std::optional<Index> pos = {};     ///< in samples, 0 if both are left out
    std::optional<Seconds> onset = {}; ///< in time
    double amp = 1;                    ///< factor
};

/// Where pad() lengthens the signal, and with what.
struct PadOptions {
    bool tail = true;           ///< pad after the end, otherwise before the start
    double constant_values = 0; ///< what to pad with
};

/// What trim() takes for silence, and what it leaves of it.
struct TrimOptions {
    double sil_thr = -60;       ///< dB re 1: samples that are louder in any channel are sound
    SilencePad sil_pad = {0_s}; ///< silence that is kept at the ends, as far as there is some
};

/// How far allclose() lets samples differ: by atol + rtol times the other's magnitude.
struct AllcloseOptions {
    double rtol = 1e-5;     ///< relative
    double atol = 1e-8;     ///< absolute
    bool equal_nan = false; ///< NaN is close to NaN
};

/// How window() is laid over a signal.
struct WindowOptions {
    bool fftbins = true; ///< periodic, made for spectra; otherwise symmetric
};

/// What get_size() returns.
struct SigSize {
    Index samples = 0;  ///< samples a channel
    Index channels = 0; ///< how many channels
    double dur = 0;     ///< seconds
};

/// How resample() converts.
struct ResampleOptions {
    /// A rate of 2 plays twice as fast and an octave higher. A curve over the time of the result changes the
    /// rate on the way; a rate below 0 plays backwards, and at 0 the signal stands still.
    Acurve rate = 1;
    /// The interpolating kinds alias, as in pya. The sinc kinds, for rates that are a number, and the
    /// samplerate kinds are band-limited. If left out it is linear, or samplerate_best for a curve.
    std::optional<Interp> kind = {};
    /// How many threads may share the work, 1 or more. They do so where the rate is a number, in the sinc
    /// kinds, and in the samplerate kinds for several channels. The bits are the same.
    int threads = 1;
};

/// How pitch_shift() treats a voice.
struct PitchShiftOptions {
    /// Formants, by which we know a voice, stay where they are; otherwise they move with the pitch.
    bool keep_formants = false;
};

/// The shape of an envelope() between its points.
struct EnvelopeOptions {
    double curve = 1;             ///< exponent of the gain
    Interp kind = Interp::linear; ///< how gains between the points are found; no band-limited kind
};

/// The fields are att, dec, sus, rel, curve and kind. Times are in seconds, and sus is a gain.
using AdsrOptions = dsp::Adsr;

/// The level of a convolution: as computed (off), or scaled so that the largest magnitude is that of the
/// signal (amp). Silence stays silence.
enum class ConvNorm { off, amp };

/// How convolve() computes, and what it returns.
struct ConvolveOptions {
    ConvMode mode = ConvMode::full;            ///< which part of the result
    ConvNorm norm = ConvNorm::amp;             ///< level of the result
    ConvMethod method = ConvMethod::automatic; ///< direct sums or transforms
    int threads = 1; ///< how many threads may share the work, 1 or more; the bits are the same
};

} // namespace pya

#endif
