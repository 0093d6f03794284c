// SPDX-License-Identifier: MIT
#include <pya/corpus.hpp>

#include <pya/astream.hpp>

#include "corpus/arguments.hpp"
#include "corpus/folder.hpp"
#include "corpus/listing.hpp"
#include "corpus/shard.hpp"
#include "json.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>

#include <unistd.h>

namespace pya {
namespace {

using detail::CorpusFile;
using detail::CorpusListing;
using detail::CorpusResult;
using detail::CorpusShard;

Asig loaded(const CorpusFile& file) {
    if (file.whole()) return Asig(file.path);
    const Astream stream(file.path);
    const Seconds end = file.dur ? file.start + *file.dur : *stream.dur();
    const Asig piece = stream(slice(Seconds(file.start), end)).to_asig({.threads = false});
    if (piece.samples() == 0)
        detail::fail("there is nothing from ", file.start, " s on; it has ", *stream.dur(), " s");
    return piece;
}

/// With the place of the piece in front.
Row placed(const CorpusFile& file, Row row) {
    Row with{{"start", file.start}};
    for (const Row::Value& value : row.values()) with.add(value);
    for (const Row::File& attached : row.files()) with.attach(attached.ending, attached.bytes);
    return with;
}

CorpusResult computed(const CorpusListing& listing, std::size_t i,
                      const std::function<Row(const Asig&)>& function) {
    const CorpusFile& file = listing.files[i];
    CorpusResult result{file.path};
    try {
        if (file.again) detail::fail("it is listed more than once; its first place counts");
        result.row = function(loaded(file));
        if (listing.pieces) result.row = placed(file, std::move(result.row));
    } catch (const std::exception& error) {
        result.error = *error.what() != '\0' ? error.what() : "an error without words";
    } catch (...) {
        result.error = "something that is no std::exception was thrown";
    }
    if (!result.error.empty() && !file.whole())
        result.error = "from " + detail::json_number(file.start) + " s on: " + result.error;
    return result;
}

/// Hands out files one by one. Their shard writes what becomes of them.
class Work {
public:
    Work(const CorpusListing& listing, std::size_t per_shard, std::vector<std::size_t> shards,
         const detail::CorpusFolder& folder, std::string job)
        : listing_(listing), per_shard_(per_shard), shards_(std::move(shards)), folder_(folder),
          job_(std::move(job)) {
        for (const std::size_t shard : shards_) total_ += size(shard);
    }

    std::size_t total() const { return total_; }

    /// Works until there are no more files. Several threads may.
    void go(const std::function<Row(const Asig&)>& function) {
        while (const auto taken = take()) {
            const auto& [shard, place] = *taken;
            CorpusResult result = computed(listing_, shard->first() + place, function);
            try {
                if (shard->put(place, std::move(result))) folder_.give_back(shard->number(), job_);
            } catch (...) {
                const std::lock_guard lock(mutex_);
                error_ = std::current_exception();
            }
            const std::lock_guard lock(mutex_);
            ++done_;
            show();
        }
    }

    /// The error that has ended the work, if there was one.
    std::exception_ptr error() const { return error_; }

private:
    std::size_t size(std::size_t shard) const {
        return std::min(per_shard_, listing_.files.size() - shard * per_shard_);
    }

    std::optional<std::pair<std::shared_ptr<CorpusShard>, std::size_t>> take() {
        const std::lock_guard lock(mutex_);
        if (error_) return std::nullopt;
        if (open_ == nullptr || next_ == open_->size()) {
            for (; begun_ < shards_.size() && !taken(shards_[begun_]); ++begun_)
                total_ -= size(shards_[begun_]); // another process has it
            if (begun_ == shards_.size()) return std::nullopt;
            const std::size_t number = shards_[begun_++];
            open_ = std::make_shared<CorpusShard>(folder_, number, number * per_shard_, size(number));
            next_ = 0;
        }
        return std::pair(open_, next_++);
    }

    bool taken(std::size_t shard) {
        try {
            return folder_.take(shard, job_);
        } catch (...) {
            error_ = std::current_exception();
            return false;
        }
    }

    /// Shows the progress in a terminal, twice a second.
    void show() {
        const auto now = std::chrono::steady_clock::now();
        if (!terminal_ || (done_ < total_ && now - shown_ < std::chrono::milliseconds(500))) return;
        shown_ = now;
        const double seconds = std::chrono::duration<double>(now - started_).count();
        const double rate = static_cast<double>(done_) / std::max(seconds, 1e-9);
        std::clog << '\r' << done_ << " of " << total_ << " files, " << static_cast<Index>(rate)
                  << " per second, " << static_cast<Index>(static_cast<double>(total_ - done_) / rate)
                  << " s left   " << (done_ == total_ ? "\n" : "") << std::flush;
    }

