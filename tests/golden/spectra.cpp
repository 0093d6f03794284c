// SPDX-License-Identifier: MIT
// Group aspec, and how spectra print.
#include "golden/mapping.hpp"
#include "golden/parameters.hpp"

#include <pya/pya.hpp>

namespace golden {
namespace {

using pya::Asig;
using pya::Aspec;

// With one channel the array has one dimension.
Array bins(const Aspec& spec) {
    const Eigen::ArrayXXcd& values = spec.rfftspec();
    return values.cols() == 1 ? array(values.col(0)) : array(values);
}

void check_spec(Checker& check, const Aspec& spec) {
    check.out("spec", bins(spec));
    check.out("freqs", array(spec.freqs()));
    check.expect("samples", static_cast<double>(spec.samples()));
    check.expect("channels", static_cast<double>(spec.channels()));
    check.expect("nr_freqs", static_cast<double>(spec.nr_freqs()));
    check.expect("label", spec.label());
    const Asig back = spec.to_sig();
    check.out("sig", array(back));
    check.expect("label_back", back.label());
}

const Covers aspec("aspec", "Aspec",
                   [](const Case& c, Checker& check) { check_spec(check, c.self().to_spec()); });

const Covers weight("aspec", "Aspec.weight", [](const Case& c, Checker& check) {
    const std::vector<double> weights = c.has_in("weights") ? c.in("weights").list() : c.numbers("weights");
    std::vector<double> freqs;
    if (c.given("freqs")) freqs = c.numbers("freqs");
    pya::WeightOptions options;
    c.read("curve", options.curve);
    read_interp(c, options.kind);
    check_spec(check, c.self().to_spec().weight(weights, freqs, options));
});

Asig silent_signal(const Case& c) {
    pya::AsigOptions options{.sr = c.sr()};
    c.read("label", options.label);
    if (c.given("channels")) options.channels = c.get<Index>("channels");
    return Asig(c.get<Index>("samples"), options);
}

const Covers aspec_repr("string", "Aspec.repr",
                        [](const Case& c, Checker& check) { check.repr(silent_signal(c).to_spec()); });

const Covers astft_repr("string", "Astft.repr",
                        [](const Case& c, Checker& check) { check.repr(silent_signal(c).to_stft()); });

const Covers amfcc_repr("string", "Amfcc.repr", [](const Case& c, Checker& check) {
    check.repr(silent_signal(c)(pya::all, 0).to_mfcc());
});

} // namespace
} // namespace golden
