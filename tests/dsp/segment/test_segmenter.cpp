// SPDX-License-Identifier: MIT
#include <pya/dsp/segment/segmenter.hpp>

#include <pya/error.hpp>

#include "support/catch.hpp"

#include <Eigen/Core>
#include <span>
#include <vector>

using pya::dsp::Block;
using pya::dsp::Boundary;
using pya::dsp::Segmenter;
using Segments = std::vector<std::vector<double>>;

static_assert(pya::dsp::Analyser<Segmenter<float>, float> && pya::dsp::Analyser<Segmenter<double>, double>);

namespace {

Segments segments_of(Segmenter<double> segmenter, const std::vector<double>& x, std::size_t block) {
    Segments segments;
    const auto store = [&](Block<const double> s) {
        segments.emplace_back(s.data(), s.data() + s.samples());
    };
    for (std::size_t i = 0; i < x.size(); i += block)
        segmenter.process(std::span(x).subspan(i, std::min(block, x.size() - i)), store);
    segmenter.finish(store);
    return segments;
}

} // namespace

TEST_CASE("segments overlap as asked for and the last is filled up with zeros", "[segments]") {
    const std::size_t block = GENERATE(1u, 2u, 3u, 7u);
    CHECK(segments_of({4, 2, Boundary::off, true}, {1, 2, 3, 4, 5, 6, 7}, block) ==
          Segments{{1, 2, 3, 4}, {3, 4, 5, 6}, {5, 6, 7, 0}});
    CHECK(segments_of({4, 2, Boundary::off, false}, {1, 2, 3, 4, 5, 6, 7}, block) ==
          Segments{{1, 2, 3, 4}, {3, 4, 5, 6}});
    CHECK(segments_of({4, 2, Boundary::off, true}, {1, 2, 3, 4, 5, 6}, block).size() == 2);
}

TEST_CASE("what lies beyond the ends follows the boundary", "[segments]") {
    const std::size_t block = GENERATE(1u, 2u, 5u);
    const std::vector<double> x{1, 2, 4, 7, 8};
    CHECK(segments_of({4, 0, Boundary::zeros, true}, x, block) ==
          Segments{{0, 0, 1, 2}, {4, 7, 8, 0}, {0, 0, 0, 0}});
    CHECK(segments_of({4, 0, Boundary::even, true}, x, block) ==
          Segments{{4, 2, 1, 2}, {4, 7, 8, 7}, {4, 0, 0, 0}});
    CHECK(segments_of({4, 0, Boundary::odd, true}, x, block) ==
          Segments{{-2, 0, 1, 2}, {4, 7, 8, 9}, {12, 0, 0, 0}});
    CHECK(segments_of({4, 0, Boundary::constant, true}, x, block) ==
          Segments{{1, 1, 1, 2}, {4, 7, 8, 8}, {8, 0, 0, 0}});
}

TEST_CASE("a negative overlap leaves gaps", "[segments]") {
    const std::size_t block = GENERATE(1u, 2u, 5u, 30u);
    std::vector<double> x(12);
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<double>(i);
    CHECK(segments_of({4, -3, Boundary::off, true}, x, block) ==
          Segments{{0, 1, 2, 3}, {7, 8, 9, 10}, {0, 0, 0, 0}});
    CHECK(segments_of({4, -3, Boundary::off, false}, x, block) == Segments{{0, 1, 2, 3}, {7, 8, 9, 10}});
}

TEST_CASE("a stream without samples has no segments", "[segments]") {
    CHECK(segments_of({4, 2, Boundary::zeros, true}, {}, 1).empty());
    CHECK(segments_of({4, 2, Boundary::even, true}, {}, 1).empty());
}

TEST_CASE("every channel has the segments that it has alone", "[segments]") {
    const auto boundary =
        GENERATE(Boundary::off, Boundary::zeros, Boundary::even, Boundary::odd, Boundary::constant);
    const pya::dsp::Index overlap = GENERATE(-3, 0, 3);
    const Eigen::ArrayXXd x = Eigen::ArrayXXd::Random(200, 3);
    Segmenter<double> together(7, overlap, boundary, true, 3);
    std::vector<Segments> found(3);
    const auto store = [&](Block<const double> s) {
        for (pya::dsp::Index c = 0; c < 3; ++c)
            found[static_cast<std::size_t>(c)].emplace_back(s.channel(c).begin(), s.channel(c).end());
    };
    for (Eigen::Index at = 0, size = 1; at < 200; at += size, size = size * 7 % 31 + 1)
        together.process(x.middleRows(at, std::min<Eigen::Index>(size, 200 - at)), store);
    together.finish(store);
    for (std::size_t c = 0; c < 3; ++c) {
        const double* own = x.data() + 200 * c;
        CHECK(found[c] == segments_of({7, overlap, boundary, true}, {own, own + 200}, 11));
    }
}

TEST_CASE("sizes of segments that make no sense are refused", "[segments]") {
    CHECK_THROWS_AS(Segmenter<float>(0, 0, Boundary::off, true), pya::ArgumentError);
    CHECK_THROWS_AS(Segmenter<float>(4, 4, Boundary::off, true), pya::ArgumentError);
    CHECK_THROWS_AS(Segmenter<float>(4, 0, Boundary::off, true, -1), pya::ArgumentError);
    CHECK_THROWS_AS(Segmenter<float>(pya::dsp::Index{1} << 60, 0, Boundary::off, true), pya::ArgumentError);
    Segmenter<float> two(4, 0, Boundary::off, true, 2);
    const std::vector<float> mono(9);
    CHECK_THROWS_AS(two.process(mono, [](const auto&) {}), pya::ArgumentError);
}