    const CorpusListing& listing_;
    std::size_t per_shard_;
    std::vector<std::size_t> shards_; // to be done
    const detail::CorpusFolder& folder_;
    std::string job_;
    std::mutex mutex_;
    std::shared_ptr<CorpusShard> open_; // whose files are handed out
    std::size_t next_ = 0;              // of its files
    std::size_t begun_ = 0;             // shards
    std::size_t done_ = 0, total_ = 0;
    std::exception_ptr error_;
    const bool terminal_ = ::isatty(STDERR_FILENO) == 1;
    const std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point shown_;
};

struct Outcome {
    std::size_t rows, errors;
};

/// Nothing if other processes have shards that are not complete.
std::optional<Outcome> run_corpus(const detail::CorpusArguments& arguments,
                                  const std::function<Row(const Asig&)>& function,
                                  const std::string& parameters) {
    for (const detail::TableFormat& format : arguments.formats) format.check();
    const CorpusListing listing = detail::corpus_listing(arguments.inputs, arguments.pieces);
    const std::size_t count = (listing.files.size() + arguments.per_shard - 1) / arguments.per_shard;
    const detail::CorpusFolder folder(arguments.out,
                                      detail::corpus_hash(listing, arguments.per_shard, parameters), count);
    std::vector<std::size_t> missing;
    for (std::size_t shard = arguments.part; shard < count; shard += arguments.parts)
        if (!folder.has(shard)) missing.push_back(shard);

    Work work(listing, arguments.per_shard, std::move(missing), folder, arguments.job);
    const std::size_t count_of_threads = std::min(arguments.threads, work.total());
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < count_of_threads; ++i) threads.emplace_back([&] { work.go(function); });
    work.go(function);
    threads.clear();
    if (work.error()) std::rethrow_exception(work.error());

    for (std::size_t shard = 0; shard < count; ++shard)
        if (!folder.has(shard)) return std::nullopt;
    const std::size_t errors = folder.merge(arguments.formats);
    return Outcome{listing.files.size() - errors, errors};
}

int run_to_folder(const detail::CorpusArguments& arguments, const std::function<Row(const Asig&)>& function,
                  const std::string& parameters) {
    const auto outcome = run_corpus(arguments, function, parameters);
    if (!outcome) {
        std::clog
            << "this share is done; whoever does the last one merges them, and if a process was killed, "
               "the next run\n";
        return 0;
    }
    std::clog << outcome->rows << " rows in " << arguments.out << '/' << arguments.formats.front().file;
    if (outcome->errors > 0)
        std::clog << ", " << outcome->errors << " errors in " << arguments.out << "/errors.csv";
    std::clog << '\n';
    return outcome->errors > 0 ? 1 : 0;
}

/// Runs in a temporary folder, of which nothing stays.
int run_to_stdout(detail::CorpusArguments arguments, const std::function<Row(const Asig&)>& function,
                  const std::string& parameters) {
    namespace fs = std::filesystem;
    arguments.out = (fs::temp_directory_path() / "pya-corpus-XXXXXX").string();
    if (::mkdtemp(arguments.out.data()) == nullptr)
        detail::fail<IoError>("there is no temporary folder for the table");
    const auto remove = [](const std::string* folder) {
        std::error_code ignored; // the system empties this folder in the end
        fs::remove_all(*folder, ignored);
    };
    const std::unique_ptr<const std::string, decltype(remove)> at_end(&arguments.out, remove);
    arguments.formats = detail::table_formats("csv");
    const bool bad = run_corpus(arguments, function, parameters)->errors > 0;
    std::cout << std::ifstream(arguments.out + "/table.csv").rdbuf() << std::flush;
    if (bad) std::clog << std::ifstream(arguments.out + "/errors.csv").rdbuf() << std::flush;
    return bad ? 1 : 0;
}

} // namespace

std::string Corpus::options_help() { return detail::corpus_options; }

Corpus::Corpus(int argc, const char* const* argv) : arguments_(argv + std::min(argc, 1), argv + argc) {}

int Corpus::run(const std::function<Row(const Asig&)>& function, const std::string& parameters) const {
    try {
        const detail::CorpusArguments arguments = detail::corpus_arguments(arguments_);
        if (!arguments.help && arguments.out == "-") return run_to_stdout(arguments, function, parameters);
        if (!arguments.help) return run_to_folder(arguments, function, parameters);
        std::clog << "usage: program [OPTION]... INPUT...\n\nRuns over sound files and writes a table.\n\n"
                  << options_help();
        return 0;
    } catch (const std::exception& error) {
        std::clog << error.what() << '\n';
        return 2;
    }
}

} // namespace pya
