// SPDX-License-Identifier: MIT
#include <pya/agen/param.hpp>
#include <pya/dsp/leaf/smoothed.hpp>

#include "agen/node.hpp"

namespace pya::gen {
namespace {

using namespace impl;

class ParamUnit : public Unit {
public:
    ParamUnit(const dsp::Parameter<>& knob, double seconds, int sr)
        : knob_(knob), value_(knob.get(), seconds, sr) {}
    Index process(const Io& io) noexcept override {
        value_.set(knob_.get());
        for (Index i = 0; i < io.n; ++i) io.out[i] = value_.next();
        return io.n;
    }
    void reset() noexcept override { value_.reset(knob_.get()); }

private:
    dsp::Parameter<> knob_;
    dsp::leaf::Smoothed<double> value_;
};

std::shared_ptr<Node> param_node(const dsp::Parameter<>& knob, Seconds smooth) {
    if (!(smooth.value >= 0 && smooth.value <= 1e4))
        detail::fail("Param: smooth is ", smooth.value, " s; it must be 0 to 10000 s");
    const std::shared_ptr<Node> node = joined("Param", {});
    node->make = [knob, smooth](Index, const Setup& setup) {
        return std::make_unique<ParamUnit>(knob, smooth.value, setup.sr);
    };
    return node;
}

} // namespace

Param::Param(double value, const ParamOptions& options)
    : Param(dsp::Parameter<>("Param", value, options.least, options.largest), options) {}

Param::Param(const dsp::Parameter<>& knob, const ParamOptions& options)
    : Agen(param_node(knob, options.smooth)), knob_(knob), least_(options.least), largest_(options.largest) {}

} // namespace pya::gen
