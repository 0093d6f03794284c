// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/io/audio_reader.hpp>
#include <pya/log.hpp>

#include "file_name.hpp"
#include "io/container.hpp"
#include "io/ffmpeg.hpp"
#include "io/interleave.hpp"
#include "io/sound.hpp"
#include "io/truncation.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <limits>
#include <system_error>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace pya {
namespace {

constexpr Eigen::Index chunk_samples = 1 << 16;

std::unique_ptr<io::FileBytes> open_file(const std::string& path) {
    const auto refuse = [&](const std::string& why) {
        detail::fail<IoError>("can't read '", path, "': ", why);
    };
    detail::check_file_name(path);
    // Opening a FIFO must not wait.
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0) refuse(std::generic_category().message(errno));
    auto file = std::make_unique<io::FileBytes>(fd);
    struct stat status;
    if (::fstat(fd, &status) != 0) refuse(std::generic_category().message(errno));
    if (S_ISDIR(status.st_mode)) refuse("it is a directory");
    if (!S_ISREG(status.st_mode)) refuse("it is not a regular file");
    if (status.st_size == 0) refuse("it is empty");
    return file;
}

// The type to which libsndfile converts exactly and fast. Its values are exact in float, except 32-bit
// integers.
using Chunk = std::variant<std::vector<float>, std::vector<std::int16_t>, std::vector<std::int32_t>>;

Chunk chunk_for(SampleFormat dtype, Eigen::Index channels) {
    const auto n = static_cast<std::size_t>(std::max<Eigen::Index>(1, chunk_samples / channels) * channels);
    switch (dtype) {
    case SampleFormat::int16: return std::vector<std::int16_t>(n);
    case SampleFormat::int24:
    case SampleFormat::int32: return std::vector<std::int32_t>(n);
    default: return std::vector<float>(n);
    }
}

sf_count_t read_frames(SNDFILE* file, float* to, sf_count_t n) { return sf_readf_float(file, to, n); }
sf_count_t read_frames(SNDFILE* file, std::int16_t* to, sf_count_t n) { return sf_readf_short(file, to, n); }
sf_count_t read_frames(SNDFILE* file, std::int32_t* to, sf_count_t n) { return sf_readf_int(file, to, n); }

// In a W64 file with an extensible format chunk, as ffmpeg writes it, libsndfile takes floats for integers.
bool floats_as_integers(io::Bytes& bytes, int format) {
    if (format != (SF_FORMAT_W64 | SF_FORMAT_PCM_32)) return false;
    std::array<unsigned char, 66> head{}; // riff, size and wave have 40 bytes, the name and size of fmt 24
    std::array<unsigned char, 2> subformat{};
    return bytes.read_at(0, head.data(), 66) == 66 && head[40] == 'f' && head[64] == 0xfe &&
           head[65] == 0xff && bytes.read_at(64 + 24, subformat.data(), 2) == 2 && subformat[0] == 3 &&
           subformat[1] == 0;
}

// True if memory may be allocated because of the header alone: up to 256 MB, or as much as a codec can
// compress into the file.
bool believable(const AudioInfo& info, std::int64_t bytes) {
    constexpr Eigen::Index harmless = Eigen::Index{1} << 26, frames_per_byte = 256;
    return info.frames <= harmless / info.channels || info.frames / frames_per_byte <= bytes;
}

} // namespace

struct AudioReader::State {
    explicit State(std::string file) : name(std::move(file)) {}

    std::string name;
    std::unique_ptr<io::Bytes> bytes;
    std::unique_ptr<io::Sound> sound;
    AudioInfo info = {};
    Eigen::Index position = 0;
    std::int64_t missing = 0; // bytes of samples that the header announces but the file does not have
    bool disguised = false;   // floats that libsndfile takes for 32-bit integers
    bool warned = false;
    Chunk chunk = {};

    bool open();
    void describe();
    template <class T>
    sf_count_t next(T* to, sf_count_t n);
    Eigen::Index skip(Eigen::Index frames);
    Eigen::Index decode(Block block);
    void seek(Eigen::Index frame);
    void warn(const std::string& what);
};

bool AudioReader::State::open() {
    sound = nullptr;
    sound = std::make_unique<io::Sound>(*bytes, SFM_READ, SF_INFO{});
    return sound->handle() != nullptr;
}

void AudioReader::State::warn(const std::string& what) {
    if (!warned) log_warning("'" + name + "' " + what);
    warned = true;
    info.complete = false;
}

void AudioReader::State::describe() {
    const SF_INFO& found = sound->info();
    info = {found.frames,
            found.samplerate,
            found.channels,
            io::dtype_of(found.format),
            io::container_name(found.format),
            io::encoding_name(found.format),
            !warned};
    disguised = floats_as_integers(*bytes, found.format);
    if (disguised) {
        info.dtype = SampleFormat::float32;
        info.encoding = io::encoding_name(SF_FORMAT_FLOAT);
    }
    if (info.channels < 1 || info.sr < 1 || info.frames < 0)
        detail::fail<IoError>("can't read '", name, "': it claims ", info.channels, " channels, ",
                              info.frames, " frames and a sampling rate of ", info.sr);
    chunk = chunk_for(info.dtype, info.channels);
    if (!believable(info, bytes->size())) {
        info.frames = skip(std::numeric_limits<Eigen::Index>::max());
        if (!open()) detail::fail<IoError>("can't read '", name, "': ", sound->message());
        if (info.format == "opus" || info.format == "ogg") {
            if (info.frames == 0)
                detail::fail<IoError>("can't read '", name, "': it breaks off before the first sample");
            warn("breaks off: its last page is missing");
        }
    }
    if (missing > 0) warn("breaks off: " + std::to_string(missing) + " bytes of its samples are missing");
}

