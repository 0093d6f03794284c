// SPDX-License-Identifier: MIT
// Streams that come and go through pipes.
#ifndef PYA_SRC_STREAM_PIPE_HPP
#define PYA_SRC_STREAM_PIPE_HPP

#include "stream/node.hpp"

#include <cstddef>
#include <vector>

namespace pya::detail {

/// Samples without a header, or a WAV file, from an open descriptor. Throws IoError.
NodePtr pipe_source(int descriptor, const std::optional<PcmFormat>& raw);

/// Writes samples to a descriptor, behind the header of a WAV file if there is to be one.
class PipeWriter {
public:
    PipeWriter(int descriptor, const StreamNode& node, const PipeOptions& options);
    void write(const storage::Samples& block);

private:
    void write_bytes();

    int descriptor_;
    SampleFormat dtype_;
    bool dither_;
    Index frames_ = 0; // written
    std::vector<unsigned char> bytes_;
};

} // namespace pya::detail

#endif
