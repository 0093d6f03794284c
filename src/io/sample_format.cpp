// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/io/sample_format.hpp>

#include <array>
#include <utility>

namespace pya {
namespace {

constexpr std::array<std::pair<SampleFormat, std::string_view>, 8> format_names{
    {{SampleFormat::uint8, "uint8"},
     {SampleFormat::int8, "int8"},
     {SampleFormat::int16, "int16"},
     {SampleFormat::int24, "int24"},
     {SampleFormat::int24, "pcm24"},
     {SampleFormat::int32, "int32"},
     {SampleFormat::float32, "float32"},
     {SampleFormat::float64, "float64"}}};

} // namespace

SampleFormat sample_format(std::string_view name) {
    for (const auto& [format, known] : format_names)
        if (known == name) return format;
    detail::fail("sample_format: name is '", name,
                 "'; it must be one of uint8 int8 int16 int24 pcm24 int32 float32 float64");
}

std::string_view sample_format_name(SampleFormat format) {
    for (const auto& [known, name] : format_names)
        if (known == format) return name;
    return "encoded";
}

} // namespace pya
