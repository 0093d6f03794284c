// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/io/audio_file.hpp>

#include <algorithm>

namespace pya {
namespace {

Asig read(AudioReader reader, AsigOptions options) {
    storage::Samples samples = storage::Samples::uninitialised(reader.frames(), reader.channels());
    samples.resize_rows(reader.read(samples.write()));
    options.sr = reader.sr();
    return Asig(std::move(samples), options);
}

void save_as_wav(const std::string& path, const Asig& sig, const std::string& dtype) {
    const std::initializer_list<const char*> known = {"float32", "int16", "int32", "uint8"};
    if (std::find(known.begin(), known.end(), dtype) == known.end())
        detail::fail("Asig::save_wavfile: dtype is '", dtype, "'; it must be float32, int16, int32 or uint8");
    save_audio(path, sig.sig(), sig.sr(),
               {.format = "wav", .dtype = sample_format(dtype), .scale = PcmScale::symmetric});
}

} // namespace

Asig::Asig(const std::string& path, const AsigOptions& options) : Asig(read(AudioReader(path), options)) {
    if (label().empty()) label_ = path;
}

Asig Asig::from_memory(std::span<const std::byte> file, const AsigOptions& options) {
    return read(AudioReader(file), options);
}

const Asig& Asig::save(const std::string& path, const SaveOptions& options) const& {
    save_audio(path, sig(), sr_, options);
    return *this;
}

Asig Asig::save(const std::string& path, const SaveOptions& options) && {
    return save(path, options), std::move(*this);
}

const Asig& Asig::save_wavfile(const std::string& path, const std::string& dtype) const& {
    save_as_wav(path, *this, dtype);
    return *this;
}

Asig Asig::save_wavfile(const std::string& path, const std::string& dtype) && {
    return save_wavfile(path, dtype), std::move(*this);
}

} // namespace pya
