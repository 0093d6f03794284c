// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/dsp/level/level.hpp>
#include <pya/log.hpp>
#include <pya/mapping.hpp>

#include <cmath>
#include <sstream>
#include <utility>

namespace pya {
namespace {

dsp::Block<const float> run(const float* x, Index n) { return {x, n}; }
dsp::Block<float> run(float* x, Index n) { return {x, n}; }

// Warns of a factor below -1, which may have been meant in dB.
void warn_of_decibels(const char* method, double amp) {
    if (!(amp < -1)) return;
    std::ostringstream warning;
    warning << "Asig::" << method << ": " << amp << " is a factor that flips the polarity; " << amp
            << " dB is written " << amp << "_dB";
    log_warning(warning.str());
}

} // namespace

Asig Asig::gain(double amp) const& {
    warn_of_decibels("gain", amp);
    storage::Samples scaled = storage::Samples::uninitialised(samples(), channels());
    dsp::scale(samples_.view(), static_cast<float>(amp), scaled.write());
    return Asig(*this, std::move(scaled), "_scaled");
}

Asig Asig::gain(double amp) && {
    if (!samples_.unique()) return std::as_const(*this).gain(amp);
    warn_of_decibels("gain", amp);
    const dsp::Block<float> own = samples_.write();
    dsp::scale(own, static_cast<float>(amp), own);
    return renamed("_scaled");
}

Asig Asig::gain(Decibels level) const& { return gain(dbamp(level.value)); }

Asig Asig::gain(Decibels level) && { return std::move(*this).gain(dbamp(level.value)); }

Asig Asig::gain(const std::vector<double>& amps) && {
    if (static_cast<Index>(amps.size()) != channels())
        detail::fail("Asig::gain: ", amps.size(), " amps for ", channels(), " channels");
    for (const double amp : amps) warn_of_decibels("gain", amp);
    auto amp = amps.begin();
    samples_.transform([&amp](const float* in, float* out, Index n) {
        dsp::scale(run(in, n), static_cast<float>(*amp++), run(out, n));
    });
    return renamed("_scaled");
}

Asig Asig::gain(const std::vector<Decibels>& levels) && {
    std::vector<double> amps;
    for (const Decibels level : levels) amps.push_back(dbamp(level.value));
    return std::move(*this).gain(amps);
}

Asig Asig::norm(double level, NormOptions options) && {
    if (!options.in_db) warn_of_decibels("norm", level);
    const double target = options.in_db ? dbamp(level) : level;
    samples_.transform([&](const float* in, float* out, Index n) {
        const double offset = options.dcflag && n > 0 ? dsp::mean(run(in, n)) : 0;
        if (offset != 0) {
            dsp::rescale(run(in, n), offset, 1, run(out, n));
            in = out;
        }
        const double peak = dsp::peak(run(in, n));
        dsp::rescale(run(in, n), 0, peak == 0 ? 1 : target / peak, run(out, n));
    });
    return renamed("_normalised");
}

Asig Asig::norm(Decibels level, NormOptions options) && {
    options.in_db = true;
    return std::move(*this).norm(level.value, options);
}

double Asig::peak() const { return dsp::peak(dsp::Block<const float>(samples_.view())); }

Asig Asig::remove_DC() && {
    samples_.transform([](const float* in, float* out, Index n) {
        if (n > 0) dsp::rescale(run(in, n), dsp::mean(run(in, n)), 1, run(out, n));
    });
    return renamed("_DCfree");
}

Index Asig::rms_values(int axis) const {
    if (axis != 0 && axis != 1)
        detail::fail("Asig::rms: axis is ", axis, "; it must be 0 (samples) or 1 (channels)");
    return axis == 0 ? channels() : samples();
}

void Asig::write_rms(int axis, double* values) const {
    if (axis == 0)
        for (Index c = 0; c < channels(); ++c) values[c] = dsp::rms(run(samples_.channel(c), samples()));
    else
        Eigen::Map<Eigen::ArrayXd>(values, samples()) =
            samples_.view().cast<double>().square().rowwise().mean().sqrt();
}

} // namespace pya
