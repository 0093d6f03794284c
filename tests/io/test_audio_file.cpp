// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/io/audio_file.hpp>
#include <pya/io/csv.hpp>
#include <pya/io/labels.hpp>
#include <pya/io/npy.hpp>

#include "io/folder.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <functional>
#include <limits>

using Catch::Matchers::Contains;
using Eigen::ArrayXXf;
using pya::PcmScale;
using pya::SampleFormat;

namespace {

ArrayXXf noise(Eigen::Index frames, Eigen::Index channels) {
    std::srand(3);
    return ArrayXXf::Random(frames, channels);
}

ArrayXXf tone(Eigen::Index frames, Eigen::Index channels, double sr) {
    const Eigen::ArrayXf t = Eigen::ArrayXf::LinSpaced(frames, 0, static_cast<float>(frames - 1));
    return (t * static_cast<float>(2 * M_PI * 440 / sr)).sin().replicate(1, channels) * 0.5f;
}

ArrayXXf column(std::initializer_list<float> values) {
    ArrayXXf x(static_cast<Eigen::Index>(values.size()), 1);
    std::copy(values.begin(), values.end(), x.data());
    return x;
}

ArrayXXf through(const ArrayXXf& x, const pya::SaveOptions& options) {
    return pya::load_audio(pya::encode_audio(x, 44100, options)).sig;
}

/// Sets where programs are looked for, until it is destroyed.
class SearchPath {
public:
    explicit SearchPath(const std::string& path) : before_(std::getenv("PATH")) {
        ::setenv("PATH", path.c_str(), 1);
    }
    ~SearchPath() { ::setenv("PATH", before_.c_str(), 1); }
    SearchPath(const SearchPath&) = delete;
    SearchPath& operator=(const SearchPath&) = delete;

private:
    std::string before_;
};

} // namespace

TEST_CASE("float files keep every value, also beyond full scale", "[io]") {
    const std::string format = GENERATE("wav", "aiff", "au", "caf", "rf64", "w64");
    INFO(format);
    const float inf = std::numeric_limits<float>::infinity();
    const ArrayXXf x = column({0, -0.0f, 1, -1.5f, 1e30f, -1e-30f, 1e-42f, inf, -inf, NAN, 0.1f});
    for (const auto dtype : {SampleFormat::float32, SampleFormat::float64}) {
        const ArrayXXf y = through(x, {.format = format, .dtype = dtype});
        REQUIRE(y.rows() == x.rows());
        CHECK(((x == y) || (x.isNaN() && y.isNaN())).all());
    }
    CHECK(pya::load_audio(pya::encode_audio(x, 8000, {.format = format})).info.dtype ==
          SampleFormat::float32);
}

TEST_CASE("integers that were read are written back unchanged", "[io]") {
    const auto [dtype, bits, format] =
        GENERATE(table<SampleFormat, int, std::string>({{SampleFormat::uint8, 8, "wav"},
                                                        {SampleFormat::int8, 8, "aiff"},
                                                        {SampleFormat::int8, 8, "flac"},
                                                        {SampleFormat::int16, 16, "wav"},
                                                        {SampleFormat::int16, 16, "aiff"},
                                                        {SampleFormat::int16, 16, "flac"},
                                                        {SampleFormat::int24, 24, "wav"},
                                                        {SampleFormat::int24, 24, "au"},
                                                        {SampleFormat::int24, 24, "flac"}}));
    INFO(format << bits);
    const float full = std::ldexp(1.0f, bits - 1);
    ArrayXXf x = (noise(2000, 2) * full).round().min(full - 1);
    x.row(0) = -full;
    x.row(1) = full - 1;
    x /= full;
    const auto bytes = pya::encode_audio(x, 44100, {.format = format, .dtype = dtype});
    CHECK((pya::load_audio(bytes).sig == x).all());
    CHECK(pya::load_audio(bytes).info.dtype == dtype);
}

