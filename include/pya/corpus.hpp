// SPDX-License-Identifier: MIT
/// @file
/// Corpus: one function over many files, which makes a table.
#ifndef PYA_CORPUS_HPP
#define PYA_CORPUS_HPP

#include <pya/asig.hpp>
#include <pya/export.hpp>
#include <pya/io/audio_writer.hpp>

#include <concepts>
#include <functional>
#include <initializer_list>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace pya {

/// What a function has found in one file: numbers with names, which are the columns of the table.
///
///     Row row{{"dur", a.dur()}, {"lufs", a.loudness().integrated}};
class PYA_EXPORT Row {
public:
    /// One number.
    struct Value {
        std::string name; ///< of the column
        double number;    ///< in it

        /// Any number becomes a double.
        template <class T>
        requires std::is_arithmetic_v<T> Value(std::string column, T value)
            : name(std::move(column)), number(static_cast<double>(value)) {}
    };

    /// A file that goes with the row.
    struct File {
        std::string ending; ///< of its name
        std::string bytes;  ///< its content
    };

    /// No columns.
    Row() = default;
    /// These columns, in this order. ArgumentError for a name that is empty, has a comma, a quote or a line
    /// break, is "path" or is there twice; so does add().
    Row(std::initializer_list<Value> values);
    /// One more column. Returns the row.
    Row& add(Value value);
    const std::vector<Value>& values() const { return values_; } ///< the columns

    /// A file that goes with the row, and whose name ends like this: a signal as "flac" or in any format
    /// that save() writes, or "noise.flac" if there are several; a feature of any shape as "npy", "csv" or
    /// "mel.npy", as Afeature::save() writes it; or any bytes. ArgumentError for an ending that is "json", is
    /// there already, or has anything but letters, digits, dots, - and _, and for what the format can't hold.
    /// Returns the row.
    ///
    ///     return Row{{"dur", a.dur()}}.attach("flac", a.mono()).attach("mel.npy", a.mono().to_mel());
    Row& attach(std::string ending, const Asig& sig, const SaveOptions& options = {});
    Row& attach(std::string ending, const Afeature& feature); ///< A feature.
    Row& attach(std::string ending, std::string bytes);       ///< Bytes as they are.
    const std::vector<File>& files() const { return files_; } ///< the files

private:
    std::vector<Value> values_;
    std::vector<File> files_;
};

/// Runs a function over many sound files and writes a table. This is a whole program:
///
///     int main(int argc, char** argv) {
///         return Corpus(argc, argv).run(
///             [](const Asig& a) { return Row{{"lufs", a.loudness().integrated}}; });
///     }
///
///     program --out loudness recordings/ more/*.flac list.txt
///     program --out - *.wav                                      # the table to stdout, and nothing else
///
/// The folder has table.csv (a column "path", then those of the rows), table.npy (the numbers alone) and
/// errors.csv: a file that can't be read, or for which the function throws, is a line there and not the end.
/// `--format csv,npy,parquet,hdf5` writes table.parquet and table.h5 as well. What Row::attach() gives is in
/// archives, files/000000.tar and so on, one for each shard, as WebDataset reads them: all files whose names
/// begin with one number belong to one row, and NUMBER.json has its path and columns.
///
/// `--piece 10` runs over pieces of ten seconds of each file instead, `--hop 5` begins one every five
/// seconds, and a manifest in CSV may have columns "start" and "dur". The table then has a column "start", in
/// seconds. A piece is read from its place in the file; nothing before it is.
///
/// The lines are in the order of the files, and the bytes are the same for any number of threads and
/// processes.
///
/// The work is done in shards of so many files. A shard is written to a temporary, synced and renamed, so
/// that a run that was killed goes on where it was: what is in a complete shard is not done again. Several
/// processes may share the work, on one machine or on many that see the same folder: `--shard 1/8`, or a job
/// array of Slurm, whose variables are read. Those of one mpirun (Open MPI) or srun take the shards as they
/// come, so that a slow file does not hold the others. Whoever finds all shards complete merges them. Files,
/// their sizes and the parameters are hashed: a folder of another run is refused, and never mixed or
/// overwritten.
class PYA_EXPORT Corpus {
public:
    /// The command line of a program. What is wrong with it is reported by run().
    Corpus(int argc, const char* const* argv);
    /// The same without the name of the program.
    explicit Corpus(std::vector<std::string> arguments) : arguments_(std::move(arguments)) {}

    /// What an INPUT may be and which options a command line may have, for the --help of a program that has
    /// more.
    static std::string options_help();

    /// Runs the function, from several threads at the same time, and says on stderr what happens.
    /// `parameters` is text that says with what the function computes: with other parameters a folder is
    /// refused, as with other files. Returns the exit status: 0 if all files have a row, 1 if some are
    /// errors, and 2 if there is no result: for wrong arguments, a folder of another run, or one that can't
    /// be written.
    int run(const std::function<Row(const Asig&)>& function, const std::string& parameters = "") const;

private:
    std::vector<std::string> arguments_;
};

} // namespace pya

#endif
