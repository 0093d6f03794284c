// SPDX-License-Identifier: MIT
/// @file
/// Asig: an audio signal as a value.
///
/// Samples are float32, samples x channels, each channel contiguous. Copies and time slices share memory and
/// take constant time; a change never reaches another copy. Methods return a new signal unless they say
/// otherwise; on a temporary they reuse its buffer, so that a chain allocates once. const methods may run on
/// many threads at once. Every bad argument is an ArgumentError, and the signal is as it was before.
#ifndef PYA_ASIG_HPP
#define PYA_ASIG_HPP

#include <pya/asig_options.hpp>
#include <pya/error.hpp>
#include <pya/index.hpp>
#include <pya/storage/samples.hpp>
#include <pya/units.hpp>

#include <Eigen/Core>

#include <concepts>
#include <functional>
#include <initializer_list>
#include <iosfwd>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace pya {

class Asig;
class Amfcc;
class Aspec;
class Astft;
class Mixing;
class Operand;
class Selection;
struct MfccOptions;
struct PlayOptions;
struct PlotOptions;
struct PlotSpectrumOptions;
struct SaveOptions;
struct SpectrogramOptions;
struct StftOptions;

namespace detail {
enum class Op;
Asig combine(Op op, Operand a, Operand b);
} // namespace detail

/// What spectrogram() returns.
struct Spectrogram {
    Eigen::ArrayXd freqs; ///< of the bins, in Hz
    Eigen::ArrayXd times; ///< of the segments' centres, in seconds
    Eigen::ArrayXXf
        sxx; ///< bins x (segments x channels): segment t of channel c is column c * times.size() + t
};

/// A signal whose memory is its own even though it was read off a temporary.
class OwnedSig : public ConstSigMap {
public:
    explicit OwnedSig(storage::Samples&& samples) : ConstSigMap(samples.view()), owner_(std::move(samples)) {}
    OwnedSig(const OwnedSig&) = delete;
    OwnedSig& operator=(const OwnedSig&) = delete;

private:
    storage::Samples owner_;
};

class Asig {
public:
    /// No samples, one channel, 44100 Hz.
    Asig() : Asig(0) {}
    /// An integer: that many samples of silence.
    template <detail::Integer T>
    explicit Asig(T samples, const AsigOptions& options = {})
        : Asig(Silence{static_cast<Index>(samples)}, options) {}
    /// A floating-point number or a time: that many seconds of silence, rounded as to_samples() does.
    explicit Asig(Seconds dur, const AsigOptions& options = {});
    /// An audio file of any format that audio_from_file() reads. Throws IoError.
    explicit Asig(const std::string& path, const AsigOptions& options = {});
    /// Samples x channels from an Eigen array, matrix or expression, which is evaluated straight into the
    /// signal.
    template <class D>
    explicit Asig(const Eigen::DenseBase<D>& sig, const AsigOptions& options = {})
        : Asig(storage::Samples::uninitialised(sig.rows(), sig.cols()), options) {
        if (sig.size() > 0) samples_.write() = sig.derived().template cast<float>();
    }
    /// One channel.
    explicit Asig(std::span<const float> sig, const AsigOptions& options = {});
    explicit Asig(std::span<const double> sig, const AsigOptions& options = {});
    Asig(std::initializer_list<float> sig, const AsigOptions& options = {});

    /// Takes over samples as they are.
    explicit Asig(storage::Samples samples, const AsigOptions& options = {});

    /// An audio file that is in memory. Throws IoError.
    static Asig from_memory(std::span<const std::byte> file, const AsigOptions& options = {});

    /// The samples, samples x channels. The view of a const signal is valid until the signal changes. The
    /// view of a non-const one may be written, which first takes the memory out of sharing; from then on
    /// copies of the signal are full copies. The view of a temporary keeps its memory alive.
    ConstSigMap sig() const& { return samples_.view(); }
    SigMap sig() & { return samples_.expose(); }
    OwnedSig sig() && { return OwnedSig(std::move(samples_)); }

    /// The memory behind sig(), to share it without a copy.
    const storage::Samples& storage() const { return samples_; }

    int sr() const { return sr_; }
    const std::string& label() const { return label_; }
    const std::vector<std::string>& cn() const { return *cn_; }
    Index channels() const { return samples_.cols(); }
    Index samples() const { return samples_.rows(); }
    /// Duration in seconds.
    double dur() const { return static_cast<double>(samples()) / sr_; }

    Asig& set_label(std::string label);
    /// One name a channel; an empty list restores the default names.
    Asig& set_cn(const std::vector<std::string>& cn);
    /// Reinterprets the samples at another rate, without resampling.
    Asig& set_sr(int sr);

