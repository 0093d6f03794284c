// SPDX-License-Identifier: MIT
/// @file
/// The class Asig. Include pya/asig.hpp, which has its operators, too.
#ifndef PYA_ASIG_SIGNAL_HPP
#define PYA_ASIG_SIGNAL_HPP

#include <pya/export.hpp>

#include <pya/asig/apply.hpp>
#include <pya/asig/event_list.hpp>
#include <pya/asig/label.hpp>
#include <pya/asig/loudness.hpp>
#include <pya/asig/options.hpp>
#include <pya/asig/owned_sig.hpp>
#include <pya/asig/spectrogram.hpp>
#include <pya/asig/through.hpp>
#include <pya/asig/writable_sig.hpp>
#include <pya/dsp/cepstral/mfcc.hpp>
#include <pya/dsp/constant_q/constant_q_options.hpp>
#include <pya/dsp/feature/feature_options.hpp>
#include <pya/dsp/pitch/pitch_options.hpp>
#include <pya/dsp/rhythm/beat_track.hpp>
#include <pya/dsp/rhythm/beats.hpp>
#include <pya/dsp/rhythm/onset_detect.hpp>
#include <pya/dsp/rhythm/onset_strength.hpp>
#include <pya/dsp/separate/denoise_options.hpp>
#include <pya/dsp/separate/hpss_options.hpp>
#include <pya/dsp/spatial/ambisonics.hpp>
#include <pya/dsp/spectral/stft_options.hpp>
#include <pya/error.hpp>
#include <pya/index.hpp>
#include <pya/io/audio_writer.hpp>
#include <pya/memory.hpp>
#include <pya/mismatch.hpp>
#include <pya/storage/samples.hpp>
#include <pya/units.hpp>

#include <Eigen/Core>

