// SPDX-License-Identifier: MIT
// The command line of a corpus.
#ifndef PYA_SRC_CORPUS_ARGUMENTS_HPP
#define PYA_SRC_CORPUS_ARGUMENTS_HPP

#include "corpus/listing.hpp"
#include "corpus/table.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace pya::detail {

struct CorpusArguments {
    std::vector<std::string> inputs;
    std::string out = "corpus";
    std::vector<TableFormat> formats = table_formats("csv,npy");
    std::size_t threads = 1;
    std::size_t per_shard = 1000;    // files
    std::size_t part = 0, parts = 1; // which of the processes this is
    std::string job = {};            // whose processes take the shards of this part as they come
    std::optional<Pieces> pieces = {};
    bool help = false;
};

/// Throws ArgumentError. The variables of a Slurm job array stand for --shard where that is left out, and
/// those of srun and mpirun name the job.
CorpusArguments corpus_arguments(const std::vector<std::string>& arguments);

/// What --help says of inputs and options.
extern const char* const corpus_options;

} // namespace pya::detail

#endif
