// SPDX-License-Identifier: MIT
#include <pya/dsp/segment/segmenter.hpp>

#include "support/catch.hpp"

#include <vector>

using pya::dsp::Boundary;
using pya::dsp::Segmenter;
using Segments = std::vector<std::vector<double>>;

namespace {

Segments segments_of(Segmenter<double> segmenter, const std::vector<double>& x, std::size_t block) {
    Segments segments;
    const auto store = [&](const double* s) { segments.emplace_back(s, s + 4); };
    for (std::size_t i = 0; i < x.size(); i += block)
        segmenter.process({x.data() + i, std::min(block, x.size() - i)}, store);
    segmenter.flush(store);
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
