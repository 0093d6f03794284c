// SPDX-License-Identifier: MIT
#include "corpus/arguments.hpp"

#include <pya/error.hpp>

#include "io/text_file.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <functional>
#include <optional>
#include <string_view>
#include <thread>

namespace pya::detail {
namespace {

std::optional<std::size_t> whole(std::string_view text) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::size_t positive(const std::string& option, const std::string& text) {
    const auto value = whole(text);
    if (!value || *value < 1) fail(option, " is '", text, "'; it must be a whole number of at least 1");
    return *value;
}

double seconds(const std::string& option, const std::string& text) {
    const auto value = io::number(text);
    if (!value || !(*value >= 1e-3 && *value <= 1e6))
        fail(option, " is '", text, "'; it must be a number of seconds, 0.001 to 1e6");
    return *value;
}

std::optional<std::size_t> variable(const char* name) {
    const char* const text = std::getenv(name);
    return text == nullptr ? std::nullopt : whole(text);
}

std::string text_of(const char* name) {
    const char* const text = std::getenv(name);
    return text == nullptr ? "" : text;
}

/// A name that only the processes have which one mpirun or srun has started; empty for a process alone.
std::string job_name() {
    // What Open MPI calls a job comes from the number of a process, which may come again; the address has a
    // port.
    if (variable("OMPI_COMM_WORLD_SIZE").value_or(1) > 1)
        return "mpirun-" + std::to_string(std::hash<std::string>()(text_of("PMIX_NAMESPACE") + ' ' +
                                                                   text_of("OMPI_MCA_orte_hnp_uri")));
    if (variable("SLURM_STEP_NUM_TASKS").value_or(1) > 1)
        return "srun-" + text_of("SLURM_JOB_ID") + '-' + text_of("SLURM_STEP_ID") + '-' +
               text_of("SLURM_RESTART_COUNT");
    return "";
}

} // namespace

const char* const corpus_options = R"(An INPUT is a sound file, a folder (all sound files in it
and in the folders in it), a pattern in quotes ('*.wav'), or a manifest: a .txt file with a path on each line, or a
.csv file with a column "path", and for pieces of files "start" and "dur" in seconds. The paths in a manifest begin at
its own folder.

  --out FOLDER       where the table and errors.csv go (corpus); - writes the table as CSV to stdout, the errors to
                     stderr, and keeps nothing
  --format LIST      how the table is written, with commas between them: csv, npy (the numbers alone), parquet, and
                     hdf5 (table.h5), which needs the HDF5 library (csv,npy)
  --piece SECONDS    cuts each file into pieces of this length
  --hop SECONDS      from the beginning of a piece to that of the next one (as long as a piece)
  --threads N        how many files are worked on at a time (all processors; of mpirun and
                     srun each process has one, or as many as --cpus-per-task says)
  --per-shard N      files in a shard; a run that was killed loses the shards that it was working on (1000)
  --shard I/N        does a share of the shards: this is process I of N, 1 to N. In a job array of Slurm this is
                     known: sbatch --array=1-N
  --help             prints this

The processes of mpirun and srun share the shards among themselves.

The same command goes on where a run has ended. Exit status: 0 all files have a row, 1 some are in errors.csv,
2 there is no result.
)";

CorpusArguments corpus_arguments(const std::vector<std::string>& arguments) {
    CorpusArguments found;
    found.threads = std::max(1u, std::thread::hardware_concurrency());
    const auto task = variable("SLURM_ARRAY_TASK_ID"), first = variable("SLURM_ARRAY_TASK_MIN"),
               count = variable("SLURM_ARRAY_TASK_COUNT");
    if (task && first && count && *task >= *first) {
        found.part =
            (*task - *first) / std::max<std::size_t>(1, variable("SLURM_ARRAY_TASK_STEP").value_or(1));
        found.parts = std::max(*count, found.part + 1);
    }
    found.job = job_name();
    if (!found.job.empty()) found.threads = variable("SLURM_CPUS_PER_TASK").value_or(1);
    std::optional<double> piece, hop;
    bool options = true;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& word = arguments[i];
        const auto value = [&]() -> const std::string& {
            if (i + 1 == arguments.size()) fail(word, " needs a value");
            return arguments[++i];
        };
        if (!options || !word.starts_with("--")) {
            found.inputs.push_back(word);
        } else if (word == "--") {
            options = false;
        } else if (word == "--help") {
            found.help = true;
        } else if (word == "--out") {
            found.out = value();
        } else if (word == "--format") {
            found.formats = table_formats(value());
        } else if (word == "--piece") {
            piece = seconds(word, value());
        } else if (word == "--hop") {
            hop = seconds(word, value());
        } else if (word == "--threads") {
            found.threads = positive(word, value());
        } else if (word == "--per-shard") {
            found.per_shard = positive(word, value());
        } else if (word == "--shard") {
            const std::string& text = value();
            const std::size_t slash = std::min(text.find('/'), text.size());
            const auto part = whole(std::string_view(text).substr(0, slash)),
                       parts = whole(std::string_view(text).substr(std::min(slash + 1, text.size())));
            if (!part || !parts || *part < 1 || *part > *parts)
                fail("--shard is '", text, "'; it must be I/N with I from 1 to N");
            found.part = *part - 1;
            found.parts = *parts;
        } else {
            fail("there is no option ", word, "; --help says which there are");
        }
    }
    if (hop && !piece) fail("--hop is from piece to piece; give --piece as well");
    if (piece) found.pieces = Pieces{*piece, hop.value_or(*piece)};
    if (found.out == "-" && (found.parts > 1 || !found.job.empty()))
        fail("--out is -; several processes need a folder to share");
    if (found.inputs.empty() && !found.help) fail("there is no input; --help says what one may be");
    return found;
}

} // namespace pya::detail