#include <concepts>
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <iosfwd>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace pya {

class Asig;
class Afeature; // <pya/afeature.hpp>
class Agen;     // <pya/agen.hpp>
class Amfcc;    // <pya/amfcc.hpp>
class Aspec;    // <pya/aspec.hpp>
class Astft;    // <pya/astft.hpp>
class Mixing;
class Operand;
class Selection;
struct MixPart;
struct PlayOptions;
struct PlotFreqzOptions;
struct PlotOptions;
struct PlotSpectrumOptions;
using dsp::BeatTrackOptions;
using dsp::ChromaOptions;
using dsp::ConstantQChromaOptions;
using dsp::ConstantQOptions;
using dsp::DenoiseOptions;
using dsp::FeatureOptions;
using dsp::FrameOptions;
using dsp::Hpss;
using dsp::HpssOptions;
using dsp::MelOptions;
using dsp::MfccOptions;
using dsp::OnsetDetectOptions;
using dsp::OnsetStrengthOptions;
using dsp::PitchOptions;
using dsp::PyinOptions;
using dsp::StftOptions;
using dsp::YinOptions;

namespace detail {
enum class Op;
/// Whatever is no Operand.
struct NoOperand {
    template <class T>
    NoOperand(const T&) {
        static_assert(sizeof(T) == 0, "a signal can be combined with a number, another signal, an array of "
                                      "samples or a list, and the mode is that of the left one: a.x() + b");
    }
};
PYA_EXPORT Asig combine(Op op, Operand a, Operand b);
template <class T>
inline constexpr bool has_samples = std::convertible_to<T, Seconds> ||
                                    std::convertible_to<T, std::span<const float>> ||
                                    std::convertible_to<T, std::span<const double>> ||
                                    requires(const std::remove_cvref_t<T>& t) {
    array_like(t);
}
|| std::same_as<std::remove_cvref_t<T>, storage::Samples>;
/// What a signal can be made from, besides the name of a file.
template <class T>
concept SigSource = !std::derived_from<std::remove_cvref_t<T>, Asig> && has_samples<T>;
/// The default options of types that are complete in the library only.
PYA_EXPORT const PlayOptions& play_defaults();
PYA_EXPORT const PlotOptions& plot_defaults();
PYA_EXPORT const PlotSpectrumOptions& plot_spectrum_defaults();
PYA_EXPORT const PlotFreqzOptions& plot_freqz_defaults();
} // namespace detail

/// An audio signal as a value: samples, rate, label and channel names.
///
///     Asig word("word.wav");
///     word(slice(0_s, 1.5_s)).fade_in(0.1).norm(-1_dB).save("out.wav");
///     std::cout << word.mono().rms();
///
/// Samples are float32, samples x channels, each channel contiguous. Copies and time slices share memory and
/// take constant time; a change to one of them never changes another one. Methods return a new signal unless
/// they say otherwise; on a temporary they reuse its buffer, so that a chain allocates once. Several threads
/// may call const methods of one signal at the same time. A signal that was moved from is empty. Every bad
/// argument throws an ArgumentError, and leaves the signal as it was.
class PYA_EXPORT Asig {
public:
    /// No samples, one channel, 44100 Hz.
    Asig() : Asig(0) {}
    /// An audio file of any format that audio_from_file() reads. Throws IoError.
    explicit Asig(const std::string& path, const AsigOptions& options = {});
    /// From samples, or from a length of silence:
    ///
    /// - an integer: that many samples of silence
    /// - a floating-point number or a time: that many seconds of silence, rounded to samples as to_samples()
    ///   does
    /// - an Eigen array, matrix or expression: samples x channels, evaluated straight into the signal
    /// - a std::vector or std::span of float or double: one channel
    /// - storage::Samples: a signal of these samples, which are not copied
    template <detail::SigSource Source>
    explicit Asig(Source&& source, const AsigOptions& options = {})
        : Asig(options, samples_of(std::forward<Source>(source), options)) {}
    /// One channel from a list in parentheses, Asig({0.f, 0.5f}). Braces alone mean the same as parentheses:
    /// Asig{2.0} lasts two seconds.
    template <std::size_t N>
    explicit Asig(const float (&sig)[N], const AsigOptions& options = {})
        : Asig(std::span<const float>(sig, N), options) {}
    /// An audio file that is in memory. Throws IoError.
    static Asig from_memory(std::span<const std::byte> file, const AsigOptions& options = {});
    /// The sum of any number of signals, each from its onset on and times its gain, as long as the last of
    /// them. It has the rate of the first one, to which others are converted, band-limited. Signals of one
    /// channel go to all channels; all others must have as many as one another. Throws ArgumentError if there
    /// is no part, and for an onset below 0 and a gain that isn't finite.
    ///
    ///     Asig song = Asig::mix({{.sig = drums}, {.sig = voice, .onset = 2_s, .gain = dbamp(-3)}});
    static Asig mix(const std::vector<MixPart>& parts); // <pya/asig/mix.hpp>

    // -- Reading --
    /// The samples, samples x channels, to read. The view is valid until the signal changes. The view of a
    /// temporary keeps its memory alive.
    ConstSigMap sig() const& { return samples_.view(); }
    OwnedSig sig() && { return OwnedSig(std::move(samples_)); }
    /// The samples, samples x channels, to write: a.write() *= 0.5f. The signal gets memory of its own for
    /// it. The view is valid until the signal is assigned to or gets longer.
    WritableSig write() & { return WritableSig(samples_); }
    /// The samples of one channel, negative numbers from the end: a view like sig(), with the same rules.
    /// What is temporary has none. ArgumentError for a channel that is not there.
    std::span<const float> channel(Index c) const&;
    std::span<const float> channel(Index c) && = delete;
    /// The samples of a signal of one channel, to read: for (float x : a), std::ranges::max(a). ArgumentError
    /// for several channels, which have channel().
    const float* begin() const&;
    const float* begin() && = delete;
    const float* end() const&; ///< one past the last
    const float* end() && = delete;
    /// The memory behind sig(), to share it without a copy.
    const storage::Samples& storage() const& { return samples_; }
    storage::Samples storage() && { return std::move(samples_); }

    int sr() const { return sr_; }                                      ///< sampling rate in Hz
    Index channels() const { return samples_.cols(); }                  ///< how many channels
    Index samples() const { return samples_.rows(); }                   ///< samples a channel
    double dur() const { return static_cast<double>(samples()) / sr_; } ///< duration in seconds
    double get_duration() const { return dur(); }                       ///< dur()
    SigSize get_size() const { return {samples(), channels(), dur()}; } ///< samples, channels and duration
    /// The time of each sample in seconds.
    template <class Array = Eigen::ArrayXd>
    Array get_times() const {
        Array times(samples());
        write_times(times.data());
        return times;
    }
    const std::string& label() const& { return label_.text(); } ///< the name of the signal
    std::string label() && { return label_.text(); }            ///< of a temporary
    /// The name that was given to the signal, without what methods have added to it: figures show this one.
    const std::string& given_label() const& { return label_.given(); }
    std::string given_label() && { return label_.given(); }
    const std::vector<std::string>& cn() const& { return cn_ ? *cn_ : unnamed(); } ///< names of the channels
    std::vector<std::string> cn() && { return std::as_const(*this).cn(); }         ///< of a temporary
    const std::vector<dsp::Event>& events() const& { return events_; } ///< what find_events() found
    std::vector<dsp::Event> events() && { return events_; }            ///< of a temporary
    /// The design of the filter, if iirfilter() made this signal; otherwise throws ArgumentError.
    const FilterDesign& filter() const&;
    FilterDesign filter() && { return std::as_const(*this).filter(); }
    /// Like Python's repr: Asig('label'): channels x samples @ srHz = durs cn=[...]
    std::string repr() const;

    Asig& set_label(std::string label); ///< sets the label; returns the signal itself, as the next two do
    /// Sets the names of the channels, one for each; an empty list restores the default names.
    Asig& set_cn(const std::vector<std::string>& cn);
    /// Sets the sampling rate without resampling, so the same samples are played faster or slower.
    Asig& set_sr(int sr);

    /// True if rate, shape and samples are equal; label and names do not matter. NaN equals nothing.
    bool operator==(const Asig& other) const;
    /// numpy.allclose: equal rate and shape, and each sample within atol + rtol |other's|. Equal infinities
    /// are close.
    bool allclose(const Asig& other, const AllcloseOptions& options = {}) const;

    // -- Selecting (index.hpp; selection.hpp on assignment) --
    /// The selected samples of the selected channels (every row with every column). Time slices and
    /// neighbouring channels share memory. A slice of step k divides the rate by |k|, truncated but at least
    /// to 1 Hz. On a variable the result can also be assigned to, see Selection.
    Asig operator()(const Rows& rows, const Cols& cols = all) const&;
    Asig operator()(const Rows& rows, const Cols& cols = all) &&;
    Selection operator()(const Rows& rows, const Cols& cols = all) &;

    /// Assignment that writes as much as fits into the selection (pya's a.b[...]).
    Selection b(const Rows& rows, const Cols& cols = all) &;
    /// Assignment that lengthens the signal where the source is longer (pya's a.x[...]).
    Selection x(const Rows& rows, const Cols& cols = all) &;
    /// Assignment that replaces the selected samples by all of the source (pya's a.o[...]).
    Selection o(const Rows& rows, const Cols& cols = all) &;
    Selection bound(const Rows& rows, const Cols& cols = all) &;     ///< the long name of b()
    Selection extend(const Rows& rows, const Cols& cols = all) &;    ///< the long name of x()
    Selection overwrite(const Rows& rows, const Cols& cols = all) &; ///< the long name of o()

    /// Arithmetic that stops at the end of the shorter operand: a.b() + other.
    Mixing b() const;
    /// Arithmetic that goes on to the end of the longer operand: a.x() + other.
    Mixing x() const;
    Mixing bound() const;  ///< the long name of b()
    Mixing extend() const; ///< the long name of x()

    // -- Arithmetic in place (arithmetic.hpp has + - * /) --
    /// Sample by sample with a signal of the same length, rate and channels, a number, an array or a list.
    Asig& operator+=(const Operand& other);
    Asig& operator-=(const Operand& other);
    Asig& operator*=(const Operand& other);
    Asig& operator/=(const Operand& other);
    Asig operator-() const; ///< the signal with its polarity flipped

    /// Chosen for what is no Operand, so that the compiler says in one sentence what is one.
    friend Asig operator+(const Asig& a, detail::NoOperand b);
    friend Asig operator+(detail::NoOperand a, const Asig& b);
    friend Asig operator-(const Asig& a, detail::NoOperand b);
    friend Asig operator-(detail::NoOperand a, const Asig& b);
    friend Asig operator*(const Asig& a, detail::NoOperand b);
    friend Asig operator*(detail::NoOperand a, const Asig& b);
    friend Asig operator/(const Asig& a, detail::NoOperand b);
    friend Asig operator/(detail::NoOperand a, const Asig& b);

    // -- Level --
    /// Multiplies by `amp`, by a level in dB, or by one of these for each channel. A negative amp flips the
    /// polarity. For an amp below -1, which was probably meant in dB, there is a warning; so there is in
    /// norm().
    Asig gain(double amp = 1) const&;
    Asig gain(double amp = 1) &&;
    Asig gain(Decibels level) const&;
    Asig gain(Decibels level) &&;
    Asig gain(const std::vector<double>& amps) const& { return Asig(*this).gain(amps); }
    Asig gain(const std::vector<double>& amps) &&;
    Asig gain(const std::vector<Decibels>& levels) const& { return Asig(*this).gain(levels); }
    Asig gain(const std::vector<Decibels>& levels) &&;
    /// Multiplies by a gain that moves: a generator, a curve, a feature, or a signal of the same rate. Throws
    /// ArgumentError if that is of another rate, ends before the signal, or has several channels that aren't
    /// as many as the signal's.
    ///
    ///     tone.gain(Acurve({{0_s, 0}, {2_s, 1}}));   tone.gain(1 + 0.3 * gen::sine(5));
    Asig gain(const Agen& amp) const; // <pya/agen.hpp>

    /// Scales each channel so that its largest magnitude is `level`; a negative level flips the polarity.
    /// A channel of silence stays as it is; one with NaN or infinite samples follows IEEE arithmetic.
    Asig norm(double level = 1, NormOptions options = {}) const& { return Asig(*this).norm(level, options); }
    Asig norm(double level = 1, NormOptions options = {}) &&;
    Asig norm(Decibels level, NormOptions options = {}) const& { return Asig(*this).norm(level, options); }
    Asig norm(Decibels level, NormOptions options = {}) &&;

    /// The largest magnitude of all channels; 0 if empty, NaN if any sample is NaN.
    double peak() const;

    /// Subtracts the mean of each channel.
    Asig remove_DC() const& { return Asig(*this).remove_DC(); }
    Asig remove_DC() &&;

    /// Root mean square, of each channel (axis 0) or of each sample over the channels (axis 1). NaN if empty.
    template <class Array = Eigen::ArrayXd>
    Array rms(int axis = 0) const {
        Array values(rms_values(axis));
        write_rms(axis, values.data());
        return values;
    }

    // -- Loudness --
    /// Measures how loud the signal is (ITU-R BS.1770, EBU R128), see Loudness. Throws ArgumentError for a
    /// rate below 4000 Hz, and for more than 6 channels without a layout.
    Loudness loudness(const LoudnessOptions& options = {}) const;
    /// The largest magnitude in all channels, also between the samples, in dB re full scale (dBTP); -infinity
    /// for silence. See dsp::TruePeakMeter.
    double true_peak() const;
    /// Scales all channels by the same factor, so that loudness().integrated is `level`. If the signal is too
    /// short or too soft for that, loudness().ungated is used. Silence stays as it is.
    Asig norm(Lufs level, const LoudnessOptions& options = {}) const& {
        return Asig(*this).norm(level, options);
    }
    Asig norm(Lufs level, const LoudnessOptions& options = {}) &&;
    /// Turns all channels down around the places where the true peak is above a ceiling. What is below the
    /// ceiling passes bit for bit. See dsp::Limiter.
    Asig limit(const LimiterOptions& options = {}) const;
    Asig limit(Decibels ceiling) const { return limit({.ceiling = ceiling}); }

    // -- Envelopes --
    /// Multiplies the first `dur` by a ramp from 0 to 1, raised to the power `curve`. A fade that is longer
    /// than the signal becomes as long as the signal, with a warning.
    Asig fade_in(Seconds dur = 0.1, double curve = 1) const& { return Asig(*this).fade_in(dur, curve); }
    Asig fade_in(Seconds dur = 0.1, double curve = 1) &&;
    /// Multiplies the last `dur` by a ramp from 1 to 0, raised to the power `curve`.
    Asig fade_out(Seconds dur = 0.1, double curve = 1) const& { return Asig(*this).fade_out(dur, curve); }
    Asig fade_out(Seconds dur = 0.1, double curve = 1) &&;

    /// Multiplies by a gain curve through `amps` at times `ts` in seconds. Without ts the amps are spread
    /// evenly over the signal, and as many amps as samples are the gains themselves. Before the first and
    /// after the last time, the first and last amp hold. See dsp::Envelope.
    Asig envelope(const std::vector<double>& amps, const std::vector<double>& ts = {},
                  EnvelopeOptions options = {}) const& {
        return Asig(*this).envelope(amps, ts, options);
    }
    Asig envelope(const std::vector<double>& amps, const std::vector<double>& ts = {},
                  EnvelopeOptions options = {}) &&;
    /// Attack from 0 to 1, decay to `sus`, release to 0 at the end of the signal.
    Asig adsr(const AdsrOptions& options = {}) const& { return Asig(*this).adsr(options); }
    Asig adsr(const AdsrOptions& options = {}) &&;

    /// Multiplies by a window as long as the signal (dsp::get_window): window("hann"), window("kaiser", 8.6).
    Asig window(const dsp::Window& win = "triang", WindowOptions options = {}) const& {
        return Asig(*this).window(win, options);
    }
    Asig window(const dsp::Window& win = "triang", WindowOptions options = {}) &&;
    /// The same for a window with parameters.
    template <std::convertible_to<double>... Params>
    requires(sizeof...(Params) > 0) Asig window(const char* name, Params... params)
    const { return Asig(*this).window(dsp::Window(name, params...)); }

    // -- Segments --
    /// Computes one value for each segment; segments are centred at the samples 0, stride, 2 stride, ... The
    /// value is a level or mean that is chosen by name, or any function of the segment, which is a signal of
    /// one channel. The rate of the result is sr / stride, but at least 1.
    Asig window_op(const WindowOpOptions& options = {}) const;
    Asig window_op(const WindowOpOptions& options, const std::function<double(const Asig&)>& fn) const;
    /// Cuts the signal into windowed grains, stride_in samples apart, and adds them up again stride_out
    /// samples apart. This stretches time by stride_out / stride_in. See dsp::overlap_add.
    Asig overlap_add(const OverlapAddOptions& options = {}) const;

    // -- Onsets and beats --
    /// When notes begin, in seconds and in order, of the mean of the channels. See dsp::OnsetDetector.
    std::vector<double> onsets(const OnsetOptions& options = {}) const;
    /// The beats of the mean of the channels, in seconds and in order, with their tempo and how sure they
    /// are. See dsp::find_beats.
    dsp::Beats beats(const BeatOptions& options = {}) const;
    /// The tempo of beats(), in beats a minute; 0 where there are none.
    double tempo(const BeatOptions& options = {}) const;
    /// How much the mel spectrum of each channel grows, with librosa's numbers: the column "onset_strength",
    /// with groups one for each, "onset_strength0" and so on. See dsp::onset_strength.
    Afeature onset_strength(const OnsetStrengthOptions& options = {}) const;
    /// The peaks of the onset strength of the mean of the channels, with librosa's numbers, in seconds and in
    /// order; onsets() is nearer to the truth. See dsp::onset_detect.
    std::vector<double> onset_detect(const OnsetDetectOptions& options = {}) const;
    /// Tempo and beats in seconds of the mean of the channels, with librosa's numbers, from the median of the
    /// bands' rises: auto [tempo, beats] = word.beat_track(). beats() is nearer to the truth. See
    /// dsp::beat_track.
    dsp::BeatTrack<double> beat_track(const BeatTrackOptions& options = {}) const;

    // -- Events stay where time stays, and move with the samples where it doesn't --
    /// This signal with its events(): the stretches that are louder than a threshold. The signal must have
    /// one channel. See dsp::EventDetector.
    Asig find_events(const FindEventsOptions& options = {}) const;
    /// Sets the events(), with 0 <= begin <= end. select_event() cuts them to the signal.
    Asig& set_events(std::vector<dsp::Event> events);
    /// The part of the signal that is event number `index`; negative numbers count from the end.
    Asig select_event(detail::Integer auto index) const { return event(static_cast<Index>(index)); }
    /// The part of the signal that is the event which begins nearest to a time.
    Asig select_event(Seconds onset) const;

    // -- Filters, rates, convolution --
    /// Designs a filter (scipy.signal.iirfilter, cutoffs in Hz unless fs says otherwise) and runs it.
    /// filter() on the result is the design.
    Asig iirfilter(const std::vector<double>& cutoff_freqs, const IirOptions& options = {}) const;
    Asig iirfilter(double cutoff_freq, const IirOptions& options = {}) const;

    /// Filters without feedback: a weighted sum of the latest samples, as scipy.signal.lfilter(taps, 1, x).
    /// Long responses are run by transforms. plot_freqz() draws the gain of the result. See
    /// dsp::firfilter_into.
    Asig firfilter(const std::vector<double>& taps) const;
    Asig firfilter(const Eigen::Ref<const Eigen::ArrayXd>& taps) const {
        return firfilter(std::vector<double>(taps.data(), taps.data() + taps.size()));
    }
    /// Smooths each channel, or takes its derivative, without delay: fits polynomials to a moving window. See
    /// dsp::savgol_filter_into.
    Asig savgol_filter(Index window_length, int polyorder, const SavgolOptions& options = {}) const;

    /// Filters with numerator b and denominator a, as scipy.signal.lfilter. See dsp::lfilter. If a is one
    /// number, these are the samples of dsp::FirFilter.
    Asig lfilter(const std::vector<double>& b, const std::vector<double>& a = {1}) const;
    /// Filters with second-order sections, as scipy.signal.sosfilt. See dsp::sosfilt_into.
    Asig sosfilt(const Eigen::Ref<const Sos>& sos) const;

    /// Converts to another sampling rate. The result has floor(samples * target_sr / (sr * rate)) samples,
    /// see dsp::resample.
    ///
    /// Where the rate is a curve, sample n of the result is this signal at a time that is the integral of the
    /// curve from 0 to n / target_sr (dsp::varispeed). The result begins with the first sample of the signal,
    /// or with the last one if the curve begins below 0. It ends where the integral leaves the signal.
    Asig resample(int target_sr = 44100, ResampleOptions options = {}) const;

    /// Convolves with an impulse response, which has one channel for all channels of the signal, or as many
    /// channels as the signal. A response of another rate is resampled first, band-limited.
    Asig convolve(const Asig& ir, ConvolveOptions options = {}) const;

    /// Runs a processor of pya/dsp over the signal: an effect, a filter, a chain of them. Its latency is
    /// removed, and the result is `tail` longer than the signal, for what goes on after it. The processor is
    /// a copy of yours, and begins with silence. Throws ArgumentError if the processor is for another rate or
    /// number of channels, and for a tail outside of 0 to 86400 s.
    ///
    ///     word.through(dsp::Compressor(word.sr(), word.channels(), {.threshold = -20_dB}));
    template <dsp::Processor<float> P>
    requires(!dsp::RateChanger<P, float>) Asig through(P processor, Seconds tail = 0)
    const { return Asig(*this, detail::through(processor, sig(), sr_, tail.value), "_through"); }

    // -- Spectra (aspec.hpp, astft.hpp, amfcc.hpp, afeature.hpp) --
    /// The Fourier transform of the whole signal, which must not be empty.
    Aspec to_spec() const;
    /// The short-time Fourier transform.
    Astft to_stft(const StftOptions& options = {}) const;
    /// Spectral features by their names, all of one transform, with librosa's numbers: centroid, bandwidth,
    /// rolloff, flatness, contrast, flux, rms, zero_crossing_rate, mel, mfcc, chroma (dsp::FeatureAnalyser
    /// says what they are): sig.features({"centroid", "rms"}, {.stride = 256}).
    Afeature features(const std::vector<std::string>& names, const FrameOptions& frames = {},
                      const FeatureOptions& options = {}) const;
    /// The mel spectrum as librosa has it: sig.to_mel({.n_mels = 64}).to_db().
    Afeature to_mel(const MelOptions& mel = {}, const FrameOptions& frames = {}) const;
    /// How strong each class of pitch is, as librosa.feature.chroma_stft.
    Afeature to_chroma(const ChromaOptions& chroma = {}, const FrameOptions& frames = {}) const;
    /// Magnitudes of bins that are evenly spaced in pitch, as librosa.cqt, and with {.gamma = {}} vqt
    /// (dsp::constant_q).
    Afeature to_cqt(const ConstantQOptions& options = {}) const;
    /// The same added up to classes of pitch, as librosa.feature.chroma_cqt.
    Afeature to_chroma_cqt(const ConstantQChromaOptions& chroma = {},
                           const ConstantQOptions& transform = {.n_bins = 252, .bins_per_octave = 36}) const;
    /// The pitch of one voice in each channel (dsp::PitchAnalyser): columns f0 in Hz, voiced, 1 or 0, and
    /// confidence, 0 to 1. f0 is NaN where there is no pitch, which statistics and to_sig() pass over.
    Afeature pitch(const PitchOptions& options = {}) const;
    /// The same columns by probabilistic YIN with librosa's digits (dsp::pyin). f0 is options.fill_na, NaN,
    /// where there is no pitch; confidence is the probability that there is one.
    Afeature pyin(const PyinOptions& options = {}) const;
    /// The column f0 in Hz by YIN with librosa's digits (dsp::YinAnalyser), of silence and noise too.
    Afeature yin(const YinOptions& options = {}) const;
    /// Mel-frequency cepstral coefficients.
    Amfcc to_mfcc(const MfccOptions& options = {}) const;
    /// scipy.signal.spectrogram: auto [freqs, times, sxx] = sig.spectrogram();
    template <class Result = Spectrogram>
    Result spectrogram(const SpectrogramOptions& options = {}) const {
        return detail::within_memory("Asig::spectrogram", [&] {
            const dsp::impl::StftShape shape = spectrogram_shape(options);
            Result result{Eigen::ArrayXd(shape.bins), Eigen::ArrayXd(shape.frames),
                          Eigen::ArrayXXf(shape.bins, shape.frames * channels())};
            write_spectrogram(options, shape, result.freqs.data(), result.times.data(), result.sxx.data());
            return result;
        });
    }

    // -- Time, pitch, taking apart --
    /// `factor` times as long, 0.05 to 100, at the same pitch: floor(samples() * factor) samples. Attacks
    /// stay as sharp as they are, and the image between the channels stays. See dsp::TimeStretcher.
    ///
    /// A curve holds over the time of this signal: word.time_stretch({{0_s, 1}, {2_s, 1.5}}) begins at its
    /// own speed and gets slower. A time becomes the integral of the curve from 0 to it.
    Asig time_stretch(const Acurve& factor) const;
    Asig time_stretch(double factor) const;
    Asig time_stretch(std::initializer_list<Acurve::Point> factor) const;
    /// Higher by so many semitones, -48 to 48, or lower where they are negative, and as long as before:
    /// time_stretch() and band-limited resampling. A curve, which must not be exponential, holds over the
    /// time of this signal: word.pitch_shift({{0_s, 0}, {2_s, 3}}). A voice stays the same person's with
    /// {.keep_formants = true}, see dsp::copy_formants.
    Asig pitch_shift(const Acurve& semitones, const PitchShiftOptions& options = {}) const;
    Asig pitch_shift(double semitones, const PitchShiftOptions& options = {}) const;
    Asig pitch_shift(std::initializer_list<Acurve::Point> semitones,
                     const PitchShiftOptions& options = {}) const;
    /// What goes on, tones, and what begins and ends, attacks and noise, with librosa's numbers (dsp::hpss):
    /// auto [harmonic, percussive] = word.hpss(). What is in neither, the residual of margins above 1, is
    /// word - harmonic - percussive. For other frames: word.to_stft(...).hpss().
    Hpss<Asig> hpss(const HpssOptions& options = {}) const;
    /// The signal with its steady noise turned down (dsp::Denoiser). What
    /// the noise is, is learnt from the signal (dsp::learnt_noise), or from a stretch in which there is
    /// nothing else: word.denoise(word(slice(0_s, 0.3_s))). That has the rate of the signal, and its channels
    /// or one. An empty signal stays as it is. Throws ArgumentError for options out of range, and for a
    /// stretch without samples.
    Asig denoise(const DenoiseOptions& options = {}) const;
    Asig denoise(const Asig& noise, const DenoiseOptions& options = {}) const;

    // -- Channels --
    /// The weighted sum of the channels, by default their mean. Named after the channel with the largest
    /// weight.
    Asig mono(const std::vector<double>& blend = {}) const;
    /// Two channels, "l" and "r". One or two channels are multiplied by the entry of `blend` for each side.
    /// Of more channels the mean is on both sides.
    Asig stereo(const std::vector<double>& blend = {}) const;
    /// Two weighted sums of the channels: each side has one weight for each channel.
    Asig stereo(const std::vector<double>& left, const std::vector<double>& right) const;
    /// Replaces channels by other ones, times a gain. All channels are read before any is written. Where
    /// several routes lead to one channel, the last one is used. Where a destination does not exist, the
    /// signal grows by silent channels named "unnamed".
    Asig rewire(const std::vector<Route>& routes) const;
    /// Pans one channel, or balances the first two, with constant power: gains cos and sin of (pan + 1) pi /
    /// 4, pan in [-1, 1].
    Asig pan2(double pan = 0) const;
    /// The same with a position that moves, as gain() takes it, of one channel. Beyond -1 and 1 it is held.
    Asig pan2(const Agen& pan) const; // <pya/agen.hpp>
    /// One channel on any loudspeakers, a channel for each, from a direction that may move (dsp::Vbap):
    /// word.pan(dsp::speaker_ring(8), {.azimuth = 100}). Throws ArgumentError for several channels, and for
    /// loudspeakers that dsp::Vbap refuses.
    Asig pan(const dsp::Speakers& speakers, const PanOptions& place = {}) const;
    /// One channel as a field of sound, from a direction that may move: 4, 9 or 16 channels for an order of
    /// 1, 2 or 3, as AmbiX has them, named W, Y, Z, X, V, ... (dsp::ambisonic_gains). Fields may be added.
    Asig encode_ambisonics(int order = 1, const PanOptions& place = {}) const;
    /// A field of 4, 9 or 16 channels on loudspeakers, a channel for each (dsp::ambisonic_decoder).
    Asig decode_ambisonics(const dsp::Speakers& speakers,
                           const dsp::AmbisonicDecoderOptions& options = {}) const;
    /// shift > 0 inserts that many silent channels named "unnamed" before the first one; shift < 0 drops that
    /// many channels at the beginning.
    Asig shift_channel(Index shift = 0) const;
    /// All samples in one channel, frame by frame; the rate stays, so the duration grows.
    Asig flatten() const;

    // -- Editing --
    /// This signal, followed by `other` times `amp`. Both must have the same number of channels. The rate of
    /// `other` is converted where it differs, band-limited.
    Asig append(const Asig& other, double amp = 1) const& { return Asig(*this).append(other, amp); }
    Asig append(const Asig& other, double amp = 1) &&;
    /// Adds `other` to this signal at a place, which changes this signal. What lies outside of it is left
    /// out. Rates and channels must agree.
    Asig& add(const Asig& other, AddOptions options = {}) &;
    Asig add(const Asig& other, AddOptions options = {}) &&;
    /// Appends `width` samples of a constant at the end, or inserts them at the start.
    Asig pad(Index width, PadOptions options = {}) const& { return Asig(*this).pad(width, options); }
    Asig pad(Index width, PadOptions options = {}) &&;

    /// The samples in the opposite order.
    Asig reverse() const;
    /// The signal so many times in a row, 0 or more.
    Asig repeat(Index times) const;
    /// The signal without the silence at its ends, which shares its memory. Nothing is left of a signal that
    /// is silent throughout. NaN counts as sound.
    Asig trim(const TrimOptions& options = {}) const;
    /// This signal followed by `other`, which fades in while the last `dur` of this one fades out:
    /// fade_out(dur, curve) with fade_in(dur, curve) added. With a curve of 0.5 the power stays, as suits
    /// different sounds, with 1 the sum of the gains. Another rate is converted, band-limited; channels must
    /// agree. A `dur` longer than either signal is cut to it, with a warning.
    Asig crossfade(const Asig& other, Seconds dur = 0.1, double curve = 0.5) const& {
        return Asig(*this).crossfade(other, dur, curve);
    }
    Asig crossfade(const Asig& other, Seconds dur = 0.1, double curve = 0.5) &&;

    /// Replaces each sample by a function of it, f(float) -> float. Faster are a function of arrays of
    /// samples, f(const ConstSigMap&) -> an Eigen expression of the same shape, and a kernel,
    /// f(dsp::Block<const float>, dsp::Block<float>), for each channel: a.apply(dsp::tanh).
    Asig apply(auto&& f) const& { return Asig(*this).apply(f); }
    Asig apply(auto&& f) && {
        samples_.transform(
            [&](const float* in, float* out, Index n) { detail::apply_to_run(f, in, out, n); });
        return std::move(*this);
    }

    /// Calls f(Asig&, args...) with this signal, which f may change. If f returns a signal, that takes the
    /// place of this one.
    template <class F, class... Args>
    Asig& custom(F&& f, Args&&... args) & {
        if constexpr (std::is_convertible_v<std::invoke_result_t<F, Asig&, Args...>, Asig>)
            *this = std::forward<F>(f)(*this, std::forward<Args>(args)...);
        else
            std::forward<F>(f)(*this, std::forward<Args>(args)...);
        return *this;
    }
    template <class F, class... Args>
    Asig custom(F&& f, Args&&... args) && {
        return std::move(custom(std::forward<F>(f), std::forward<Args>(args)...));
    }

    // -- Where a signal goes --
    // All return the signal, so that a chain goes on: a temporary by value, so that it outlives its line.

    /// Plays through a server, by default the one of startup(). Throws DeviceError if there is none.
    const Asig& play(const PlayOptions& options = detail::play_defaults()) const&; // <pya/aserver.hpp>
    Asig play(const PlayOptions& options = detail::play_defaults()) &&;            // <pya/aserver.hpp>

    /// Draws the waveform, or its level in dB, into the current figure (plot/options.hpp).
    const Asig& plot(const PlotOptions& options = detail::plot_defaults()) const&;
    Asig plot(const PlotOptions& options = detail::plot_defaults()) &&;
    /// Draws the magnitude and the phase of the Fourier transform. The signal must not be empty.
    const Asig& plot_spectrum(const PlotSpectrumOptions& options = detail::plot_spectrum_defaults()) const&;
    Asig plot_spectrum(const PlotSpectrumOptions& options = detail::plot_spectrum_defaults()) &&;
    /// Draws the waveform with its events() shaded and numbered.
    const Asig& plot_events(const PlotOptions& options = detail::plot_defaults()) const&;
    Asig plot_events(const PlotOptions& options = detail::plot_defaults()) &&;
    /// Draws the gain of filter(), or that of the taps of firfilter(), at `worN` frequencies up to sr / 2 or
    /// at the given frequencies in radians per sample.
    const Asig& plot_freqz(Index worN = 512,
                           const PlotFreqzOptions& options = detail::plot_freqz_defaults()) const&;
    const Asig& plot_freqz(const std::vector<double>& worN,
                           const PlotFreqzOptions& options = detail::plot_freqz_defaults()) const&;
    Asig plot_freqz(Index worN = 512, const PlotFreqzOptions& options = detail::plot_freqz_defaults()) &&;
    Asig plot_freqz(const std::vector<double>& worN,
                    const PlotFreqzOptions& options = detail::plot_freqz_defaults()) &&;

    /// Writes a file in the format that its name ends in. After an error there is no new file. Throws
    /// IoError.
    const Asig& save(const std::string& path, const SaveOptions& options = {}) const&;
    Asig save(const std::string& path, const SaveOptions& options = {}) &&;
    /// Writes a WAV file of dtype "float32", "int16", "int32" or "uint8". For integers the samples are
    /// limited to [-1, 1] first.
    const Asig& save_wavfile(const std::string& path = "asig.wav",
                             const std::string& dtype = "float32") const&;
    Asig save_wavfile(const std::string& path = "asig.wav", const std::string& dtype = "float32") &&;

private:
    friend class Selection;
    friend class Aspec; // these three carry the label on
    friend class Astft;
    friend class Amfcc;
    friend Asig detail::combine(detail::Op op, Operand a, Operand b);

    using Names = std::shared_ptr<const std::vector<std::string>>;
    static storage::Samples silence(Index samples, const AsigOptions& options);
    static storage::Samples samples_of(detail::Integer auto samples, const AsigOptions& options) {
        return silence(static_cast<Index>(samples), options);
    }
    static storage::Samples samples_of(Seconds dur, const AsigOptions& options);
    static storage::Samples samples_of(std::span<const float> sig, const AsigOptions& options);
    static storage::Samples samples_of(std::span<const double> sig, const AsigOptions& options);
    static storage::Samples samples_of(storage::Samples samples, const AsigOptions&) { return samples; }
    template <class D>
    static storage::Samples samples_of(const Eigen::DenseBase<D>& sig, const AsigOptions&) {
        storage::Samples samples = storage::Samples::uninitialised(sig.rows(), sig.cols());
        if (sig.size() > 0) samples.write() = sig.derived().template cast<float>();
        return samples;
    }
    Asig(const AsigOptions& options, storage::Samples samples); // checks the options
    Asig(storage::Samples samples, int sr, detail::Label label, Names cn,
         detail::EventList events = {}); // of parts that are known to agree
    Asig(const Asig& like, storage::Samples samples, std::string_view added); // of one with as many channels
    static const std::vector<std::string>& unnamed(); // the name of an empty signal's only channel
    Asig select(const Rows& rows, const Cols& cols) const;
    Asig event(Index index) const;
    Asig reduced(storage::Samples values, Index stride) const; // one value for each stride
    static storage::Samples combined(detail::Op op, const Operand& a, const Operand& b,
                                     storage::Samples* own_a, storage::Samples* own_b);
    Asig& update(detail::Op op, const Operand& other);
    Asig&& renamed(std::string_view added); // ends a method whose result is in this object
    void write_times(double* times) const;
    Index rms_values(int axis) const;
    void write_rms(int axis, double* values) const;
    dsp::impl::StftShape spectrogram_shape(const SpectrogramOptions& options) const;
    void write_spectrogram(const SpectrogramOptions& options, const dsp::impl::StftShape& shape,
                           double* freqs, double* times, float* sxx) const;

    storage::Samples samples_;
    int sr_;
    detail::Label label_;
    Names cn_; // null only in a moved-from signal
    detail::EventList events_;
    std::shared_ptr<const FilterDesign> filter_;
    std::shared_ptr<const std::vector<double>> taps_; // of firfilter()
};

/// Writes repr().
PYA_EXPORT std::ostream& operator<<(std::ostream& out, const Asig& sig);

} // namespace pya

#endif
