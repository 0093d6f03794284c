// SPDX-License-Identifier: MIT
/// @file
/// Afeature: anything measured frame by frame as a value.
#ifndef PYA_AFEATURE_HPP
#define PYA_AFEATURE_HPP

#include <pya/export.hpp>

#include <pya/asig.hpp>
#include <pya/dsp/feature/decibels.hpp>
#include <pya/dsp/feature/delta.hpp>
#include <pya/dsp/segment/frames.hpp>
#include <pya/index.hpp>
#include <pya/units.hpp>

#include <Eigen/Core>

#include <concepts>
#include <initializer_list>
#include <iosfwd>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace pya {

class Amfcc;
using dsp::DecibelOptions;
using dsp::DeltaMode;
using dsp::DeltaOptions;

struct AfeaturePlotOptions;
namespace detail {
PYA_EXPORT const AfeaturePlotOptions& afeature_plot_defaults(); ///< the options as they are by default
}

/// What an Afeature is made with besides its values.
struct AfeatureOptions {
    int sr = 44100;                         ///< of the signal in Hz, at least 1
    Index hop = 512;                        ///< samples of the signal from frame to frame, 1 to 2^31
    double first = 0;                       ///< the sample at the centre of the first frame
    std::vector<std::string> cn = {};       ///< one name a column of a channel; "0", "1", ... if left out
    std::vector<double> freqs = {};         ///< in Hz, one a column of a channel; none if left out
    std::vector<std::string> channels = {}; ///< names; one channel without a name if left out
    std::string unit = {};                  ///< of the values: "power", "amplitude", "dB", "Hz", ...
    std::string label = {};                 ///< what it is called
};

/// Frames x columns of double with the time of each frame and the name of each column. Of a signal with
/// several channels the columns of the first come first, then those of the second, named "l:rms", "r:rms".
///
///     Afeature table = word.features({"centroid", "contrast", "rms"});
///     double level = table.median("rms");
///     table(slice(0.2_s, 1_s)).save("word.csv");
///
/// Statistics pass over NaN. const methods may run on many threads at once. A moved-from object has nothing
/// in it. Every bad argument is an ArgumentError, and nothing has changed.
class PYA_EXPORT Afeature {
public:
    using Frames = dsp::FrameArray<double>;       ///< frames x columns, a frame contiguous
    using Values = Eigen::Map<Frames>;            ///< the same, to write
    using ConstValues = Eigen::Map<const Frames>; ///< the same, to read

    /// Frames x columns from an Eigen array, matrix or expression, the columns of all channels side by side.
    template <class D>
    explicit Afeature(const Eigen::DenseBase<D>& values, const AfeatureOptions& options = {})
        : Afeature(values.rows(), values.cols(), options) {
        this->values() = values.derived().array().template cast<double>();
    }
    /// Cepstral coefficients, with the times of their frames' centres.
    explicit Afeature(const Amfcc& mfcc);
    Afeature(const Afeature& other);
    Afeature(Afeature&& other) noexcept;
    Afeature& operator=(Afeature other) noexcept; ///< copies or moves
    ~Afeature();

    // -- Reading --
    /// Frames x columns, valid as long as the object. Writing to them edits it.
    ConstValues values() const&;
    Values values() &;
    template <class Array = Frames>
    Array values() && {
        return std::as_const(*this).values();
    }
    /// Times of the frames' centres in seconds.
    template <class Array = Eigen::ArrayXd>
    Array times() const {
        Array seconds(frames());
        write_times(seconds.data());
        return seconds;
    }

    Index frames() const;                        ///< how many frames
    Index columns() const;                       ///< how many columns, of all channels
    Index channels() const;                      ///< how many channels of the signal
    int sr() const;                              ///< sampling rate of the signal in Hz
    Index hop() const;                           ///< samples from frame to frame
    double rate() const;                         ///< frames a second
    const std::vector<std::string>& cn() const&; ///< names of the columns
    std::vector<std::string> cn() &&;            ///< of a temporary
    const std::vector<double>& freqs() const&;   ///< of the columns, in Hz; empty if they have none
    std::vector<double> freqs() &&;              ///< of a temporary
    const std::string& unit() const&;            ///< of the values
    std::string unit() &&;                       ///< of a temporary
    const std::string& label() const&;           ///< what it is called
    std::string label() &&;                      ///< of a temporary
    /// Like Python's repr: Afeature('label'): columns x frames @ rateHz cn=[...]
    std::string repr() const;

    // -- Selecting --
    /// Frames by number, time, list or mask, and columns as on a signal. A slice takes the frames whose
    /// centres lie between its times.
    Afeature operator()(const Rows& frames, const Cols& columns = all) const;
    /// All frames of columns by their names. The name of a feature that has several columns, or is there for
    /// several channels, stands for all of them: "contrast" for "contrast0", ..., "rms" for "l:rms" and
    /// "r:rms".
    template <std::convertible_to<std::string> Name>
    Afeature operator()(const Name& name) const {
        return named({std::string(name)});
    }
    template <std::convertible_to<std::string> Name>
    Afeature operator()(std::initializer_list<Name> names) const {
        return named({names.begin(), names.end()});
    }
    template <std::same_as<std::vector<std::string>> Names>
    Afeature operator()(const Names& names) const {
        return named(names);
    }
    /// All columns of one channel.
    Afeature channel(Index c) const;
    /// The values of all columns at a time, on straight lines between the frames and held beyond them. The
    /// times must ascend; there must be a frame.
    template <class Array = Eigen::ArrayXd>
    Array at(Seconds time) const {
        Array row(columns());
        write_at(time, row.data());
        return row;
    }

