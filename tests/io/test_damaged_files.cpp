// SPDX-License-Identifier: MIT
// Whatever has happened to a file, reading it works or throws IoError. It never crashes or hangs, and never
// allocates as much memory as a damaged header says.
#include <pya/error.hpp>
#include <pya/io/audio_file.hpp>

#include "io/folder.hpp"
#include "support/catch.hpp"

#include <cstdint>
#include <fcntl.h>
#include <random>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
// libsndfile 1.2.0 leaks memory when it refuses to open a damaged Vorbis file.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:vorbis_info_init\nleak:libsndfile.so\n"; }
#endif

namespace {

/// libmpg123 prints about damaged frames to stderr and can't be told not to.
class QuietStderr {
public:
    QuietStderr() : before_(::dup(2)) {
        const int nowhere = ::open("/dev/null", O_WRONLY);
        ::dup2(nowhere, 2);
        ::close(nowhere);
    }
    ~QuietStderr() {
        ::dup2(before_, 2);
        ::close(before_);
    }
    QuietStderr(const QuietStderr&) = delete;
    QuietStderr& operator=(const QuietStderr&) = delete;

private:
    int before_;
};

} // namespace

TEST_CASE("damaged files give samples or an IoError", "[io]") {
    const auto [format, dtype] = GENERATE(table<std::string, std::string>({{"wav", "int16"},
                                                                           {"wav", "float32"},
                                                                           {"aiff", "int24"},
                                                                           {"au", "int16"},
                                                                           {"caf", "int16"},
                                                                           {"rf64", "int24"},
                                                                           {"w64", "float64"},
                                                                           {"flac", "int16"},
                                                                           {"ogg", ""},
                                                                           {"opus", ""},
                                                                           {"mp3", ""}}));
    INFO(format << " " << dtype);
    std::srand(4);
    const Eigen::ArrayXXf x = Eigen::ArrayXXf::Random(2000, 2) * 0.3f;
    pya::SaveOptions options{.format = format};
    if (!dtype.empty()) options.dtype = pya::sample_format(dtype);
    const auto whole = pya::encode_audio(x, 48000, options);

    const Warnings warnings;
    const QuietStderr quiet;
    std::mt19937 random(6); // its output is the same everywhere, the standard distributions' is not
    int loaded = 0, refused = 0;
    for (int run = 0; run < 150; ++run) {
        auto bytes = whole;
        const std::size_t reach = run % 3 == 0 ? bytes.size() : std::min<std::size_t>(bytes.size(), 120);
        for (int flips = run % 8; flips > 0; --flips)
            bytes[random() % reach] = static_cast<std::byte>(random());
        if (run % 5 == 0) bytes.resize(random() % bytes.size());
        try {
            const auto file = pya::load_audio(bytes);
            REQUIRE(file.sig.rows() <= file.info.frames);
            // no format here packs more than 8192 frames into a byte
            REQUIRE(file.sig.rows() <= static_cast<Eigen::Index>(bytes.size()) * 8192);
            ++loaded;
        } catch (const pya::IoError& error) {
            REQUIRE(std::string(error.what()).find("memory") != std::string::npos);
            ++refused;
        }
    }
    CHECK(loaded > 0);
    CHECK(refused > 0);
}