TEST_CASE("integer files saturate and take NaN as 0", "[io]") {
    const auto [dtype, bits] = GENERATE(table<SampleFormat, int>({{SampleFormat::uint8, 8},
                                                                  {SampleFormat::int16, 16},
                                                                  {SampleFormat::int24, 24},
                                                                  {SampleFormat::int32, 32}}));
    INFO(bits);
    const float inf = std::numeric_limits<float>::infinity();
    const ArrayXXf x = column({1.5f, 1, inf, -1.5f, -1, -inf, NAN, 0, 1e30f, -1e30f});
    const float top = static_cast<float>(1 - std::ldexp(1.0, 1 - bits));
    CHECK(
        (through(x, {.format = "wav", .dtype = dtype}) == column({top, top, top, -1, -1, -1, 0, 0, top, -1}))
            .all());
    CHECK((through(x, {.format = "wav", .dtype = dtype, .scale = PcmScale::symmetric}) ==
           column({top, top, top, -top, -top, -top, 0, 0, top, -top}))
              .all());
}

TEST_CASE("the symmetric scale truncates toward zero as numpy does", "[io]") {
    // numpy: np.trunc(np.float32([...]) * 32767), and astype(uint8) of x * 127 + 128
    const ArrayXXf x = column({0.5f, -0.5f, 0.99999f, -0.99999f, 0.3f, -0.3f});
    CHECK(
        (through(x, {.format = "wav", .dtype = SampleFormat::int16, .scale = PcmScale::symmetric}) * 32768 ==
         column({16383, -16383, 32766, -32766, 9830, -9830}))
            .all());
    CHECK((through(x, {.format = "wav", .dtype = SampleFormat::uint8, .scale = PcmScale::symmetric}) * 128 ==
           column({63, -64, 126, -127, 38, -39}))
              .all());
}

TEST_CASE("the name of the file chooses the format", "[io]") {
    const Folder folder;
    const auto [name, format] = GENERATE(table<std::string, std::string>({{"a.wav", "wav"},
                                                                          {"A.WAV", "wav"},
                                                                          {"a.b.aif", "aiff"},
                                                                          {"a.aiff", "aiff"},
                                                                          {"a.flac", "flac"},
                                                                          {"a.ogg", "ogg"},
                                                                          {"a.opus", "opus"},
                                                                          {"a.mp3", "mp3"},
                                                                          {"a.caf", "caf"},
                                                                          {"a.au", "au"},
                                                                          {"a.snd", "au"},
                                                                          {"a.rf64", "rf64"},
                                                                          {"a.w64", "w64"}}));
    INFO(name);
    const ArrayXXf x = tone(48000, 2, 48000);
    pya::save_audio(folder / name, x, 48000);
    const auto back = pya::load_audio(folder / name);
    CHECK(back.info.format == format);
    CHECK(back.sr == 48000);
    REQUIRE(back.sig.rows() == 48000);
    REQUIRE(back.sig.cols() == 2);
    const float tolerance = back.info.dtype == SampleFormat::encoded ? 0.03f : 1e-6f;
    CHECK((back.sig - x).abs().middleRows(2000, 44000).maxCoeff() < tolerance);
}

TEST_CASE("quality changes the size of lossy files", "[io]") {
    const std::string format = GENERATE("ogg", "opus", "mp3");
    INFO(format);
    const ArrayXXf x = noise(96000, 1) * 0.2f;
    const auto low = pya::encode_audio(x, 48000, {.format = format, .quality = 0.1});
    const auto high = pya::encode_audio(x, 48000, {.format = format, .quality = 0.9});
    CHECK(high.size() > low.size() * 5 / 4);
}