template <class T>
sf_count_t AudioReader::State::next(T* to, sf_count_t n) {
    if constexpr (std::is_same_v<T, float>)
        if (disguised) return sf_readf_int(sound->handle(), reinterpret_cast<int*>(to), n);
    return read_frames(sound->handle(), to, n);
}

// Decodes up to that many frames and drops them.
Eigen::Index AudioReader::State::skip(Eigen::Index frames) {
    return std::visit(
        [&](auto& buffer) {
            const auto room = static_cast<sf_count_t>(buffer.size()) / info.channels;
            Eigen::Index done = 0;
            for (sf_count_t n = 1; n > 0 && done < frames; done += n)
                n = std::max<sf_count_t>(0, next(buffer.data(), std::min<sf_count_t>(room, frames - done)));
            return done;
        },
        chunk);
}

// Vorbis is decoded up to the frame, because libsndfile 1.2.0 seeks to a wrong one.
void AudioReader::State::seek(Eigen::Index frame) {
    if (sound->subtype() != SF_FORMAT_VORBIS && sf_seek(sound->handle(), frame, SEEK_SET) == frame) {
        position = frame;
        return;
    }
    if (frame < position) {
        if (!open()) detail::fail<IoError>("can't seek in '", name, "': ", sound->message());
        position = 0;
    }
    position += skip(frame - position);
    if (position < frame)
        detail::fail<IoError>("can't seek in '", name, "': it is damaged after frame ", position);
}

Eigen::Index AudioReader::State::decode(Block block) {
    const Eigen::Index wanted = std::min(block.rows(), info.frames - position);
    if (std::holds_alternative<std::vector<float>>(chunk) && info.channels == 1)
        return next(block.data(), wanted);
    return std::visit(
        [&](auto& buffer) {
            const auto room = static_cast<sf_count_t>(buffer.size()) / info.channels;
            Eigen::Index done = 0;
            while (done < wanted) {
                const auto n = next(buffer.data(), std::min<sf_count_t>(room, wanted - done));
                if (n <= 0) break;
                io::split(buffer.data(), {block.data() + done, block.outerStride(), n, info.channels});
                done += n;
            }
            return done;
        },
        chunk);
}

AudioReader::AudioReader(const std::string& path, const ReadOptions& options)
    : state_(std::make_unique<State>(path)) {
    state_->bytes = open_file(path);
    state_->missing = io::missing_bytes(*state_->bytes);
    if (!state_->open()) {
        std::string why = state_->sound->message();
        if (!options.ffmpeg) detail::fail<IoError>("can't read '", path, "': libsndfile: ", why);
        std::string also;
        auto decoded = io::decode_with_ffmpeg(path, state_->bytes->size(), also);
        if (decoded == nullptr)
            detail::fail<IoError>("can't read '", path, "': libsndfile: ", why, "; ", also);
        state_->sound = nullptr;
        state_->bytes = std::move(decoded);
        if (!state_->open())
            detail::fail<IoError>("can't read '", path, "': libsndfile: ", why,
                                  "; ffmpeg's output: ", state_->sound->message());
        if (!also.empty()) state_->warn("is damaged: ffmpeg: " + also);
    }
    state_->describe();
}

AudioReader::AudioReader(std::span<const std::byte> bytes) : state_(std::make_unique<State>("memory")) {
    if (bytes.empty()) detail::fail<IoError>("can't read audio from memory: it is empty");
    state_->bytes = std::make_unique<io::SpanBytes>(bytes);
    state_->missing = io::missing_bytes(*state_->bytes);
    if (!state_->open()) detail::fail<IoError>("can't read audio from memory: ", state_->sound->message());
    state_->describe();
}

AudioReader::AudioReader(AudioReader&&) noexcept = default;
AudioReader& AudioReader::operator=(AudioReader&&) noexcept = default;
AudioReader::~AudioReader() = default;

const AudioInfo& AudioReader::info() const {
    static const AudioInfo none;
    return state_ ? state_->info : none;
}

Eigen::Index AudioReader::position() const { return state_ ? state_->position : 0; }

Eigen::Index AudioReader::read(Block block) {
    if (!state_) detail::fail("AudioReader::read: the reader was moved from; open a new one");
    State& state = *state_;
    if (block.cols() != state.info.channels)
        detail::fail("AudioReader::read: block has ", block.cols(),
                     " columns; it must have one for each of the ", state.info.channels, " channels");
    const Eigen::Index wanted = std::min(block.rows(), state.info.frames - state.position);
    if (wanted <= 0) return 0;
    const Eigen::Index done = std::max<Eigen::Index>(0, state.decode(block));
    if (done < wanted) {
        const std::string device = state.bytes->error();
        const std::string why = !device.empty()                        ? device
                                : sf_error(state.sound->handle()) != 0 ? state.sound->message()
                                                                       : "the data end too early";
        if (state.position + done == 0) detail::fail<IoError>("can't read '", state.name, "': ", why);
        state.warn("is damaged after frame " + std::to_string(state.position + done) + " of " +
                   std::to_string(state.info.frames) + ": " + why);
        state.info.frames = state.position + done;
    }
    state.position += done;
    return done;
}

void AudioReader::seek(Eigen::Index frame) {
    if (!state_) detail::fail("AudioReader::seek: the reader was moved from; open a new one");
    State& state = *state_;
    if (frame < 0 || frame > state.info.frames)
        detail::fail("AudioReader::seek: frame is ", frame, "; it must be within [0, ", state.info.frames,
                     "]");
    if (frame != state.position) state.seek(frame);
}

} // namespace pya
