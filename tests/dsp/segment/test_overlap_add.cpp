// SPDX-License-Identifier: MIT
#include <pya/dsp/segment/overlap_add.hpp>

#include <pya/error.hpp>

#include "reference/window_op.hpp"
#include "support/catch.hpp"

using namespace pya::dsp;
using Eigen::ArrayXd;
using Eigen::ArrayXXd;
using Eigen::ArrayXXf;
using Eigen::Index;
using pya::dsp::Pad;

namespace {

ArrayXXd noise() {
    return Eigen::Map<const ArrayXd>(reference::noise.data(), static_cast<Index>(reference::noise.size()));
}

template <class Got>
double worst(const Got& got, const std::vector<double>& want) {
    REQUIRE(got.size() == static_cast<Index>(want.size()));
    return (got.col(0).template cast<double>() - Eigen::Map<const ArrayXd>(want.data(), got.size()))
        .abs()
        .maxCoeff();
}

} // namespace

TEST_CASE("overlap_add gives numpy's values for strides that stretch and squeeze and leave gaps") {
    const ArrayXXd x = noise();
    CHECK(worst(overlap_add(x, {.nperseg = 24, .stride_in = 12, .stride_out = 17, .win = "hann"}),
                reference::ola_stretched) < 1e-10);
    CHECK(worst(overlap_add(x, {.nperseg = 24, .stride_in = 12, .stride_out = 5, .win = "hann"}),
                reference::ola_squeezed) < 1e-10);
    CHECK(worst(overlap_add(x, {.nperseg = 10, .stride_in = 11, .stride_out = 30}), reference::ola_gaps) <
          1e-10);
    const ArrayXXf xf = x.cast<float>();
    CHECK(worst(overlap_add(xf, {.nperseg = 24, .stride_in = 12, .stride_out = 5, .win = "hann"}),
                reference::ola_squeezed) < 4e-6);
}

TEST_CASE("The jitter of overlap_add is that of numpy's randint") {
    const OverlapAddOptions options{.nperseg = 24,
                                    .stride_in = 12,
                                    .stride_out = 12,
                                    .jitter_in = 9,
                                    .jitter_out = 40,
                                    .win = "hann",
                                    .seed = 3};
    CHECK(worst(overlap_add(noise(), options), reference::ola_jittered) < 1e-10);
}

TEST_CASE("All channels share the jitter") {
    ArrayXXd both(157, 2);
    both << noise(), 2 * noise();
    const ArrayXXd got = overlap_add(
        both,
        {.nperseg = 24, .stride_in = 12, .stride_out = 12, .jitter_in = 9, .jitter_out = 40, .seed = 3});
    CHECK((got.col(1) - 2 * got.col(0)).abs().maxCoeff() < 1e-12);
}

TEST_CASE("overlap_add takes what a grain has beyond the ends from the reflected signal, or zeros") {
    const ArrayXXd x = noise().topRows(60);
    const ArrayXd w = get_window("hann", 24);
    for (const Pad pad : {Pad::mirror, Pad::zeros, Pad::off}) {
        const bool mirror = pad == Pad::mirror;
        ArrayXXd expected = ArrayXXd::Zero(5 * 7, 1);
        for (Index g = 0; g < 5; ++g)
            for (Index k = 0; k < 24; ++k) {
                const Index from = g * 12 - 12 + k, to = g * 7 - 12 + k;
                const Index seen = from < 0 ? -from : from > 59 ? 118 - from : from;
                if (to >= 0 && to < 35 && (mirror || seen == from)) expected(to, 0) += w[k] * x(seen, 0);
            }
        const ArrayXXd got =
            overlap_add(x, {.nperseg = 24, .stride_in = 12, .stride_out = 7, .win = "hann", .pad = pad});
        CHECK((got - expected).abs().maxCoeff() < 1e-14);
    }
}

TEST_CASE("overlap_add with equal strides and windows that add up to one is the identity") {
    const ArrayXXd x = noise();
    const ArrayXXd got = overlap_add(x, {.nperseg = 24, .stride_in = 12, .stride_out = 12, .win = "hann"});
    REQUIRE(got.rows() == 156);
    CHECK((got - x.topRows(156)).topRows(144).abs().maxCoeff() < 1e-12);
}

TEST_CASE("overlap_add writes the memory it is given and no more") {
    const ArrayXXf x = noise().cast<float>();
    ArrayXXf room = ArrayXXf::Constant(200, 3, 7);
    Eigen::Ref<ArrayXXf, 0, Eigen::OuterStride<>> out = room.block(10, 1, 156, 1);
    overlap_add(x,
                {.nperseg = 24,
                 .stride_in = 12,
                 .stride_out = 12,
                 .jitter_in = 30,
                 .jitter_out = 500,
                 .win = "hann",
                 .seed = 1},
                out);
    CHECK((room.block(10, 1, 156, 1) == overlap_add(x, {.nperseg = 24,
                                                        .stride_in = 12,
                                                        .stride_out = 12,
                                                        .jitter_in = 30,
                                                        .jitter_out = 500,
                                                        .win = "hann",
                                                        .seed = 1}))
              .all());
    CHECK((room.col(0) == 7).all());
    CHECK((room.col(2) == 7).all());
    CHECK((room.col(1).head(10) == 7).all());
    CHECK((room.col(1).tail(34) == 7).all());
}

TEST_CASE("Grains may be longer than any window that is kept") {
    const ArrayXXf x = ArrayXXf::Ones(100, 1);
    const OverlapAddOptions options{.nperseg = 1 << 17, .stride_in = 40, .stride_out = 40, .win = "hann"};
    OverlapAddOptions explicit_window = options;
    explicit_window.win = Window(get_window("hann", options.nperseg));
    CHECK((overlap_add(x, options) == overlap_add(x, explicit_window)).all());
}

TEST_CASE("A signal shorter than a stride has no grains") {
    CHECK(overlap_add(ArrayXXf(ArrayXXf::Zero(31, 2)), {.nperseg = 64, .stride_in = 32, .stride_out = 32})
              .rows() == 0);
    CHECK(overlap_add(ArrayXXf(0, 2), {.nperseg = 64, .stride_in = 32, .stride_out = 32}).cols() == 2);
}

TEST_CASE("overlap_add rejects sizes out of range and windows of another length") {
    const ArrayXXf x = ArrayXXf::Zero(100, 1);
    CHECK_THROWS_AS(overlap_add(x, {.nperseg = 0}), pya::ArgumentError);
    CHECK_THROWS_AS(overlap_add(x, {.stride_in = 0}), pya::ArgumentError);
    CHECK_THROWS_AS(overlap_add(x, {.stride_out = -1}), pya::ArgumentError);
    CHECK_THROWS_AS(overlap_add(x, {.jitter_in = -1}), pya::ArgumentError);
    CHECK_THROWS_AS(overlap_add(x, {.jitter_out = Index(1) << 40}), pya::ArgumentError);
    CHECK_THROWS_AS(overlap_add(x, {.win = std::vector<double>(63)}), pya::ArgumentError);
    ArrayXXf small = ArrayXXf::Zero(95, 1);
    CHECK_THROWS_AS(overlap_add(x, {}, small), pya::ArgumentError);
}
