// SPDX-License-Identifier: MIT
/// @file
/// Astream: the methods of Asig for what does not fit into memory.
#ifndef PYA_ASTREAM_HPP
#define PYA_ASTREAM_HPP

#include <pya/asig.hpp>
#include <pya/export.hpp>
#include <pya/stream/blocks.hpp>
#include <pya/stream/kernel.hpp>
#include <pya/stream/options.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pya {

class Agen;

namespace detail {
class StreamNode;

/// False, whatever T is.
template <class T>
inline constexpr bool streams = false;
} // namespace detail

/// A signal of any length as a value: where it comes from, and what is done with it. Nothing is read before
/// the samples are asked for, and then block by block, so that a day of sound needs a few megabytes.
///
///     Astream day("day.w64");
///     Astream hour = day(slice(3600_s, 7200_s)).mono().resample(16000, {.kind = Interp::sinc_best});
///     hour.norm(-1_dB).save("hour.flac");
///     for (const Asig& block : hour.blocks(10_s, {.hop = 5_s})) std::cout << block.rms() << '\n';
///
/// The methods are those of Asig, with the same samples, bit for bit. The exception are iirfilter() and
/// sosfilt(), which have the bits of dsp::SosFilter: Asig filters the parts of a long signal side by side,
/// and a few of a million samples may then differ in the last bit; and firfilter(), which has the bits of
/// dsp::FirFilter, where Asig runs many taps by transforms. norm() and remove_DC() need the whole
/// stream before its first sample: a run goes through what is before them once more.
///
/// Copies share everything and take constant time, and several threads may run one stream. Bad arguments are
/// an ArgumentError where they are given. An input that is missing, or has changed since, is an IoError; so
/// is one that is damaged or cut short, once the run has come that far (RunOptions::keep_partial).
class PYA_EXPORT Astream {
public:
    /// An audio file of any format that Asig reads. Throws IoError.
    explicit Astream(const std::string& path);
    /// A signal in memory, which is not copied.
    explicit Astream(const Asig& sig);
    /// Several files end to end: Astream::files({"1.wav", "2.wav"}). They are opened one after the other.
    /// ArgumentError where there is none, or their rates or channels differ; IoError.
    static Astream files(const std::vector<std::string>& paths);
    /// What comes through an open descriptor, such as standard input, 0: a WAV file, also one that doesn't
    /// know its length, or samples without a header. It can be run once, and by nothing that needs two passes
    /// (ArgumentError). IoError where there is no WAV file, or it is cut short.
    ///
    ///     Astream::from_pipe().gain(-6_dB).to_pipe();        // sox in.flac -t wav - | program | aplay
    static Astream from_pipe(int descriptor = 0, const std::optional<PcmFormat>& raw = {});
    /// What a generator makes, at `sr` Hz or the rate of the signals in it, with the samples of
    /// Agen::render(). It may be endless: Astream::from_generator(gen::noise()).to_pipe() plays until it is
    /// stopped. ArgumentError as Agen::render().
    static Astream from_generator(const Agen& generator, const std::optional<int>& sr = {});

    // -- Reading --
    int sr() const { return head().sr(); }                             ///< sampling rate in Hz
    Index channels() const { return head().channels(); }               ///< how many channels
    const std::string& label() const { return head().label(); }        ///< the name
    const std::vector<std::string>& cn() const { return head().cn(); } ///< names of the channels
    std::optional<Index> samples() const; ///< samples a channel, if that is known before the end
    std::optional<double> dur() const;    ///< duration in seconds, if that is known before the end
    /// A signal without samples that has the rate, the names and the label of this stream.
    const Asig& head() const;

    // -- Steps --
    /// A part in time: day(slice(10_s, 20_s)), day(slice(0, -44100), "l"). A part of a file is sought, and
    /// nothing before it is read. ArgumentError for rows that are no slice of step 1, and where a number
    /// counts from an end that is not known.
    Astream operator()(const Rows& rows, const Cols& cols = all) const;
    /// This stream, then the other, of the same rate and channels (ArgumentError).
    Astream append(const Astream& other) const;

    Astream gain(double amp = 1) const;                                  ///< Asig::gain
    Astream gain(Decibels level) const;                                  ///< Asig::gain
    Astream gain(const std::vector<double>& amps) const;                 ///< Asig::gain
    Astream gain(const std::vector<Decibels>& levels) const;             ///< Asig::gain
    Astream norm(double level = 1, NormOptions options = {}) const;      ///< Asig::norm, in two passes
    Astream norm(Decibels level, NormOptions options = {}) const;        ///< Asig::norm, in two passes
    Astream norm(Lufs level, const LoudnessOptions& options = {}) const; ///< Asig::norm, in two passes
    /// Asig::remove_DC, in two passes. The length must be known.
    Astream remove_DC() const;
    Astream limit(const LimiterOptions& options = {}) const;                      ///< Asig::limit
    Astream limit(Decibels ceiling) const { return limit({.ceiling = ceiling}); } ///< Asig::limit

