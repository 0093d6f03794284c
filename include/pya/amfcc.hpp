// SPDX-License-Identifier: MIT
/// @file
/// Amfcc: mel-frequency cepstral coefficients of a signal as a value.
#ifndef PYA_AMFCC_HPP
#define PYA_AMFCC_HPP

#include <pya/export.hpp>

#include <pya/asig.hpp>
#include <pya/dsp/cepstral/mfcc.hpp>
#include <pya/dsp/segment/frames.hpp>
#include <pya/storage/kept.hpp>

#include <Eigen/Core>

#include <iosfwd>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace pya {

using dsp::MfccOptions;

struct AmfccPlotOptions;
namespace detail {
PYA_EXPORT const AmfccPlotOptions& amfcc_plot_defaults(); ///< the options as they are by default
}

/// What an Amfcc is made with besides the parameters of the analysis.
struct AmfccOptions {
    int sr = 44100;                   ///< sampling rate in Hz of an array; a signal has its own
    std::string label = {};           ///< that of the signal with "_mfccs" if left out
    std::vector<std::string> cn = {}; ///< a signal's own if left out
};

/// The cepstral coefficients of each channel, and all the stages that lead to them (dsp/cepstral/mel.hpp).
/// Frames are rows. A stage has one array for each channel, and the argument of the method chooses the
/// channel. An object that was moved from is empty.
///
///     Amfcc mfcc(word, {.ncep = 13});
///     Eigen::ArrayXd mean = mfcc.features().colwise().mean();
///     Amfcc::Frames slopes = mfcc.deltas();
class PYA_EXPORT Amfcc {
public:
    using Frames = dsp::FrameArray<double>;       ///< one row for each frame, which is contiguous
    using ConstFrames = Eigen::Map<const Frames>; ///< the same, to read

    /// The coefficients of a signal; see dsp::mfcc for the parameters and errors.
    explicit Amfcc(const Asig& sig, const MfccOptions& mfcc = {}, const AmfccOptions& options = {});
    /// The same of samples x channels.
    template <class D>
    explicit Amfcc(const Eigen::DenseBase<D>& sig, const MfccOptions& mfcc = {},
                   const AmfccOptions& options = {})
        : Amfcc(Asig(sig, {.sr = options.sr}), mfcc, options) {}
    Amfcc(const Amfcc& other);
    Amfcc(Amfcc&& other) noexcept;
    Amfcc& operator=(Amfcc other) noexcept; ///< copies or moves
    ~Amfcc();

    /// The preemphasised signal in windowed frames: nframes x n_per_frame.
    template <class Array = Frames>
    Array frames(Index channel = 0) const {
        return kept_frames(channel);
    }
    /// The power spectrum of each frame: nframes x (nfft / 2 + 1).
    template <class Array = Frames>
    Array pspec(Index channel = 0) const {
        return kept_pspec(channel);
    }
    /// The energy of each frame.
    template <class Array = Eigen::ArrayXd>
    Array frame_energy(Index channel = 0) const {
        return kept_frame_energy(channel);
    }
    /// The mel filters: nfilters x (nfft / 2 + 1).
    template <class Array = Frames>
    Array filter_banks() const {
        return kept_filter_banks();
    }
    /// The logarithm of the power in each filter: nframes x nfilters.
    template <class Array = Frames>
    Array log_mel(Index channel = 0) const {
        return kept_log_mel(channel);
    }
    /// The coefficients: nframes x ncep. The view is valid as long as this object exists.
    ConstFrames cepstra(Index channel = 0) const&;
    template <class Array = Frames>
    Array cepstra(Index channel = 0) && {
        return std::as_const(*this).cepstra(channel);
    }
    /// The same under pya's name.
    ConstFrames features(Index channel = 0) const& { return cepstra(channel); }
    template <class Array = Frames>
    Array features(Index channel = 0) && {
        return std::as_const(*this).cepstra(channel);
    }
    /// The slopes of the coefficients over time (dsp::deltas).
    template <class Array = Frames>
    Array deltas(Index channel = 0, Index width = 2) const {
        return kept_deltas(channel, width, 1);
    }
    /// Slopes of the slopes.
    template <class Array = Frames>
    Array delta_deltas(Index channel = 0, Index width = 2) const {
        return kept_deltas(channel, width, 2);
    }

    /// The times of the frames in seconds as pya computes them, spread evenly over the signal.
    template <class Array = Eigen::ArrayXd>
    Array timestamp() const {
        return kept_times(true);
    }
    /// The times at which the frames begin, in seconds: k * hopsize / sr.
    template <class Array = Eigen::ArrayXd>
    Array times() const {
        return kept_times(false);
    }
    /// The window that each frame is multiplied by; ones if there is none.
    template <class Array = Eigen::ArrayXd>
    Array window() const {
        return kept_window();
    }

    Index nframes() const;     ///< how many frames
    Index n_per_frame() const; ///< samples a frame
    Index hopsize() const;     ///< samples from frame to frame
    Index nfft() const;        ///< length of the transform of a frame
    Index ncep() const;        ///< coefficients a frame
    /// The parameters that were used.
    const MfccOptions& options() const&;
    MfccOptions options() &&;
    Index channels() const;            ///< how many channels
    Index samples() const;             ///< samples a channel
    int sr() const;                    ///< sampling rate in Hz
    double duration() const;           ///< of the signal, in seconds
    const std::string& label() const&; ///< what the signal is called
    std::string label() &&;            ///< label() of a temporary
    /// The name that was given to the signal, without what methods have added to it: figures show this one.
    const std::string& given_label() const&;
    std::string given_label() &&;
    const std::vector<std::string>& cn() const&; ///< names of the channels
    std::vector<std::string> cn() &&;            ///< cn() of a temporary

    /// Draws the coefficients as colours into the current figure (plot/options.hpp).
    const Amfcc& plot(const AmfccPlotOptions& options = detail::amfcc_plot_defaults()) const&;
    Amfcc plot(const AmfccPlotOptions& options = detail::amfcc_plot_defaults()) &&;

    /// Like Python's repr: Amfcc(label): sr sr, length: dur s
    std::string repr() const;

private:
    struct Data;
    const Data& data() const;
    using KeptFrames = storage::Kept<Frames>;
    using KeptValues = storage::Kept<Eigen::ArrayXd>;

    KeptFrames kept_frames(Index channel) const;
    KeptFrames kept_pspec(Index channel) const;
    KeptValues kept_frame_energy(Index channel) const;
    KeptFrames kept_filter_banks() const;
    KeptFrames kept_log_mel(Index channel) const;
    KeptFrames kept_deltas(Index channel, Index width, int times) const;
    KeptValues kept_times(bool as_pya) const;
    KeptValues kept_window() const;

    std::unique_ptr<Data> data_; // null in a moved-from object
};

/// Writes repr().
PYA_EXPORT std::ostream& operator<<(std::ostream& out, const Amfcc& mfcc);

} // namespace pya

#endif