    /// Like Python's repr: Asig('label'): channels x samples @ srHz = durs cn=[...]
    std::string repr() const;
    friend std::ostream& operator<<(std::ostream& out, const Asig& sig);

    /// Equal rate, shape and samples; label and names do not matter. NaN equals nothing.
    bool operator==(const Asig& other) const;

    double get_duration() const { return dur(); }
    /// The time of each sample in seconds.
    Eigen::ArrayXd get_times() const;
    SigSize get_size() const { return {samples(), channels(), dur()}; }

    // -- Selecting (index.hpp) --

    /// The selected samples of the selected channels (every row with every column). Time slices and
    /// neighbouring channels share memory. A slice of step k divides the rate by |k|, truncated but at least
    /// to 1 Hz. On a named signal the result can also be assigned to, see Selection.
    Asig operator()(const Rows& rows, const Cols& cols = all) const&;
    Asig operator()(const Rows& rows, const Cols& cols = all) &&;
    Selection operator()(const Rows& rows, const Cols& cols = all) &;

    /// Assignment that writes as much as fits into the selection (pya's a.b[...]).
    Selection b(const Rows& rows, const Cols& cols = all) &;
    /// Assignment that lengthens the signal where the source is longer (pya's a.x[...]).
    Selection x(const Rows& rows, const Cols& cols = all) &;
    /// Assignment that replaces the selected samples by all of the source (pya's a.o[...]).
    Selection o(const Rows& rows, const Cols& cols = all) &;
    Selection bound(const Rows& rows, const Cols& cols = all) &;
    Selection extend(const Rows& rows, const Cols& cols = all) &;
    Selection overwrite(const Rows& rows, const Cols& cols = all) &;

    /// Arithmetic that stops at the end of the shorter operand: a.b() + other.
    Mixing b() const;
    /// Arithmetic that goes on to the end of the longer operand: a.x() + other.
    Mixing x() const;
    Mixing bound() const;
    Mixing extend() const;

    // -- Arithmetic in place (mix.hpp has + - * /) --

    Asig& operator+=(const Operand& other);
    Asig& operator-=(const Operand& other);
    Asig& operator*=(const Operand& other);
    Asig& operator/=(const Operand& other);
    Asig operator-() const;

    // -- Level --

    /// Times `amp`, or a level in dB, or one of these for each channel.
    Asig gain(double amp = 1) const& { return Asig(*this).gain(amp); }
    Asig gain(double amp = 1) &&;
    Asig gain(Decibels level) const& { return Asig(*this).gain(level); }
    Asig gain(Decibels level) &&;
    Asig gain(const std::vector<double>& amps) const& { return Asig(*this).gain(amps); }
    Asig gain(const std::vector<double>& amps) &&;
    Asig gain(const std::vector<Decibels>& levels) const& { return Asig(*this).gain(levels); }
    Asig gain(const std::vector<Decibels>& levels) &&;

    /// Scales each channel so that its largest magnitude is `level`; a negative level flips the polarity.
    /// A channel of silence stays as it is; one with NaN or infinite samples follows IEEE arithmetic.
    Asig norm(double level = 1, NormOptions options = {}) const& { return Asig(*this).norm(level, options); }
    Asig norm(double level = 1, NormOptions options = {}) &&;
    Asig norm(Decibels level, NormOptions options = {}) const& { return Asig(*this).norm(level, options); }
    Asig norm(Decibels level, NormOptions options = {}) &&;

    /// Subtracts the mean of each channel.
    Asig remove_DC() const& { return Asig(*this).remove_DC(); }
    Asig remove_DC() &&;

    /// Root mean square, of each channel (axis 0) or of each sample over the channels (axis 1). NaN if empty.
    Eigen::ArrayXd rms(int axis = 0) const;

    // -- Envelopes --

    /// Multiplies the first `dur` by a ramp from 0 to 1, raised to the power `curve`. A fade longer than the
    /// signal is cut to it, with a warning.
    Asig fade_in(Seconds dur = 0.1, double curve = 1) const& { return Asig(*this).fade_in(dur, curve); }
    Asig fade_in(Seconds dur = 0.1, double curve = 1) &&;
    /// Multiplies the last `dur` by a ramp from 1 to 0, raised to the power `curve`.
    Asig fade_out(Seconds dur = 0.1, double curve = 1) const& { return Asig(*this).fade_out(dur, curve); }
    Asig fade_out(Seconds dur = 0.1, double curve = 1) &&;

