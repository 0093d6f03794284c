// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/inverse_mel.hpp>

#include <pya/error.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

namespace pya::dsp::impl {
namespace {

constexpr int steps = 500;
constexpr double close_enough = 1e-7; // of the squared residual, relative to the squared target

/// Finds x >= 0 with the least |A x - target|^2, where A are the filters.
class NonNegativeSquares {
public:
    NonNegativeSquares(AlignedVector<double> weights, Index filters, Index bins)
        : weights_(std::move(weights)), bins_(bins), bands_(static_cast<std::size_t>(filters)),
          inverse_step_(static_cast<std::size_t>(bins)), here_(inverse_step_.size()),
          gradient_(inverse_step_.size()) {
        for (Index m = 0; m < filters; ++m) {
            const double* const filter = weights_.data() + m * bins;
            Band& band = bands_[static_cast<std::size_t>(m)];
            band.begin = std::find_if(filter, filter + bins, [](double w) { return w > 0; }) - filter;
            band.end = bins;
            while (band.end > band.begin && filter[band.end - 1] == 0) --band.end;
            double sum = 0;
            for (Index k = band.begin; k < band.end; ++k) sum += filter[k];
            for (Index k = band.begin; k < band.end; ++k) inverse_step_[at(k)] += filter[k] * sum;
        }
    }

    void operator()(std::span<const double> target, double* x) {
        double power = 0;
        for (const double value : target) power += value * value;
        std::fill(here_.begin(), here_.end(), 0);
        gradient(target);
        std::fill_n(x, bins_, 0.);
        for (Index k = 0; k < bins_; ++k) here_[at(k)] = x[k] = stepped(k);
        double momentum = 1;
        for (int step = 0; step < steps; ++step) {
            if (gradient(target) <= close_enough * close_enough * power) break;
            const double next = (1 + std::sqrt(1 + 4 * momentum * momentum)) / 2;
            const double further = (momentum - 1) / next;
            double uphill = 0; // above 0 if the momentum leads away from where the gradient points
            for (Index k = 0; k < bins_; ++k) {
                const double before = x[k], after = stepped(k);
                uphill += (here_[at(k)] - after) * (after - before) * inverse_step_[at(k)];
                here_[at(k)] = after + further * (after - before);
                x[k] = after;
            }
            momentum = next;
            if (uphill > 0) {
                momentum = 1;
                std::copy_n(x, bins_, here_.begin());
            }
        }
    }

private:
    struct Band {
        Index begin = 0, end = 0;
    };

    static std::size_t at(Index k) { return static_cast<std::size_t>(k); }

    double stepped(Index k) const {
        const double inverse = inverse_step_[at(k)];
        return inverse > 0 ? std::max(0., here_[at(k)] - gradient_[at(k)] / inverse) : 0;
    }

    // Computes half the gradient at here_, and returns the squared residual.
    double gradient(std::span<const double> target) {
        std::fill(gradient_.begin(), gradient_.end(), 0);
        double squares = 0;
        for (std::size_t m = 0; m < bands_.size(); ++m) {
            const double* const filter = weights_.data() + static_cast<Index>(m) * bins_;
            double residual = -target[m];
            for (Index k = bands_[m].begin; k < bands_[m].end; ++k) residual += filter[k] * here_[at(k)];
            for (Index k = bands_[m].begin; k < bands_[m].end; ++k) gradient_[at(k)] += filter[k] * residual;
            squares += residual * residual;
        }
        return squares;
    }

    AlignedVector<double> weights_; // filter by filter
    Index bins_;
    std::vector<Band> bands_;          // the bins of each filter
    std::vector<double> inverse_step_; // of each bin
    std::vector<double> here_;         // where the gradient is taken
    std::vector<double> gradient_;
};

} // namespace

void inverse_mel_into(const Eigen::Ref<const FrameArray<double>>& mel, double sr, Index nfft,
                      const MelOptions& options, Block<double> magnitudes) {
    const Index bins = nfft / 2 + 1;
    NonNegativeSquares solve(mel_filter_weights(sr, nfft, options), options.n_mels, bins);
    if (!(options.power > 0))
        detail::fail("inverse_mel: option power is ", options.power, "; it must be above 0");
    if (mel.cols() != options.n_mels)
        detail::fail("inverse_mel: mel has ", mel.cols(), " columns; it must have n_mels = ", options.n_mels);
    if ((mel < 0).any())
        detail::fail("inverse_mel: mel has a ", mel.minCoeff(),
                     "; powers are 0 or more (those in dB must be made powers first)");
    const double root = 1 / options.power;
    for (Index f = 0; f < mel.rows(); ++f) {
        const std::span<const double> target(mel.row(f).data(), static_cast<std::size_t>(mel.cols()));
        const std::span<double> x = magnitudes.channel(f);
        if (!mel.row(f).isFinite().all()) {
            std::fill(x.begin(), x.end(), std::numeric_limits<double>::quiet_NaN());
            continue;
        }
        solve(target, x.data());
        for (double& value : x) value = root == 0.5 ? std::sqrt(value) : std::pow(value, root);
    }
}

} // namespace pya::dsp::impl
