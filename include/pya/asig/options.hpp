// SPDX-License-Identifier: MIT
/// @file
/// The options of Asig's constructors and methods. Every field has a default; name the ones that differ:
/// sig.norm(-1, {.in_db = true}).
#ifndef PYA_ASIG_OPTIONS_HPP
#define PYA_ASIG_OPTIONS_HPP

#include <pya/curve.hpp>
#include <pya/dsp/convolve/mode.hpp>
#include <pya/dsp/iir/design.hpp>
#include <pya/dsp/level/envelope.hpp>
#include <pya/dsp/rate/interpolate.hpp>
#include <pya/dsp/segment/events.hpp>
#include <pya/dsp/segment/segment_options.hpp>
#include <pya/dsp/rhythm/onset_options.hpp>
#include <pya/storage/samples.hpp>
#include <pya/units.hpp>

#include <Eigen/Core>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pya {

using dsp::BesselNorm;
using dsp::Btype;
using dsp::ConvMethod;
using dsp::ConvMode;
using dsp::FilterDesign;
using dsp::FindEventsOptions;
using dsp::Ftype;
using dsp::Interp;
using dsp::OnsetOptions;
using dsp::OverlapAddOptions;
using dsp::Pad;
using dsp::SilencePad;
using dsp::Sos;
using dsp::WindowOpOptions;

/// What a signal is made with besides its samples.
struct AsigOptions {
    int sr = 44100;                     ///< sampling rate in Hz, at least 1; a file brings its own
    std::string label = {};             ///< a file's is its path if left empty
    std::optional<Index> channels = {}; ///< of silence, 1 if left out; with given samples it must agree
    std::vector<std::string> cn = {};   ///< one name a channel; "0", "1", ... if left out
};

/// How norm() reads its level.
struct NormOptions {
    bool in_db = false;  ///< the level is in dB
    bool dcflag = false; ///< remove the mean first
};

/// One entry of rewire(): channel `wire.dst` of the result becomes channel `wire.src` times `gain`.
struct Route {
    /// From one channel to another.
    struct Wire {
        Index src = 0; ///< read
        Index dst = 0; ///< written
    };
    Wire wire = {};  ///< from where to where
    double gain = 1; ///< factor
};

/// Where add() puts the first sample of the other signal: at sample `pos`, which may lie before the start, or
/// at time `onset`, which counts where both are given, with a warning.
struct AddOptions {
    std::optional<Index> pos = {};     ///< in samples, 0 if both are left out
    std::optional<Seconds> onset = {}; ///< in time
    double amp = 1;                    ///< factor
};

/// Where and with what pad() lengthens.
struct PadOptions {
    bool tail = true;           ///< pad after the end, otherwise before the start
    double constant_values = 0; ///< what to pad with
};

/// What get_size() returns.
struct SigSize {
    Index samples = 0;  ///< samples a channel
    Index channels = 0; ///< how many channels
    double dur = 0;     ///< seconds
};

/// How resample() goes about it.
struct ResampleOptions {
    /// 2 plays twice as fast, an octave higher. As a curve over the time of the result it may glide, go
    /// backwards (below 0) and stand still (0).
    Curve rate = 1;
    /// The interpolating kinds alias as in pya, the sinc kinds (of rates that are a number) and the
    /// samplerate kinds are band-limited. linear if left out, and samplerate_best with a curve.
    std::optional<Interp> kind = {};
    /// That may share the work of the sinc kinds, and of many channels of a samplerate kind, where the rate
    /// is a number; 1 or more, the bits are the same.
    int threads = 1;
};

/// The shape of envelope() between its points.
struct EnvelopeOptions {
    double curve = 1;             ///< exponent of the gain
    Interp kind = Interp::linear; ///< between the breakpoints; no band-limited kind
};

/// att, dec, sus, rel, curve, kind: times in seconds, sus a gain.
using AdsrOptions = dsp::Adsr;

/// What runs a filter: once (lfilter, sosfilt), or forward and backward without phase shift (filtfilt with
/// pya's and sosfiltfilt with scipy's length of padding). All run second-order sections.
enum class FilterMethod { lfilter, filtfilt, sosfilt, sosfiltfilt };

/// What iirfilter() designs, with the fields of dsp::IirOptions but for fs, which is the signal's rate, and
/// how it runs it.
struct IirfilterOptions {
    Btype btype = Btype::bandpass;               ///< what is let through
    Ftype ftype = Ftype::butter;                 ///< family of the prototype
    int order = 4;                               ///< of the prototype; bands have twice as many poles
    FilterMethod filter = FilterMethod::lfilter; ///< what runs it
    std::optional<double> rp = {};               ///< passband ripple in dB, for cheby1 and ellip
    std::optional<double> rs = {};               ///< stopband attenuation in dB, for cheby2 and ellip
    BesselNorm norm = BesselNorm::phase;         ///< for bessel
    int threads = 1; ///< that may share many channels, 1 or more; the bits are the same
};

/// amp scales the result so that its largest magnitude is that of the signal; silence stays silence.
enum class ConvNorm { off, amp };

/// How convolve() treats ends and level.
struct ConvolveOptions {
    ConvMode mode = ConvMode::full;            ///< which part of the result
    ConvNorm norm = ConvNorm::amp;             ///< level of the result
    ConvMethod method = ConvMethod::automatic; ///< direct sums or transforms
    int threads = 1;                           ///< that may share the work, 1 or more; the bits are the same
};

} // namespace pya

#endif