TEST_CASE("lossy encoders get through NaN and infinities", "[io]") {
    const std::string format = GENERATE("ogg", "opus", "mp3");
    INFO(format);
    ArrayXXf x = tone(9600, 1, 48000);
    x.middleRows(3000, 10) = NAN;
    x.middleRows(4000, 10) = std::numeric_limits<float>::infinity();
    const ArrayXXf y = pya::load_audio(pya::encode_audio(x, 48000, {.format = format})).sig;
    REQUIRE(y.rows() == 9600);
    CHECK(y.isFinite().all());
    CHECK(y.abs().maxCoeff() < 2);
}

TEST_CASE("a file of no samples keeps its rate and channels", "[io]") {
    const std::string format = GENERATE("wav", "aiff", "au", "caf", "rf64", "w64", "flac", "ogg", "mp3");
    INFO(format);
    const Warnings warnings;
    const auto file = pya::load_audio(pya::encode_audio(ArrayXXf(0, 2), 44100, {.format = format}));
    CHECK(file.sr == 44100);
    CHECK(file.sig.rows() == 0);
    CHECK(file.sig.cols() == 2);
    CHECK(warnings.seen.empty());
}

TEST_CASE("opus can't hold no samples and says so", "[io]") {
    CHECK_THROWS_AS(pya::encode_audio(ArrayXXf(0, 2), 48000, {.format = "opus"}), pya::IoError);
}

TEST_CASE("the shortest files come back whole", "[io]") {
    const std::string format = GENERATE("wav", "aiff", "au", "caf", "rf64", "w64", "flac");
    INFO(format);
    for (const Eigen::Index frames : {1, 2, 3, 5}) {
        const ArrayXXf x = (noise(frames, 3) * 100).round() / 128;
        const ArrayXXf y = through(x, {.format = format});
        REQUIRE(y.rows() == frames);
        CHECK((y == x).all());
    }
}

TEST_CASE("two runs write the same bytes", "[io]") {
    const std::string format = GENERATE("wav", "aiff", "flac", "caf", "mp3");
    INFO(format);
    CHECK(pya::encode_audio(noise(1000, 2), 44100, {.format = format}) ==
          pya::encode_audio(noise(1000, 2), 44100, {.format = format}));
}

TEST_CASE("audio_from_file gives samples and rate", "[io]") {
    const Folder folder;
    const ArrayXXf x = noise(50, 2);
    pya::save_audio(folder / "a.wav", x, 22050);
    const auto [sig, sr] = pya::audio_from_file(folder / "a.wav");
    CHECK(sr == 22050);
    CHECK((sig == x).all());
    const Eigen::ArrayXXd doubles = pya::audio_from_file<double>(folder / "a.wav").sig;
    CHECK((doubles == x.cast<double>()).all());
}

TEST_CASE("a part of an array is saved with its stride", "[io]") {
    const ArrayXXf x = noise(100, 5);
    const auto bytes = pya::encode_audio(x.block(20, 1, 50, 3), 8000, {.format = "wav"});
    CHECK((pya::load_audio(bytes).sig == x.block(20, 1, 50, 3)).all());
}

TEST_CASE("a name with a zero byte is refused, and not the name before it", "[io]") {
    const Folder folder;
    const ArrayXXf x = noise(10, 1);
    const std::string good = folder / "a.wav", bad = good + std::string(1, '\0') + "x.wav";
    pya::save_audio(good, x, 8000);
    const std::string before = read_text(good);
    const auto refused = [&](const std::function<void()>& f) {
        CHECK_THROWS_AS(f(), pya::ArgumentError);
        CHECK_THROWS_WITH(f(), Contains("a.wav'; no name can have one"));
    };
    refused([&] { pya::load_audio(bad); });
    refused([&] { pya::save_audio(bad, -x, 8000); });
    refused([&] { pya::save_audio(good + std::string(1, '\0'), -x, 8000); });
    refused([&] { pya::io::load_csv(bad); });
    refused([&] { pya::io::save_csv(bad, x); });
    refused([&] { pya::io::load_npy<float>(bad); });
    refused([&] { pya::io::save_npy(bad, x); });
    refused([&] { pya::io::load_labels(bad); });
    refused([&] { pya::io::save_labels(bad, {}); });
    CHECK(read_text(good) == before);
    CHECK(folder.names().size() == 1);
}

