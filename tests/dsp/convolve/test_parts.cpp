// SPDX-License-Identifier: MIT
#include <pya/dsp/convolve/convolve.hpp>
#include <pya/dsp/convolve/late_convolver.hpp>
#include <pya/dsp/convolve/partitions.hpp>

#include "support/catch.hpp"

#include <complex>
#include <vector>

using pya::dsp::Block;
using pya::dsp::Index;
using pya::dsp::impl::LateConvolver;
using pya::dsp::impl::Partitions;

TEST_CASE("the products of partitions add up to the convolution, in any order of bins") {
    constexpr Index block = 32, blocks = 7;
    const Index taps = GENERATE(1, 32, 33, 100);
    const Eigen::ArrayXXd h = Eigen::ArrayXXd::Random(taps, 2),
                          x = Eigen::ArrayXXd::Random(block * blocks, 2);
    const Eigen::ArrayXXd expected = pya::dsp::convolve(x, h);
    Partitions<double> partitions(Block<const double>(h), 2, block);
    CHECK(partitions.partitions() == (taps + block - 1) / block);
    for (const char* round : {"first", "after reset"}) {
        CAPTURE(round, taps);
        for (Index b = 0; b < blocks; ++b, partitions.advance())
            for (Index c = 0; c < 2; ++c) {
                Eigen::ArrayXd two = Eigen::ArrayXd::Zero(2 * block), out(block);
                if (b > 0) two.head(block) = x.col(c).segment((b - 1) * block, block);
                two.tail(block) = x.col(c).segment(b * block, block);
                partitions.transform(c, two.data());
                std::vector<std::complex<double>> sum(static_cast<std::size_t>(partitions.bins()));
                for (Index p = partitions.partitions(); p-- > 0;) {
                    partitions.add_product(c, p, 10, partitions.bins() - 10, sum.data());
                    partitions.add_product(c, p, 0, 10, sum.data());
                }
                partitions.inverse(sum.data(), out.data());
                CHECK((out - expected.col(c).segment(b * block, block)).abs().maxCoeff() < 1e-12);
            }
        partitions.reset();
    }
}

TEST_CASE("late taps are convolved in steps, two long blocks late") {
    constexpr Index block = 16, steps = 4, late = 2 * steps * block, blocks = 40;
    const Index taps = GENERATE(1, 64, 300);
    const Eigen::ArrayXXd h = Eigen::ArrayXXd::Random(taps, 1),
                          x = Eigen::ArrayXXd::Random(block * blocks, 2);
    const Eigen::ArrayXXd expected = pya::dsp::convolve(x, h);
    LateConvolver<double> convolver(Block<const double>(h), 2, block, steps);
    for (Index b = 0; b < blocks; ++b) {
        for (Index c = 0; c < 2; ++c) {
            convolver.read(c, x.col(c).data() + b * block);
            const Eigen::ArrayXd out = Eigen::Map<const Eigen::ArrayXd>(convolver.output(c), block);
            if (b * block < late)
                CHECK((out == 0).all());
            else
                CHECK((out - expected.col(c).segment(b * block - late, block)).abs().maxCoeff() < 1e-12);
        }
        convolver.step();
    }
    convolver.reset();
    CHECK((Eigen::Map<const Eigen::ArrayXd>(convolver.output(0), block) == 0).all());
}
