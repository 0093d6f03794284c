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
PYA_EXPORT const AmfccPlotOptions& amfcc_plot_defaults(); ///< as they are by default
}

/// Parameters of an Amfcc that are not the analysis's own.
struct AmfccOptions {
    int sr = 44100;                   ///< of an array; a signal has its own
    std::string label = {};           ///< that of the signal with "_mfccs" if left out
    std::vector<std::string> cn = {}; ///< a signal's own if left out
};

/// The coefficients of each channel with all the stages that lead to them (see dsp/mel.hpp). Frames are rows;
/// where a stage has one array a channel, the argument picks it. A moved-from object has nothing in it.
///
///     Amfcc mfcc(word, {.ncep = 13});
///     Eigen::ArrayXd mean = mfcc.features().colwise().mean();
///     Amfcc::Frames slopes = mfcc.deltas();
class PYA_EXPORT Amfcc {
public:
    using Frames = dsp::FrameArray<double>;       ///< frames x something, a frame contiguous
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
    /// Powers of the frames: nframes x (nfft / 2 + 1).
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
    /// Log powers in the filters: nframes x nfilters.
    template <class Array = Frames>
    Array log_mel(Index channel = 0) const {
        return kept_log_mel(channel);
    }
    /// The coefficients: nframes x ncep, valid as long as this object.
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
    /// Slopes of the coefficients over time, and slopes of those (dsp::deltas).
    template <class Array = Frames>
    Array deltas(Index channel = 0, Index width = 2) const {
        return kept_deltas(channel, width, 1);
    }
    /// Slopes of the slopes.
    template <class Array = Frames>
    Array delta_deltas(Index channel = 0, Index width = 2) const {
        return kept_deltas(channel, width, 2);
    }

    /// Times of the frames in seconds as pya has them, spread evenly over the signal.
    template <class Array = Eigen::ArrayXd>
    Array timestamp() const {
        return kept_times(true);
    }
    /// Times where the frames begin, in seconds: k * hopsize / sr.
    template <class Array = Eigen::ArrayXd>
    Array times() const {
        return kept_times(false);
    }
    /// The window of a frame; ones without a window.
    template <class Array = Eigen::ArrayXd>
    Array window() const {
        return kept_window();
    }

    Index nframes() const;     ///< how many frames
    Index n_per_frame() const; ///< samples a frame
    Index hopsize() const;     ///< samples from frame to frame
    Index nfft() const;        ///< length of the transform of a frame
    Index ncep() const;        ///< coefficients a frame
    /// The parameters as used.
    const MfccOptions& options() const&;
    MfccOptions options() &&;
    Index channels() const;                      ///< how many channels
    Index samples() const;                       ///< samples a channel
    int sr() const;                              ///< sampling rate in Hz
    double duration() const;                     ///< of the signal, in seconds
    const std::string& label() const&;           ///< what the signal is called
    std::string label() &&;                      ///< of a temporary
    const std::vector<std::string>& cn() const&; ///< names of the channels
    std::vector<std::string> cn() &&;            ///< of a temporary

    /// The coefficients as colours, in the current figure (plot/options.hpp).
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