    Astream fade_in(Seconds dur = 0.1, double curve = 1) const; ///< Asig::fade_in
    /// Asig::fade_out. The length must be known, as for the next two.
    Astream fade_out(Seconds dur = 0.1, double curve = 1) const;
    /// Asig::envelope.
    Astream envelope(const std::vector<double>& amps, const std::vector<double>& ts = {},
                     EnvelopeOptions options = {}) const;
    Astream adsr(const AdsrOptions& options = {}) const; ///< Asig::adsr

    /// Asig::resample at a constant rate: linear, if the ratio is one of whole numbers up to 65536, or one of
    /// the sinc kinds. ArgumentError for all others.
    Astream resample(int target_sr = 44100, ResampleOptions options = {}) const;
    /// Asig::iirfilter, forwards. ArgumentError for filtfilt and sosfiltfilt, which go backwards, too.
    Astream iirfilter(const std::vector<double>& cutoff_freqs, const IirOptions& options = {}) const;
    Astream iirfilter(double cutoff_freq, const IirOptions& options = {}) const;
    Astream sosfilt(const Eigen::Ref<const Sos>& sos) const; ///< Asig::sosfilt
    Astream lfilter(const std::vector<double>& b,
                    const std::vector<double>& a = {1}) const; ///< Asig::lfilter
    /// Asig::firfilter by the sum of its taps; for hundreds of them through(dsp::Convolver<float>(taps))
    /// needs less work.
    Astream firfilter(const std::vector<double>& taps) const;

    /// Asig::time_stretch, by a constant factor.
    Astream time_stretch(double factor) const;
    Astream time_stretch(const Acurve& factor) const;
    /// Asig::pitch_shift, by a constant. The length must be known.
    Astream pitch_shift(double semitones) const;
    Astream pitch_shift(const Acurve& semitones) const;

    Astream mono(const std::vector<double>& blend = {}) const;                               ///< Asig::mono
    Astream stereo(const std::vector<double>& blend = {}) const;                             ///< Asig::stereo
    Astream stereo(const std::vector<double>& left, const std::vector<double>& right) const; ///< Asig::stereo
    Astream rewire(const std::vector<Route>& routes) const;                                  ///< Asig::rewire
    Astream pan2(double pan = 0) const;                                                      ///< Asig::pan2
    Astream shift_channel(Index shift = 0) const; ///< Asig::shift_channel

    /// Asig::apply. The function may be called from another thread, for one block at a time.
    template <class F>
    Astream apply(F f) const {
        return mapped([f](storage::Samples samples) mutable {
            samples.transform(
                [&f](const float* in, float* out, Index n) { detail::apply_to_run(f, in, out, n); });
            return samples;
        });
    }
    /// Asig::through: a filter, a convolver, an effect, or a chain of them.
    ///
    ///     day.through(dsp::Chain{dsp::Compressor(day.sr(), 2), dsp::Convolver<float>(room, 2)});
    template <dsp::Processor<float> P>
    requires(!dsp::RateChanger<P, float>) Astream through(P processor, Seconds tail = 0)
    const {
        Asig after = head().through(processor);
        return processed(std::move(after), detail::kernel_of(std::move(processor)), tail);
    }

