// SPDX-License-Identifier: MIT
// A take in the making: the tracks chosen from the input, in memory or in a file.
#ifndef PYA_SRC_SERVER_TAKE_HPP
#define PYA_SRC_SERVER_TAKE_HPP

#include "server/take_file.hpp"

#include <pya/asig.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pya {

struct Track {
    Index channel = 0;
    float gain = 1;
};

class Take {
public:
    /// In a file if it has a name. Throws IoError.
    Take(int sr, std::vector<Track> tracks, const std::string& file);

    /// Adds frames of an input of so many channels. The first failure, of the disk or for want of memory,
    /// ends the take, which keeps what it has.
    void add(const float* interleaved, Index frames, Index channels) noexcept;
    /// Completes the file, or returns the signal of a take in memory.
    std::optional<Asig> finish();
    /// Throws IoError or MemoryError where the take has failed.
    void check() const;
    /// What check() throws, in words.
    std::string failure() const;
    bool failed() const { return out_of_memory_ || !disk_failure_.empty(); }
    bool in_file() const { return file_ != nullptr; }
    Index frames() const { return frames_; }

private:
    template <class F>
    void attempt(F&& f) noexcept;
    void add_to_file(const float* interleaved, Index frames, Index channels);
    void add_to_memory(const float* interleaved, Index frames, Index channels);

    int sr_;
    std::vector<Track> tracks_;
    std::unique_ptr<TakeFile> file_;
    storage::Samples samples_;
    std::vector<float> chosen_; // interleaved, for the file
    Index frames_ = 0;
    std::string disk_failure_;
    bool out_of_memory_ = false; // there may be none for words
};

} // namespace pya

#endif
