// SPDX-License-Identifier: MIT
#include <pya/dsp/iir/filter.hpp>
#include <pya/stream/kernel.hpp>

#include "support/catch.hpp"

#include <Eigen/Core>

using namespace pya;

TEST_CASE("every pass of a stream has a processor of its own, which begins with silence") {
    dsp::Sos sos(1, 6);
    sos << 1, 0.5, 0.1, 1, -0.2, 0.4;
    const Eigen::ArrayXXf silence = Eigen::ArrayXXf::Zero(32, 1);
    Eigen::ArrayXXf impulse = silence;
    impulse(0, 0) = 1;
    Eigen::ArrayXXf first(32, 1), second(32, 1), rest(32, 1);
    dsp::SosFilter filter(sos, 1);
    filter.process(impulse, first); // it has heard something
    const detail::MakeKernel make = detail::kernel_of(filter);
    detail::StreamKernel a = make(), b = make();
    CHECK(a.latency == 0);
    a.process(silence, rest);
    CHECK((rest == 0).all());
    a.process(impulse, rest);
    b.process(impulse, second);
    CHECK((rest == first).all());
    CHECK((second == first).all());
}