    // -- Running --
    /// Writes a file in the format that its name ends in. After an error there is no new file, unless
    /// RunOptions::keep_partial says otherwise. Throws IoError. Returns this stream.
    const Astream& save(const std::string& path, const SaveOptions& options = {},
                        const RunOptions& run = {}) const;
    /// A file that save_all() writes.
    struct Target {
        std::string path = {};    ///< of the file
        SaveOptions options = {}; ///< how it is written
    };
    /// Several files in one run: day.save_all({{"day.flac"}, {"day.mp3", {.quality = 0.5}}}).
    const Astream& save_all(const std::vector<Target>& targets, const RunOptions& run = {}) const;
    /// Writes a WAV file to an open descriptor, such as standard output, 1, or the samples alone. A stream
    /// whose length is not known gives the length that stands for that in the header. Throws IoError.
    const Astream& to_pipe(int descriptor = 1, const PipeOptions& options = {},
                           const RunOptions& run = {}) const;
    /// Plays the stream on a server without a gap, converted to its rate (Interp::sinc_best), and returns
    /// when it is over, or when the server stops its voices or quits. A block that could not be made in time
    /// comes later, after silence. ArgumentError as Aserver::play(); DeviceError if no server runs, or its
    /// device is lost; and what the run throws.
    ///
    ///     Astream("day.w64")(slice(3600_s, none)).play({.gain = 0.5});
    const Astream& play(const StreamPlayOptions& options = {}, const RunOptions& run = {}) const;
    /// All samples in memory.
    Asig to_asig(const RunOptions& run = {}) const;
    /// Blocks of a length in seconds, for a loop; see StreamBlocks. ArgumentError for a length or hop of less
    /// than a sample.
    StreamBlocks blocks(Seconds length, const BlocksOptions& options = {}) const;
    /// Calls f(const Asig&) for each block, of the lengths in which they happen to flow.
    void each(const std::function<void(const Asig&)>& f, const RunOptions& run = {}) const;
    /// How loud the stream is, in one pass; Asig::loudness. The length must be known.
    Loudness loudness(const LoudnessOptions& options = {}, const RunOptions& run = {}) const;
    /// Asig::features, in one pass. The options must not need the whole stream: mfcc and contrast take a
    /// top_db, {} for none, and chroma a tuning.
    Afeature features(const std::vector<std::string>& names, const FrameOptions& frames = {},
                      const FeatureOptions& options = {}, const RunOptions& run = {}) const;
    /// The events of Asig::find_events, in one pass. The stream must have one channel.
    std::vector<dsp::Event> find_events(const FindEventsOptions& options = {},
                                        const RunOptions& run = {}) const;

    // -- What can't be streamed, which the compiler says --
    /// Begins with the last sample: does not compile. to_asig() has all samples in memory.
    template <class... Arguments>
    Astream reverse(const Arguments&...) const {
        static_assert(detail::streams<Astream(Arguments...)>,
                      "reverse begins with the last sample and can't be streamed; to_asig().reverse() can");
        return *this;
    }
    /// Is a transform of the whole: does not compile.
    template <class... Arguments>
    Astream to_spec(const Arguments&...) const {
        static_assert(
            detail::streams<Astream(Arguments...)>,
            "to_spec transforms all samples at once and can't be streamed; blocks() has parts of them");
        return *this;
    }
    /// Cuts by what is at the end: does not compile.
    template <class... Arguments>
    Astream trim(const Arguments&...) const {
        static_assert(detail::streams<Astream(Arguments...)>,
                      "trim has to know the last sound before the first sample and can't be streamed");
        return *this;
    }
    /// Has bits that depend on the length of the signal: does not compile.
    template <class... Arguments>
    Astream convolve(const Arguments&...) const {
        static_assert(detail::streams<Astream(Arguments...)>,
                      "convolve is streamed by through(dsp::Convolver<float>(ir.sig(), channels), tail)");
        return *this;
    }
    /// Takes a sound apart by what comes before and after: does not compile.
    template <class... Arguments>
    Astream hpss(const Arguments&...) const {
        static_assert(detail::streams<Astream(Arguments...)>,
                      "hpss compares what comes before and after each moment and can't be streamed; blocks() "
                      "has parts of it");
        return *this;
    }
    /// Has all frames in memory: does not compile.
    template <class... Arguments>
    Astream to_stft(const Arguments&...) const {
        static_assert(detail::streams<Astream(Arguments...)>,
                      "to_stft has all frames in memory and can't be streamed; blocks() has parts of them");
        return *this;
    }
    /// Finds one tempo of the whole: does not compile.
    template <class... Arguments>
    Astream beat_track(const Arguments&...) const {
        static_assert(detail::streams<Astream(Arguments...)>,
                      "beat_track fits one tempo to the whole and can't be streamed; to_asig() has all "
                      "samples in memory");
        return *this;
    }

private:
    using NodePtr = std::shared_ptr<const detail::StreamNode>;
    explicit Astream(NodePtr node) : node_(std::move(node)) {}

    Index known_length(const char* method) const;
    void check_repeats(const char* method) const;
    Astream mapped(std::function<storage::Samples(storage::Samples)> f) const;
    Astream by_method(const std::function<Asig(Asig)>& method) const;
    Astream processed(Asig head, detail::MakeKernel make, Seconds tail = 0) const;
    Astream peaked(Asig head, double target) const;
    Astream scaled(Asig head, std::vector<float> amps) const;

    NodePtr node_;
};

} // namespace pya

#endif
