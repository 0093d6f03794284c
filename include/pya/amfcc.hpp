// SPDX-License-Identifier: MIT
/// @file
/// Amfcc: mel-frequency cepstral coefficients of a signal as a value.
#ifndef PYA_AMFCC_HPP
#define PYA_AMFCC_HPP

#include <pya/export.hpp>

#include <pya/asig.hpp>
#include <pya/dsp/cepstral/mfcc.hpp>
#include <pya/dsp/segment/frames.hpp>

#include <iosfwd>
#include <string>
#include <utility>
#include <vector>

namespace pya {

using dsp::MfccOptions;

struct AmfccPlotOptions;

/// Parameters of an Amfcc that are not the analysis's own.
struct AmfccOptions {
    int sr = 44100;                   ///< of an array; a signal has its own
    std::string label = {};           ///< the signal's if left out; "_mfccs" is added
    std::vector<std::string> cn = {}; ///< a signal's own if left out
};

/// The coefficients of each channel with all the stages that lead to them (see dsp/mel.hpp). Frames are rows;
/// where a stage has one array a channel, the argument picks it.
class PYA_EXPORT Amfcc {
public:
    using Frames = dsp::FrameArray<double>; ///< frames x something, a frame contiguous

    /// The coefficients of a signal; see dsp::mfcc for the parameters and errors.
    explicit Amfcc(const Asig& sig, const MfccOptions& mfcc = {}, const AmfccOptions& options = {});
    /// The same of samples x channels.
    template <class D>
    explicit Amfcc(const Eigen::DenseBase<D>& sig, const MfccOptions& mfcc = {},
                   const AmfccOptions& options = {})
        : Amfcc(Asig(sig, {.sr = options.sr}), mfcc, options) {}

    /// The preemphasised signal in windowed frames: nframes x n_per_frame.
    Frames frames(Index channel = 0) const;
    /// Powers of the frames: nframes x (nfft / 2 + 1).
    Frames pspec(Index channel = 0) const;
    /// The energy of each frame.
    Eigen::ArrayXd frame_energy(Index channel = 0) const;
    /// The mel filters: nfilters x (nfft / 2 + 1).
    Frames filter_banks() const;
    /// Log powers in the filters: nframes x nfilters.
    Frames log_mel(Index channel = 0) const;
    /// The coefficients: nframes x ncep.
    const Frames& cepstra(Index channel = 0) const;
    /// The same under pya's name.
    const Frames& features(Index channel = 0) const { return cepstra(channel); }
    /// Slopes of the coefficients over time, and slopes of those (dsp::deltas).
    Frames deltas(Index channel = 0, Index width = 2) const;
    /// Slopes of the slopes.
    Frames delta_deltas(Index channel = 0, Index width = 2) const;

    /// Times of the frames in seconds as pya has them, spread evenly over the signal.
    const Eigen::ArrayXd& timestamp() const { return result_.timestamp; }
    /// Times where the frames begin, in seconds: k * hopsize / sr.
    const Eigen::ArrayXd& times() const { return result_.times; }

    Index nframes() const { return result_.timestamp.size(); }         ///< how many frames
    Index n_per_frame() const { return *result_.options.n_per_frame; } ///< samples a frame
    Index hopsize() const { return *result_.options.hopsize; }         ///< samples from frame to frame
    Index nfft() const { return *result_.options.nfft; }               ///< length of the transform of a frame
    Index ncep() const { return result_.options.ncep; }                ///< coefficients a frame
    /// The window of a frame; ones without a window.
    Eigen::ArrayXd window() const;
    /// The parameters as used.
    const MfccOptions& options() const { return result_.options; }
    Index channels() const { return sig_.channels(); }         ///< how many channels
    Index samples() const { return sig_.samples(); }           ///< samples a channel
    int sr() const { return sig_.sr(); }                       ///< sampling rate in Hz
    double duration() const { return sig_.dur(); }             ///< of the signal, in seconds
    const std::string& label() const { return label_; }        ///< what the signal is called
    const std::vector<std::string>& cn() const { return cn_; } ///< names of the channels

    /// The coefficients as colours, in the current figure (plot/options.hpp).
    const Amfcc& plot() const&;
    const Amfcc& plot(const AmfccPlotOptions& options) const&;
    Amfcc plot() &&;
    Amfcc plot(const AmfccPlotOptions& options) &&;

    /// Like Python's repr: Amfcc(label): sr sr, length: dur s
    std::string repr() const;

private:
    std::size_t checked(Index channel) const;

    Asig sig_;
    dsp::MfccResult result_;
    std::string label_;
    std::vector<std::string> cn_;
};

/// Writes repr().
PYA_EXPORT std::ostream& operator<<(std::ostream& out, const Amfcc& mfcc);

} // namespace pya

#endif
