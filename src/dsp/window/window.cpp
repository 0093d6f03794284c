// SPDX-License-Identifier: MIT
#include <pya/dsp/window/window.hpp>

#include <pya/error.hpp>

#include "dsp/window/design.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string_view>

namespace pya::dsp {

using impl::mirrored;
using impl::Params;
using impl::Samples;
using std::numbers::pi;

namespace {

double top(Index m) { return static_cast<double>(m - 1); }

Samples cosine_sum(Index m, const Params& weights) {
    return mirrored(m, [&](double i) {
        const double phase = -pi + i * (2 * pi / top(m));
        double sum = weights[0];
        for (std::size_t k = 1; k < weights.size(); ++k)
            sum += weights[k] * std::cos(static_cast<double>(k) * phase);
        return sum;
    });
}

Samples barthann(Index m, const Params&) {
    return mirrored(m, [&](double i) {
        const double f = std::abs(i / top(m) - 0.5);
        return 0.62 - 0.48 * f + 0.38 * std::cos(2 * pi * f);
    });
}

Samples bartlett(Index m, const Params&) {
    return mirrored(m, [&](double i) { return 2 * i / top(m); });
}

Samples blackman(Index m, const Params&) { return cosine_sum(m, {0.42, 0.5, 0.08}); }

Samples blackmanharris(Index m, const Params&) { return cosine_sum(m, {0.35875, 0.48829, 0.14128, 0.01168}); }

Samples bohman(Index m, const Params&) {
    return mirrored(m, [&](double i) {
        if (i == 0) return 0.0;
        const double f = std::abs(-1 + i * (2 / top(m)));
        return (1 - f) * std::cos(pi * f) + std::sin(pi * f) / pi;
    });
}

Samples ones(Index m) { return Samples(static_cast<std::size_t>(m), 1.0); }

Samples boxcar(Index m, const Params&) { return ones(m); }

Samples cosine(Index m, const Params&) {
    return mirrored(m, [&](double i) { return std::sin(pi / static_cast<double>(m) * (i + 0.5)); });
}

Samples exponential(Index m, const Params& p) {
    const double centre = p.empty() || std::isnan(p[0]) ? top(m) / 2 : p[0];
    const double tau = p.size() > 1 ? p[1] : 1;
    Samples w(static_cast<std::size_t>(m));
    Eigen::Map<Eigen::ArrayXd>(w.data(), m) =
        (-(Eigen::ArrayXd::LinSpaced(m, 0, top(m)) - centre).abs() / tau).exp();
    return w;
}

Samples flattop(Index m, const Params&) {
    return cosine_sum(m, {0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368});
}

Samples gaussian(Index m, const Params& p) {
    return mirrored(m, [&](double i) {
        const double x = i - top(m) / 2;
        return std::exp(-x * x / (2 * p[0] * p[0]));
    });
}

Samples general_gaussian(Index m, const Params& p) {
    return mirrored(
        m, [&](double i) { return std::exp(-0.5 * std::pow(std::abs((i - top(m) / 2) / p[1]), 2 * p[0])); });
}

Samples general_hamming(Index m, const Params& p) { return cosine_sum(m, {p[0], 1 - p[0]}); }

Samples hamming(Index m, const Params&) { return general_hamming(m, {0.54}); }

Samples hann(Index m, const Params&) { return general_hamming(m, {0.5}); }

Samples lanczos(Index m, const Params&) {
    return mirrored(m, [&](double i) {
        const double x = pi * (2 * (top(m) - i) / top(m) - 1);
        return x == 0 ? 1.0 : std::sin(x) / x;
    });
}

Samples nuttall(Index m, const Params&) {
    return cosine_sum(m, {0.3635819, 0.4891775, 0.1365995, 0.0106411});
}

Samples parzen(Index m, const Params&) {
    return mirrored(m, [&](double i) {
        const double x = top(m) / 2 - i;
        const double q = x / (static_cast<double>(m) / 2);
        return x > top(m) / 4 ? 2 * (1 - q) * (1 - q) * (1 - q) : 1 - 6 * q * q + 6 * q * q * q;
    });
}

Samples triang(Index m, const Params&) {
    const double length = static_cast<double>(m);
    return mirrored(m, [&](double i) { return m % 2 ? 2 * (i + 1) / (length + 1) : (2 * i + 1) / length; });
}

Samples tukey(Index m, const Params& p) {
    const double alpha = p.empty() ? 0.5 : p[0];
    if (alpha <= 0) return boxcar(m, p);
    if (alpha >= 1) return hann(m, p);
    const double width = std::floor(alpha * top(m) / 2);
    return mirrored(m, [&](double i) {
        return i > width ? 1.0 : 0.5 * (1 + std::cos(pi * (-1 + 2 * i / alpha / top(m))));
    });
}

struct Kind {
    std::vector<std::string_view> names;
    std::size_t least; ///< fewest parameters
    std::size_t most;
    Samples (*make)(Index m, const Params& p);
};

constexpr std::size_t any_number = 1 << 20;

const std::vector<Kind>& kinds() {
    static const std::vector<Kind> all{
        {{"barthann", "brthan", "bth"}, 0, 0, barthann},
        {{"bartlett", "bart", "brt"}, 0, 0, bartlett},
        {{"blackman", "black", "blk"}, 0, 0, blackman},
        {{"blackmanharris", "blackharr", "bkh"}, 0, 0, blackmanharris},
        {{"bohman", "bman", "bmn"}, 0, 0, bohman},
        {{"boxcar", "box", "ones", "rect", "rectangular"}, 0, 0, boxcar},
        {{"chebwin", "cheb"}, 1, 1, impl::chebwin},
        {{"cosine", "halfcosine"}, 0, 0, cosine},
        {{"dpss"}, 1, 1, impl::dpss},
        {{"exponential", "poisson"}, 0, 2, exponential},
        {{"flattop", "flat", "flt"}, 0, 0, flattop},
        {{"gaussian", "gauss", "gss"}, 1, 1, gaussian},
        {{"general_cosine", "general cosine"}, 1, any_number, cosine_sum},
        {{"general_gaussian", "general gaussian", "general gauss", "general_gauss", "ggs"},
         2,
         2,
         general_gaussian},
        {{"general_hamming", "general hamming"}, 1, 1, general_hamming},
        {{"hamming", "hamm", "ham"}, 0, 0, hamming},
        {{"hann", "han"}, 0, 0, hann},
        {{"kaiser", "ksr"}, 1, 1, impl::kaiser},
        {{"kbd", "kaiser bessel derived", "kaiser_bessel_derived"}, 1, 1, impl::kaiser_bessel_derived},
        {{"lanczos", "sinc"}, 0, 0, lanczos},
        {{"nuttall", "nutl", "nut"}, 0, 0, nuttall},
        {{"parzen", "parz", "par"}, 0, 0, parzen},
        {{"taylor", "taylorwin"}, 0, 3, impl::taylor},
        {{"triang", "triangle", "tri"}, 0, 0, triang},
        {{"tukey", "tuk"}, 0, 1, tukey},
    };
    return all;
}

const Kind& find_kind(const std::string& name) {
    for (const Kind& kind : kinds())
        if (std::find(kind.names.begin(), kind.names.end(), name) != kind.names.end()) return kind;
    std::string valid;
    for (const Kind& kind : kinds()) valid.append(valid.empty() ? "" : ", ").append(kind.names.front());
    detail::fail("get_window: there is no window '", name, "'; it must be one of ", valid);
}

/// Checks the ranges of the parameters, whose number must be right.
void validate(const std::string& name, const Params& p, Index n, bool fftbins) {
    const auto require = [&](bool ok, const char* what, double value, const char* rule) {
        if (!ok)
            detail::fail("get_window: ", what, " of window '", name, "' is ", value, "; it must be ", rule);
    };
    if (name == "exponential") {
        require(p.empty() || std::isnan(p[0]) || (std::isfinite(p[0]) && fftbins), "centre",
                p.empty() ? 0 : p[0], "finite and needs fftbins = true, or NaN for the middle");
        require(p.size() < 2 || (std::isfinite(p[1]) && p[1] != 0), "tau", p.size() < 2 ? 1 : p[1],
                "finite and not 0");
        return;
    }
    for (double value : p) require(std::isfinite(value), "a parameter", value, "finite");
    if (name == "gaussian") require(p[0] > 0, "the standard deviation", p[0], "above 0");
    if (name == "general_gaussian") require(p[1] > 0, "sigma", p[1], "above 0");
    if (name == "kaiser" || name == "kbd")
        require(std::abs(p[0]) <= 700, "beta", p[0], "within -700 and 700");
    if (name == "dpss" && n > 1)
        require(p[0] > 0 && p[0] < static_cast<double>(n) / 2, "NW", p[0],
                "above 0 and below half the number of samples");
    if (name == "kbd")
        require(!fftbins && n % 2 == 0, "the length", static_cast<double>(n),
                "even and the window symmetric (fftbins = false)");
    if (name == "taylor") {
        require(p.empty() || (p[0] >= 1 && p[0] <= 1000 && p[0] == std::floor(p[0])), "nbar",
                p.empty() ? 4 : p[0], "a whole number from 1 to 1000");
        require(p.size() < 2 || p[1] >= 0, "the side lobe level", p.size() < 2 ? 30 : p[1], "0 dB or more");
    }
}

} // namespace

Samples impl::window_samples(const Window& window, Index n, bool fftbins) {
    if (n < 0 || n > Index{1} << 40)
        detail::fail("get_window: the number of samples is ", n, "; it must be from 0 to 2^40");
    if (window.empty()) return ones(n);
    if (window.name.empty()) {
        const auto given = static_cast<Index>(window.samples.size());
        if (given != n) detail::fail("get_window: the window has ", given, " samples; it must have ", n);
        return {window.samples.begin(), window.samples.end()};
    }
    const Kind& kind = find_kind(window.name);
    const std::size_t count = window.params.size();
    if (count < kind.least || count > kind.most)
        detail::fail("get_window: window '", window.name, "' has ", count, " parameters; it must have ",
                     kind.least,
                     kind.most == kind.least   ? ""
                     : kind.most == any_number ? " or more"
                                               : " to ",
                     kind.most == kind.least || kind.most == any_number ? "" : std::to_string(kind.most));
    validate(std::string(kind.names.front()), window.params, n, fftbins);
    if (n <= 1) return ones(n);
    Samples w = kind.make(fftbins ? n + 1 : n, window.params);
    w.resize(static_cast<std::size_t>(n));
    return w;
}

} // namespace pya::dsp
