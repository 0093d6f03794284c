// SPDX-License-Identifier: MIT
// Group io: reading and writing files.
#include "golden/mapping.hpp"

#include <pya/pya.hpp>

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <unistd.h>

namespace golden {
namespace {

const Covers audio_from_file("io", "audio_from_file", [](const Case& c, Checker& check) {
    const pya::AudioData<> file = pya::audio_from_file(c.path("file"));
    check.result(pya::Asig(file.sig, {.sr = file.sr}));
    const pya::Asig sig(c.path("file"));
    check.result(sig);
    check.require(sig.label() == c.path("file"), "the label is " + sig.label());
});

// The samples of a WAV file as they are stored. They are read here, so that writing is not checked by the
// library's own reading.
struct Wav {
    int format = 0; // 1 is PCM, 3 is float
    int channels = 0;
    int sr = 0;
    int bits = 0;
    std::string data;

    explicit Wav(const std::string& path) {
        std::ifstream file(path, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        if (bytes.size() < 12 || bytes.substr(0, 4) != "RIFF" || bytes.substr(8, 4) != "WAVE")
            throw std::runtime_error("the file is not a WAV file");
        for (std::size_t at = 12; at + 8 <= bytes.size();) {
            const auto size = static_cast<std::size_t>(number<std::uint32_t>(bytes, at + 4));
            if (bytes.substr(at, 4) == "fmt ") {
                format = static_cast<int>(number<std::uint16_t>(bytes, at + 8));
                channels = static_cast<int>(number<std::uint16_t>(bytes, at + 10));
                sr = static_cast<int>(number<std::uint32_t>(bytes, at + 12));
                bits = static_cast<int>(number<std::uint16_t>(bytes, at + 22));
            }
            if (bytes.substr(at, 4) == "data") data = bytes.substr(at + 8, size);
            at += 8 + size + size % 2;
        }
    }

    template <class T>
    static double number(const std::string& bytes, std::size_t at) {
        if (at + sizeof(T) > bytes.size()) throw std::runtime_error("the WAV file is cut off");
        T value;
        std::memcpy(&value, bytes.data() + at, sizeof(T));
        return static_cast<double>(value);
    }

    double sample(std::size_t i) const {
        switch (bits) {
        case 8: return number<std::uint8_t>(data, i);
        case 16: return number<std::int16_t>(data, 2 * i);
        case 32: return format == 3 ? number<float>(data, 4 * i) : number<std::int32_t>(data, 4 * i);
        default: throw std::runtime_error("unexpected width of samples in the WAV file");
        }
    }

    Array samples() const {
        const std::size_t count = data.size() * 8 / static_cast<std::size_t>(bits);
        Array result{{static_cast<Index>(count) / channels}, {}};
        if (channels > 1) result.shape.push_back(channels);
        for (std::size_t i = 0; i < count; ++i) result.values.emplace_back(sample(i));
        return result;
    }
};

const Covers save_wavfile("io", "Asig.save_wavfile", [](const Case& c, Checker& check) {
    const pya::Asig self = c.self();
    const std::string path = (std::filesystem::temp_directory_path() /
                              ("pya_golden_" + std::to_string(::getpid()) + "_" + c.id() + ".wav"))
                                 .string();
    if (c.given("dtype"))
        self.save_wavfile(path, c.get<std::string>("dtype"));
    else
        self.save_wavfile(path);
    const Wav wav(path);
    std::filesystem::remove(path);
    check.out("pcm", wav.samples());
    check.expect("bits", wav.bits);
    check.expect("format", wav.format);
    check.require(wav.sr == self.sr() && wav.channels == self.channels(),
                  "the file has another rate or width");
});

} // namespace
} // namespace golden
