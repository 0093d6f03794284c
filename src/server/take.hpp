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

    /// Adds frames of an input of so many channels. The first failure of the disk ends the take; it is told
    /// by finish().
    void add(const float* interleaved, Index frames, Index channels);
    /// The signal of a take in memory. Throws IoError where the file failed.
    std::optional<Asig> finish();
    bool in_file() const { return file_ != nullptr; }
    Index frames() const { return frames_; }
    const std::string& failure() const { return failure_; }

private:
    int sr_;
    std::vector<Track> tracks_;
    std::unique_ptr<TakeFile> file_;
    storage::Samples samples_;
    std::vector<float> chosen_; // interleaved, for the file
    Index frames_ = 0;
    std::string failure_;
};

} // namespace pya

#endif
