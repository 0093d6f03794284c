// SPDX-License-Identifier: MIT
// librosa's vectors of norm 1.
#include "golden/analysis.hpp"
#include "golden/mapping.hpp"
#include "golden/parameters.hpp"

#include <pya/dsp/feature/norm.hpp>

namespace golden {
namespace {

namespace dsp = pya::dsp;

const Covers norms("normalize", "util.normalize", [](const Case& c, Checker& check) {
    dsp::NormScaling o;
    read_norm(c, "norm", o.norm);
    c.read("threshold", o.threshold);
    if (c.given("fill"))
        o.shorter = c.get<bool>("fill") ? dsp::ShortVectors::equal : dsp::ShortVectors::zeros;
    Array s = c.in("S");
    // The vectors are the columns, the rows, or all of the array in one.
    Eigen::ArrayXXd x = s.real();
    Index axis = 0;
    c.read("axis", axis);
    const bool whole = c.has("axis") && !c.given("axis");
    if (axis == 1) x.transposeInPlace();
    const dsp::Block<double> vectors(x.data(), whole ? x.size() : x.rows(), whole ? 1 : x.cols());
    dsp::scale_to_norm(vectors, vectors, o);
    if (axis == 1) x.transposeInPlace();
    check.out("S", array(x));
});

} // namespace
} // namespace golden
