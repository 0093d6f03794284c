// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/io/sample_format.hpp>

#include "support/catch.hpp"

using pya::SampleFormat;

TEST_CASE("a sample format has the name that finds it", "[io]") {
    for (const auto format :
         {SampleFormat::uint8, SampleFormat::int8, SampleFormat::int16, SampleFormat::int24,
          SampleFormat::int32, SampleFormat::float32, SampleFormat::float64})
        CHECK(pya::sample_format(pya::sample_format_name(format)) == format);
    CHECK(pya::sample_format("pcm24") == SampleFormat::int24);
    CHECK(pya::sample_format_name(SampleFormat::encoded) == "encoded");
}

TEST_CASE("an unknown sample format is an argument error", "[io]") {
    CHECK_THROWS_AS(pya::sample_format("int64"), pya::ArgumentError);
    CHECK_THROWS_AS(pya::sample_format(""), pya::ArgumentError);
}