    /// Multiplies by a gain curve through `amps` at times `ts` in seconds, spread evenly without ts; as many
    /// amps as samples are the gains themselves. The first and last amp hold outside. See dsp::Envelope.
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
    Asig window(const Window& win = "triang") const& { return Asig(*this).window(win); }
    Asig window(const Window& win = "triang") &&;
    template <std::convertible_to<double>... Params>
    requires(sizeof...(Params) > 0) Asig window(const char* name, Params... params)
    const { return Asig(*this).window(Window(name, params...)); }

    // -- Segments --

    /// One value for every segment centred at 0, stride, 2 stride, ...: a named reduction, or a function of
    /// the segment as a signal of one channel. The rate becomes sr / stride, at least 1.
    Asig window_op(const WindowOpOptions& options = {}) const;
    Asig window_op(const WindowOpOptions& options, const std::function<double(const Asig&)>& fn) const;
    /// Takes windowed grains every stride_in samples and adds them up every stride_out samples: stretches
    /// time by stride_out / stride_in. See dsp::overlap_add.
    Asig overlap_add(const OverlapAddOptions& options = {}) const;

    // -- Events --

    /// This signal with its events(): stretches of one channel louder than a threshold. See
    /// dsp::EventDetector.
    Asig find_events(const FindEventsOptions& options = {}) const;
    /// What find_events() found.
    const std::vector<Event>& events() const { return events_; }
    /// Puts events from elsewhere in their place; 0 <= begin <= end. select_event() cuts them to the signal.
    Asig& set_events(std::vector<Event> events);
    /// The part of the signal that is event number `index`, negative from the end.
    template <detail::Integer T>
    Asig select_event(T index) const {
        return event(static_cast<Index>(index));
    }
    /// The event whose begin is nearest to a time.
    Asig select_event(Seconds onset) const;

    // -- Filters, rates, convolution --

    /// Designs a filter (scipy.signal.iirfilter, cutoffs in Hz) and runs it. filter() on the result is the
    /// design.
    Asig iirfilter(const std::vector<double>& cutoff_freqs, const IirfilterOptions& options = {}) const;
    Asig iirfilter(double cutoff_freq, const IirfilterOptions& options = {}) const;
    /// The design of the iirfilter() that made this signal; an ArgumentError on any other.
    const FilterDesign& filter() const;

    /// At another rate: floor(samples * target_sr / (sr * rate)) samples, see dsp::resample.
    Asig resample(int target_sr = 44100, ResampleOptions options = {}) const;

    /// Convolved with an impulse response of one channel for all or of as many channels. One of another rate
    /// is resampled first, band-limited.
    Asig convolve(const Asig& ir, ConvolveOptions options = {}) const;

    // -- Spectra (aspec.hpp, astft.hpp, amfcc.hpp) --

    Aspec to_spec() const;
    Astft to_stft() const;
    Astft to_stft(const StftOptions& options) const;
    Amfcc to_mfcc() const;
    Amfcc to_mfcc(const MfccOptions& options) const;
    /// scipy.signal.spectrogram: auto [freqs, times, sxx] = sig.spectrogram();
    Spectrogram spectrogram() const;
    Spectrogram spectrogram(const SpectrogramOptions& options) const;

    // -- Channels --

    /// The weighted sum of the channels, by default their mean. Named after the channel with the largest
    /// weight.
    Asig mono(const std::vector<double>& blend = {}) const;
    /// Two channels, "l" and "r". Of one or two channels: each side times its entry of `blend`. Of more: the
    /// mean on both sides.
    Asig stereo(const std::vector<double>& blend = {}) const;
    /// Two weighted sums of the channels, with one weight a channel for each side.
    Asig stereo(const std::vector<double>& left, const std::vector<double>& right) const;
    /// Replaces channels by scaled others, all read before any is written; of several routes to one channel
    /// the last holds. Grows to the highest destination with silent channels named "unnamed".
    Asig rewire(const std::vector<Route>& routes) const;
    /// Pans one channel, or balances the first two, with constant power: gains cos and sin of (pan + 1) pi /
    /// 4, pan in [-1, 1].
    Asig pan2(double pan = 0) const;
    /// shift > 0: that many silent channels named "unnamed" in front. shift < 0: the first ones dropped.
    Asig shift_channel(Index shift = 0) const;
    /// All samples in one channel, frame by frame; the rate stays, so the duration grows.
    Asig flatten() const;

    // -- Editing --

    /// This signal followed by `other` times `amp`, which must have as many channels. Another rate is
    /// converted, band-limited.
    Asig append(const Asig& other, double amp = 1) const& { return Asig(*this).append(other, amp); }
    Asig append(const Asig& other, double amp = 1) &&;
    /// Changes this signal: adds `other` at a place; what lies outside is dropped. Rates and channels must
    /// agree.
    Asig& add(const Asig& other, AddOptions options = {}) &;
    Asig add(const Asig& other, AddOptions options = {}) &&;
    /// Adds `width` samples of a constant at the end or the start.
    Asig pad(Index width, PadOptions options = {}) const& { return Asig(*this).pad(width, options); }
    Asig pad(Index width, PadOptions options = {}) &&;

