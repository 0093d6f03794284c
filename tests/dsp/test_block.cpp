// SPDX-License-Identifier: MIT
#include <pya/dsp/block.hpp>

#include "support/catch.hpp"

#include <Eigen/Core>

#include <array>
#include <type_traits>
#include <vector>

using Eigen::ArrayXf;
using Eigen::ArrayXXf;
using pya::dsp::Block;

template <class From>
constexpr bool reads = std::is_convertible_v<From, Block<const float>>;
template <class From>
constexpr bool writes = std::is_convertible_v<From, Block<float>>;

static_assert(reads<const ArrayXXf&> && reads<const std::vector<float>&> && reads<Block<float>>);
static_assert(writes<ArrayXXf&> && writes<std::vector<float>&> && writes<std::array<float, 3>&>);
static_assert(writes<Eigen::Block<ArrayXXf>> && writes<Eigen::Ref<ArrayXXf>&>);
static_assert(!writes<const ArrayXXf&> && !writes<const std::vector<float>&> && !writes<Block<const float>>);
static_assert(!reads<Eigen::ArrayXXd&> && !reads<float*> && !reads<int>);
// Samples of a channel that don't lie side by side.
static_assert(!reads<Eigen::ArrayXXf::RowXpr> && !reads<Eigen::Map<ArrayXf, 0, Eigen::InnerStride<2>>&>);
static_assert(!reads<Eigen::Array<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>&>);

TEST_CASE("a block sees the samples of an array and of a part of it") {
    ArrayXXf x = ArrayXXf::Random(7, 3);
    const Block<float> all = x, part = x.block(2, 1, 4, 2);
    CHECK(all.samples() == 7);
    CHECK(all.channels() == 3);
    CHECK(all(6, 2) == x(6, 2));
    CHECK(part.samples() == 4);
    CHECK(part.channels() == 2);
    CHECK(part(3, 1) == x(5, 2));
    part(0, 0) = 5;
    CHECK(x(2, 1) == 5);
}

TEST_CASE("a block of a vector or an array of one column has one channel") {
    std::vector<float> samples{1, 2, 3};
    ArrayXf column = ArrayXf::Ones(4);
    CHECK(Block<float>(samples).channels() == 1);
    CHECK(Block<const float>(samples)(2) == 3);
    CHECK(Block<float>(column).samples() == 4);
    CHECK(Block<float>(column).channels() == 1);
}

TEST_CASE("parts of a block are those of its samples and of its channels") {
    ArrayXXf x = ArrayXXf::Random(9, 4);
    const Block<const float> block = x;
    CHECK(block.part(3, 5)(1, 2) == x(4, 2));
    CHECK(block.part(3, 5).samples() == 5);
    CHECK(block.channels_from(1, 2)(0, 1) == x(0, 2));
    CHECK(block.channels_from(1, 2).channels() == 2);
    CHECK(block.channel(3)[8] == x(8, 3));
}

TEST_CASE("a block without samples or without channels is empty") {
    ArrayXXf silent(0, 2), nobody(5, 0), sound(1, 1);
    CHECK(Block<float>().empty());
    CHECK(Block<float>(silent).empty());
    CHECK(Block<float>(nobody).empty());
    CHECK_FALSE(Block<float>(sound).empty());
}
