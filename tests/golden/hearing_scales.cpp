// SPDX-License-Identifier: MIT
// librosa's scales of frequency and of level.
#include "golden/analysis.hpp"
#include "golden/mapping.hpp"
#include "golden/parameters.hpp"

#include <pya/mapping.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace golden {
namespace {

namespace dsp = pya::dsp;

// A function of each number of the input `x`.
template <class F>
Mapping each(const char* out, F f) {
    return [out, f](const Case& c, Checker& check) {
        Array x = c.in("x");
        for (auto& value : x.values) value = f(c, value.real());
        check.out(out, x);
    };
}

dsp::MelScale scale_of(const Case& c) {
    bool htk = false;
    c.read("htk", htk);
    return htk ? dsp::MelScale::htk : dsp::MelScale::slaney;
}

template <double (*f)(double, double, Index)>
double octaves(const Case& c, double x) {
    double tuning = 0;
    Index bins_per_octave = 12;
    c.read("tuning", tuning);
    c.read("bins_per_octave", bins_per_octave);
    return f(x, tuning, bins_per_octave);
}

const Covers to_mel("scales", "hz_to_mel",
                    each("mel", [](const Case& c, double x) { return dsp::hz_to_mel(x, scale_of(c)); }));
const Covers of_mel("scales", "mel_to_hz",
                    each("hz", [](const Case& c, double x) { return dsp::mel_to_hz(x, scale_of(c)); }));
const Covers hz_to_midi("scales", "hz_to_midi",
                        each("midi", [](const Case&, double x) { return pya::cpsmidi(x); }));
const Covers midi_to_hz("scales", "midi_to_hz",
                        each("hz", [](const Case&, double x) { return pya::midicps(x); }));
const Covers to_octs("scales", "hz_to_octs", each("octs", octaves<dsp::hz_to_octs>));
const Covers of_octs("scales", "octs_to_hz", each("hz", octaves<dsp::octs_to_hz>));

const Covers fft("freqs", "fft_frequencies", [](const Case& c, Checker& check) {
    check.out("f", list(dsp::fft_frequencies(c.sr(), c.get<Index>("n_fft"))));
});

const Covers mel_centres("freqs", "mel_frequencies", [](const Case& c, Checker& check) {
    Index n = 128;
    double fmin = 0, fmax = 11025;
    c.read("n_mels", n);
    c.read("fmin", fmin);
    c.read("fmax", fmax);
    check.out("f", list(dsp::mel_frequencies(n, fmin, fmax, scale_of(c))));
});

const Covers cqt_centres("freqs", "cqt_frequencies", [](const Case& c, Checker& check) {
    Index bins_per_octave = 12;
    double tuning = 0;
    c.read("bins_per_octave", bins_per_octave);
    c.read("tuning", tuning);
    check.out("f", list(dsp::cqt_frequencies(c.get<Index>("n_bins"), c.get<double>("fmin"), bins_per_octave,
                                             tuning)));
});

const Covers tempo("freqs", "tempo_frequencies", [](const Case& c, Checker& check) {
    Index stride = 512;
    c.read("hop_length", stride);
    check.out("f", list(dsp::tempo_frequencies(c.get<Index>("n_bins"), c.sr(), stride)));
});

dsp::Weighting weighting_of(const std::string& kind) {
    return static_cast<dsp::Weighting>(std::string("ABCDZ").find(kind.front()));
}

Mapping weighting(const std::string& given) {
    return [given](const Case& c, Checker& check) {
        std::string kind = given;
        c.read("kind", kind);
        std::optional<double> min_db = -80;
        read_or_none(c, "min_db", min_db);
        Array x = c.in("f");
        for (auto& value : x.values)
            value = dsp::frequency_weighting(value.real(), weighting_of(kind), min_db);
        check.out("db", x);
    };
}

const Covers a("weighting", "A_weighting", weighting("A"));
const Covers b("weighting", "B_weighting", weighting("B"));
const Covers c_("weighting", "C_weighting", weighting("C"));
const Covers d("weighting", "D_weighting", weighting("D"));
const Covers any("weighting", "frequency_weighting", weighting("A"));

Array decibels(const Case& c, bool powers) {
    Array x = c.in("S");
    std::vector<double> s = x.list();
    dsp::DecibelOptions o;
    if (c.given("ref")) {
        const nlohmann::json& ref = c.param("ref");
        std::vector<double> sorted = s;
        std::sort(sorted.begin(), sorted.end());
        const std::size_t half = sorted.size() / 2;
        if (!ref.is_string())
            o.ref = to_number(ref);
        else if (ref == "max")
            o.ref = sorted.back();
        else
            o.ref = sorted.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
    read_optional(c, "amin", o.amin);
    read_or_none(c, "top_db", o.top_db);
    if (powers)
        dsp::power_to_db(s, s, o);
    else
        dsp::amplitude_to_db(s, s, o);
    std::copy(s.begin(), s.end(), x.values.begin());
    return x;
}

const Covers power("db", "power_to_db",
                   [](const Case& c, Checker& check) { check.out("db", decibels(c, true)); });
const Covers amplitude("db", "amplitude_to_db",
                       [](const Case& c, Checker& check) { check.out("db", decibels(c, false)); });

// A_weighting and the like of the bins, added to decibels of powers.
const Covers perceptual("weighting", "perceptual_weighting", [](const Case& c, Checker& check) {
    Array db = decibels(c, true);
    const std::vector<double> f = dsp::fft_frequencies(c.sr(), c.get<Index>("n_fft"));
    const std::size_t frames = static_cast<std::size_t>(db.shape.back());
    for (std::size_t i = 0; i < db.values.size(); ++i)
        db.values[i] +=
            dsp::frequency_weighting(f[i / frames % f.size()], weighting_of(c.get<std::string>("kind")));
    check.out("db", db);
});

// The way back is what the mapping of amplitudes has already.
Mapping of_decibels(double divisor) {
    return [divisor](const Case& c, Checker& check) {
        Array x = c.in("S_db");
        double ref = 1;
        c.read("ref", ref);
        for (auto& value : x.values) value = ref * pya::dbamp(value.real() * 20 / divisor);
        check.out("S", x);
    };
}

const Covers to_power("db", "db_to_power", of_decibels(10));
const Covers to_amplitude("db", "db_to_amplitude", of_decibels(20));

} // namespace
} // namespace golden