    // -- Statistics over the frames, one value a column, NaN where there is none --
    template <class Array = Eigen::ArrayXd>
    Array mean() const { ///< arithmetic mean
        return statistic<Array>(Statistic::mean);
    }
    template <class Array = Eigen::ArrayXd>
    Array median() const { ///< the one in the middle, or the mean of the two
        return statistic<Array>(Statistic::median);
    }
    template <class Array = Eigen::ArrayXd>
    Array std() const { ///< standard deviation, of the frames themselves as numpy has it
        return statistic<Array>(Statistic::std);
    }
    template <class Array = Eigen::ArrayXd>
    Array min() const { ///< the least
        return statistic<Array>(Statistic::min);
    }
    template <class Array = Eigen::ArrayXd>
    Array max() const { ///< the largest
        return statistic<Array>(Statistic::max);
    }
    double mean(const std::string& name) const { return of_one(Statistic::mean, name); } ///< of one column
    double median(const std::string& name) const {
        return of_one(Statistic::median, name);
    }                                                                                  ///< of one column
    double std(const std::string& name) const { return of_one(Statistic::std, name); } ///< of one column
    double min(const std::string& name) const { return of_one(Statistic::min, name); } ///< of one column
    double max(const std::string& name) const { return of_one(Statistic::max, name); } ///< of one column

    // -- Arithmetic --
    /// Value by value with one of as many frames and columns, or with a number.
    Afeature& operator+=(const Afeature& other);
    Afeature& operator-=(const Afeature& other);
    Afeature& operator*=(const Afeature& other);
    Afeature& operator/=(const Afeature& other);
    Afeature& operator+=(double other);
    Afeature& operator-=(double other);
    Afeature& operator*=(double other);
    Afeature& operator/=(double other);

    /// How the columns change from frame to frame (dsp::delta, as librosa.feature.delta).
    Afeature delta(const DeltaOptions& options = {}) const;
    /// Decibels: of the unit "amplitude" 20 log10, of anything else 10 log10 (dsp::power_to_db).
    Afeature to_db(const DecibelOptions& options = {}) const;

    // -- Where it goes --
    /// A signal that runs on straight lines through the frames, a channel for each column, from time 0 to the
    /// last frame, so that a measured curve can drive a sound. Before the first frame its value is held.
    /// Lines pass over NaN; a column of nothing else is 0. The times must ascend.
    Asig to_sig(int sr) const;
    /// The short-time transform whose mel spectrum comes as close as it can to this one, with phases of 0
    /// (dsp::inverse_mel). Both options are those of the to_mel() that made it; the windows are 1 / sum of
    /// their samples, as Astft has them. The signal has hop samples for each frame after the first.
    ///
    ///     Asig back = word.to_mel({.n_mels = 80}).mel_to_stft({.n_mels = 80}).griffin_lim().to_sig();
    ///
    /// Throws ArgumentError for what dsp::inverse_mel refuses, for options that can't be those of this
    /// spectrum, and if the signal would be shorter than a segment.
    Astft mel_to_stft(const MelOptions& mel = {}, const FrameOptions& frames = {}) const;
    /// Draws each feature over the time, on axes of its own: up to 11 columns as curves, more as an image,
    /// with frequencies, notes or numbers beside it (plot/options.hpp).
    const Afeature& plot(const AfeaturePlotOptions& options = detail::afeature_plot_defaults()) const&;
    Afeature plot(const AfeaturePlotOptions& options = detail::afeature_plot_defaults()) &&;
    /// Writes a table: .csv with a line for each frame, its time first, or .npy with frames x columns. Throws
    /// IoError, and ArgumentError for another extension.
    const Afeature& save(const std::string& path) const&;
    Afeature save(const std::string& path) &&;

private:
    enum class Statistic { mean, median, std, min, max };
    struct Data;

    Afeature(Index frames, Index columns, const AfeatureOptions& options);
    explicit Afeature(std::unique_ptr<Data> data);
    const Data& data() const;
    Afeature picked(const std::vector<Index>& frames, const std::vector<Index>& columns, Index hop) const;
    Afeature named(const std::vector<std::string>& names) const;
    std::vector<Index> columns_named(const std::string& name) const;
    double of_one(Statistic which, const std::string& name) const;
    void write_statistic(Statistic which, double* values) const;
    void write_times(double* seconds) const;
    void write_at(Seconds time, double* row) const;
    void check_alike(const char* operation, const Afeature& other) const;
    void check_ascending(const char* method) const;

    template <class Array>
    Array statistic(Statistic which) const {
        Array values(columns());
        write_statistic(which, values.data());
        return values;
    }

    std::unique_ptr<Data> data_; // null in a moved-from object
};

/// Value by value, see Afeature::operator+=.
PYA_EXPORT Afeature operator+(Afeature a, const Afeature& b);
PYA_EXPORT Afeature operator-(Afeature a, const Afeature& b);
PYA_EXPORT Afeature operator*(Afeature a, const Afeature& b);
PYA_EXPORT Afeature operator/(Afeature a, const Afeature& b);
PYA_EXPORT Afeature operator+(Afeature a, double b);
PYA_EXPORT Afeature operator-(Afeature a, double b);
PYA_EXPORT Afeature operator*(Afeature a, double b);
PYA_EXPORT Afeature operator/(Afeature a, double b);
PYA_EXPORT Afeature operator+(double a, Afeature b);
PYA_EXPORT Afeature operator-(double a, Afeature b);
PYA_EXPORT Afeature operator*(double a, Afeature b);
PYA_EXPORT Afeature operator/(double a, Afeature b);

/// Writes repr().
PYA_EXPORT std::ostream& operator<<(std::ostream& out, const Afeature& feature);

} // namespace pya

#endif