TEST_CASE("encoding to memory needs a format", "[io]") {
    CHECK_THROWS_AS(pya::encode_audio(noise(10, 1), 8000, {}), pya::ArgumentError);
}

TEST_CASE("what libsndfile can't read goes through ffmpeg", "[io]") {
    if (std::system("ffmpeg -version >/dev/null 2>&1") != 0) {
        WARN("ffmpeg is not installed: not tested");
        return;
    }
    const Folder folder;
    const std::string name = GENERATE("tone.m4a", "-i $(x) 'y' %d.m4a");
    INFO(name);
    const ArrayXXf x = tone(44100, 2, 44100);
    pya::save_audio(folder / "tone.wav", x, 44100);
    const std::string make =
        "ffmpeg -loglevel error -i '" + folder / "tone.wav" + "' '" + folder / "tone.m4a" + "'";
    REQUIRE(std::system(make.c_str()) == 0);
    if (name != "tone.m4a") std::filesystem::rename(folder / "tone.m4a", folder / name);
    const auto back = pya::load_audio(folder / name);
    CHECK(back.sr == 44100);
    REQUIRE(back.sig.cols() == 2);
    REQUIRE(back.sig.rows() >= 44100);
    CHECK((back.sig.topRows(44100) - x).abs().middleRows(4000, 36000).maxCoeff() < 0.05f);

    pya::AudioReader reader(folder / name);
    reader.seek(20000);
    ArrayXXf block(100, 2);
    REQUIRE(reader.read(block) == 100);
    CHECK((block == back.sig.middleRows(20000, 100)).all());
    CHECK_THROWS_WITH(pya::load_audio(folder / name, {.ffmpeg = false}), Contains("libsndfile"));
}

TEST_CASE("without ffmpeg the message says what is missing", "[io]") {
    const Folder folder;
    const std::string text = "no sound at all";
    write_bytes(folder / "a.m4a", std::as_bytes(std::span(text)));
    const SearchPath path(folder / "none");
    CHECK_THROWS_WITH(pya::load_audio(folder / "a.m4a"), Contains("ffmpeg") && Contains("not installed"));
}

TEST_CASE("whatever ffmpeg does, a file is read or refused with a reason", "[io]") {
    const Folder folder;
    const std::string text = "no sound at all";
    write_bytes(folder / "a.m4a", std::as_bytes(std::span(text)));
    pya::save_audio(folder / "part.wav", tone(1000, 1, 8000), 8000);
    const auto refused = [&](const std::string& program, const std::string& why) {
        INFO(program);
        std::ofstream(folder / "ffmpeg") << "#!/bin/sh\n" << program << '\n';
        std::filesystem::permissions(folder / "ffmpeg", std::filesystem::perms::owner_all);
        const SearchPath path(std::string(folder / "") + ":" + std::getenv("PATH"));
        CHECK_THROWS_AS(pya::load_audio(folder / "a.m4a"), pya::IoError);
        CHECK_THROWS_WITH(pya::load_audio(folder / "a.m4a"), Contains("can't read") && Contains(why));
    };
    refused("exit 0", "ffmpeg: no output");
    refused("exit 3", "ffmpeg: no output");
    refused("cat '" + folder / "part.wav" + "' >&3; kill -KILL $$", "ffmpeg was ended by signal 9");
    refused("cat '" + folder / "part.wav" + "' >&3; echo no more >&2; exit 1", "ffmpeg: no more");
    refused("head -c 100000 /dev/zero >&3", "ffmpeg's output: ");
    refused("printf 'a\\0b\\033[2Jc\\nd\\n' >&2; exit 1", "ffmpeg: a?b?[2Jc; d");
    refused("yes many words | head -c 1000000 >&2; exit 1", "ffmpeg: many words; many words");
}
