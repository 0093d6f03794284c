// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/equaliser.hpp>

#include <pya/error.hpp>

#include <cmath>
#include <cstddef>
#include <numbers>

namespace pya::dsp {

Equaliser::Section::Section(const EqBand& options, double rate, Index channels)
    : type(options.type),
      name(options.name), band{Parameter<>("Equaliser: freq", options.freq, 10, 0.49 * rate),
                               Parameter<Decibels>("Equaliser: gain", options.gain, Decibels(-40),
                                                   Decibels(40)),
                               Parameter<>("Equaliser: q", options.q, 0.05, 50)},
      sr(rate), freq(options.freq, rate), gain(options.gain.value, rate), q(options.q, rate),
      filters(static_cast<std::size_t>(channels), leaf::Svf<double>(rate)) {}

/// Goes on to the next values of the parameters. A shelf of gain a^2 is the sum of the outputs with factors
/// of a^2, a and 1, and its middle is off the cutoff by the root of a.
void Equaliser::Section::design() {
    const double f = freq.next(), a = std::pow(10, gain.next() / 40), width = q.next();
    const auto set = [&](double cutoff, double resonance, double l, double m, double h) {
        for (leaf::Svf<double>& filter : filters) filter.set(cutoff, resonance);
        low = l;
        middle = m;
        high = h;
    };
    const auto moved = [&](double factor) {
        return std::atan(factor * std::tan(std::numbers::pi * f / sr)) / std::numbers::pi * sr;
    };
    switch (type) {
    case EqType::peak: return set(f, width * a, 1, a * a, 1);
    case EqType::low_shelf: return set(moved(1 / std::sqrt(a)), width, a * a, a, 1);
    case EqType::high_shelf: return set(moved(std::sqrt(a)), width, 1, a, a * a);
    case EqType::low_pass: return set(f, width, 1, 0, 0);
    case EqType::high_pass: return set(f, width, 0, 0, 1);
    case EqType::band_pass: return set(f, width, 0, 1, 0);
    case EqType::notch: return set(f, width, 1, 0, 1);
    }
}

Equaliser::Equaliser(double sr, Index channels, const std::vector<EqBand>& bands)
    : Effect("Equaliser", sr, channels) {
    for (const EqBand& band : bands) {
        for (const Section& other : sections_)
            if (!band.name.empty() && band.name == other.name)
                detail::fail("Equaliser: two bands have the name ", band.name, "; each needs one of its own");
        sections_.emplace_back(band, sr, channels);
    }
    reset();
}

Equaliser::Band& Equaliser::band(Index index) {
    if (index < 0 || index >= bands())
        detail::fail("Equaliser::band: index is ", index, "; there are ", bands(), " bands");
    return sections_[static_cast<std::size_t>(index)].band;
}

Equaliser::Band& Equaliser::band(std::string_view name) {
    for (Section& section : sections_)
        if (section.name == name) return section.band;
    detail::fail("Equaliser::band: there is no band of the name ", name);
}

void Equaliser::reset() {
    for (Section& section : sections_) {
        section.freq.reset(section.band.freq.get());
        section.gain.reset(section.band.gain.get().value);
        section.q.reset(section.band.q.get());
        for (leaf::Svf<double>& filter : section.filters) filter.reset();
        section.design();
    }
}

void Equaliser::run(Block<double> block) {
    for (Section& section : sections_) {
        section.freq.to(section.band.freq.get());
        section.gain.to(section.band.gain.get().value);
        section.q.to(section.band.q.get());
        for (Index i = 0; i < block.samples(); ++i) {
            if (!section.freq.resting() || !section.gain.resting() || !section.q.resting()) section.design();
            for (Index c = 0; c < channels(); ++c) {
                const auto y = section.filters[static_cast<std::size_t>(c)](block(i, c));
                block(i, c) = section.low * y.low + section.middle * y.band + section.high * y.high;
            }
        }
    }
}

} // namespace pya::dsp