    /// A function of each sample, f(float) -> float, or, faster, one of arrays of samples:
    /// f(const ConstSigMap&) -> Eigen expression of the same shape.
    template <class F>
    Asig apply(F&& f) const& {
        return Asig(*this).apply(std::forward<F>(f));
    }
    template <class F>
    Asig apply(F&& f) && {
        if constexpr (std::is_invocable_v<F&, float>) {
            map_samples([&](const float* in, float* out, Index n) {
                for (Index i = 0; i < n; ++i) out[i] = static_cast<float>(f(in[i]));
            });
        } else {
            map_samples([&](const float* in, float* out, Index n) {
                SigMap(out, n, 1, Eigen::OuterStride<>(n)) =
                    f(ConstSigMap(in, n, 1, Eigen::OuterStride<>(n)));
            });
        }
        return std::move(*this);
    }

    /// Hands the signal itself to f(Asig&, args...) for any change; if f returns a signal, that takes its
    /// place.
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

    // -- Playing (aserver.hpp) --

    /// Plays through a server, by default the one of startup(). Throws DeviceError if there is none.
    const Asig& play(const PlayOptions& options) const&;
    const Asig& play() const&;
    Asig play(const PlayOptions& options) &&;
    Asig play() &&;

    // -- Figures (plot/options.hpp); all return the signal, so that chains go on --

    /// The waveform, or its level in dB, in the current figure.
    const Asig& plot() const&;
    const Asig& plot(const PlotOptions& options) const&;
    Asig plot() && { return std::as_const(*this).plot(), std::move(*this); }
    Asig plot(const PlotOptions& options) && { return std::as_const(*this).plot(options), std::move(*this); }
    /// Magnitude and phase of the Fourier transform. The signal must have samples.
    const Asig& plot_spectrum() const&;
    const Asig& plot_spectrum(const PlotSpectrumOptions& options) const&;
    Asig plot_spectrum() && { return std::as_const(*this).plot_spectrum(), std::move(*this); }
    Asig plot_spectrum(const PlotSpectrumOptions& options) && {
        return std::as_const(*this).plot_spectrum(options), std::move(*this);
    }
    /// The waveform with its events() shaded and numbered.
    const Asig& plot_events() const&;
    const Asig& plot_events(const PlotOptions& options) const&;
    Asig plot_events() && { return std::as_const(*this).plot_events(), std::move(*this); }
    Asig plot_events(const PlotOptions& options) && {
        return std::as_const(*this).plot_events(options), std::move(*this);
    }
    /// The gain of filter() at `worN` frequencies up to sr / 2, or at frequencies in radians per sample.
    const Asig& plot_freqz(Index worN = 512) const&;
    const Asig& plot_freqz(const std::vector<double>& worN) const&;
    Asig plot_freqz(Index worN = 512) && { return std::as_const(*this).plot_freqz(worN), std::move(*this); }
    Asig plot_freqz(const std::vector<double>& worN) && {
        return std::as_const(*this).plot_freqz(worN), std::move(*this);
    }

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

private:
    friend class Selection;
    friend Asig detail::combine(detail::Op op, Operand a, Operand b);

    struct Silence {
        Index samples;
    };
    using Names = std::shared_ptr<const std::vector<std::string>>;

    Asig(Silence silence, const AsigOptions& options);
    Asig event(Index index) const;
    Asig& update(detail::Op op, Operand other);
    /// Ends a method that made this a new signal.
    Asig&& renamed(const char* suffix);

    /// Runs f(in, out, n) over each channel; in place where nobody shares the samples.
    template <class F>
    void map_samples(F&& f) {
        const storage::Samples source = samples_.unique() ? storage::Samples() : samples_;
        if (source.cols() > 0) samples_ = storage::Samples::uninitialised(source.rows(), source.cols());
        SigMap out = samples_.write();
        for (Index c = 0; c < out.cols(); ++c)
            f(source.cols() > 0 ? source.channel(c) : out.col(c).data(), out.col(c).data(), out.rows());
    }

    storage::Samples samples_;
    int sr_ = 44100;
    std::string label_;
    Names cn_;
    std::vector<Event> events_;
    std::shared_ptr<const FilterDesign> filter_;
};

} // namespace pya

#include <pya/mix.hpp>
#include <pya/selection.hpp>

#endif
