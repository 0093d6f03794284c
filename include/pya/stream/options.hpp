// SPDX-License-Identifier: MIT
/// @file
/// How a stream is run.
#ifndef PYA_STREAM_OPTIONS_HPP
#define PYA_STREAM_OPTIONS_HPP

#include <pya/error.hpp>
#include <pya/export.hpp>
#include <pya/io/sample_format.hpp>
#include <pya/storage/samples.hpp>
#include <pya/units.hpp>

#include <functional>
#include <optional>

namespace pya {

class Aserver;

/// How far a run of an Astream has got.
struct StreamProgress {
    int pass = 1;      ///< which one of the passes, from 1 on
    int passes = 1;    ///< what needs the whole stream, such as norm, takes a pass of its own first
    Index samples = 0; ///< samples a channel that this pass has made so far
    std::optional<Index> total = {}; ///< how many it makes, if that is known

    /// The part of all passes that is done, 0 to 1; 0 while the length is not known.
    double done() const {
        if (!total) return 0;
        const double now = *total > 0 ? static_cast<double>(samples) / static_cast<double>(*total) : 1;
        return (pass - 1 + now) / passes;
    }
};

/// How an Astream is run.
struct RunOptions {
    /// Is called about every 30 thousand samples, on the thread that runs the stream. If it returns false,
    /// the run ends with a StreamStopped.
    std::function<bool(const StreamProgress&)> progress = {};
    /// Where the input is cut or damaged, the run ends with an IoError. With this a file that is written is
    /// then complete up to there; without it there is no new file. It is the same for a run that is stopped.
    bool keep_partial = false;
    /// Reading, working and writing overlap in threads of their own. The samples are the same.
    bool threads = true;
};

/// Where the blocks of Astream::blocks() begin.
struct BlocksOptions {
    std::optional<Seconds> hop = {}; ///< from a block to the next one; as long as a block if left out
    RunOptions run = {};             ///< how the stream is run
};

/// Samples that come through a pipe without a header: interleaved, little-endian.
struct PcmFormat {
    int sr = 44100;                           ///< sampling rate in Hz
    Index channels = 1;                       ///< how many channels
    SampleFormat dtype = SampleFormat::int16; ///< int16, int24, int32 or float32
};

/// What is written to a pipe.
struct PipeOptions {
    SampleFormat dtype = SampleFormat::float32; ///< float32 or int16
    bool raw = false;                           ///< samples alone, without the header of a WAV file
    bool dither = true;                         ///< noise where int16 loses bits, as SaveOptions::dither
};

/// How Astream::play() plays.
struct StreamPlayOptions {
    Aserver* server = nullptr; ///< without one the default server plays
    Index out = 0;             ///< output channel of the first channel, as PlayOptions::out
    double gain = 1;           ///< factor
    /// How long before it is heard a block is made, 0.05 to 60 s. The sound begins so much later; a longer
    /// time allows for slower disks.
    Seconds ahead = 0.5;
};

/// A run that its progress function has stopped.
class PYA_EXPORT StreamStopped : public Error {
public:
    using Error::Error;
};

} // namespace pya

#endif
